#include "obligation/evaluate.hpp"

#include <algorithm>
#include <array>

#include "event/known.hpp"

namespace overens::obligation {

using agreement::Norm;
using calendar::Moment;

Evaluate::Evaluate(Rulebook const& rules, Registry const& registry, VisibleEvents const& view)
    : rules_(rules),
      registry_(registry),
      view_(view),
      matcher_(view, registry),
      bearers_(view, registry),
      life_(view, registry, matcher_),
      knowledge_(view, registry) {}

void Evaluate::run(Answer& answer, bool with_recurring) {
  answer_ = &answer;
  answer.view = &view_;
  opened_.clear();
  unpinned_for_.assign(answer.without_agreement.size(), 0);
  auto const& kind = view_.group().kind;
  if (auto const* home = rules_.group_kind(kind)) {
    // In the order in which things happened, so that what opened first stands, in whatever version.
    for (std::uint32_t i = 0; i < view_.acts().size(); ++i) {
      for (auto const& part : home->openings[view_.act(i).type]) {
        if (registry_.in_use(part.agreement_index)) consider(rules_.rules()[part.rule], i);
      }
    }
    for (auto const& part : home->recurring) {
      if (with_recurring && registry_.in_use(part.agreement_index)) recurring(rules_.rules()[part.rule]);
    }
  }
  if (kind != "dispute") return;
  auto ladders = find_ladders(rules_, registry_, view_);
  answer.ladders.insert(answer.ladders.end(), std::make_move_iterator(ladders.begin()),
                        std::make_move_iterator(ladders.end()));
}

// The party that answers for it: of the one that had the duty then.
base::Symbol Evaluate::party_of(BearerOf const& bearer, Moment const& at) const {
  return bearer.is_party || bearer.name == 0 ? bearer.name : registry_.party_of(bearer.held_at(at), at.day);
}

Evaluate::Parties Evaluate::parties_of(BearerList const& bearers, Moment const& at) const {
  Parties all;
  for (auto const& bearer : bearers) {
    if (bearer.left_out) continue;
    auto const party = party_of(bearer, at);
    if (party != 0 && std::find(all.begin(), all.end(), party) == all.end()) all.push_back(party);
  }
  return all;
}

// `from: in_force`: opened on the day it happened, or on the first day of a version that has the norm, for those of the
// bearers that adopt that version, if it still stood then.
std::optional<Moment> Evaluate::start_in_force(Opening const& opening, BearerList const& bearers) const {
  auto const& rule = *opening.rule;
  auto const parties = parties_of(bearers, opening.at);
  std::optional<calendar::Day> first;
  for (std::uint16_t version = 0; version < rules_.pack_count(); ++version) {
    auto const& pack = *rules_.packs()[version];
    if (rules_.agreement_index_of(version) != rule.agreement_index || pack.norm(rule.norm->id) == nullptr) continue;
    auto day = std::max(pack.validity.from, opening.at.day);
    Parties adopting;
    for (auto const party : parties) {
      auto const adopted = registry_.adopted_on(version, party);
      if (!adopted) continue;
      day = std::max(day, *adopted);
      adopting.push_back(party);
    }
    if (registry_.in_force(rule.agreement_index, adopting, day) && (!first || day < *first)) first = day;
  }
  if (!first || *first == opening.at.day) return opening.at;
  Obligation opened;
  opened.subject = opening.subject;
  opened.opened_by = opening.act;
  opened.opened = opening.at;
  opened.bearers = bearers;
  if (life_.ended_before(rule, opened, *first)) return std::nullopt;
  auto const at = Moment::whole(*first);
  if (*first > view_.question().on.day) return at;  // it will open then: it waits
  MatchContext const context{opening.subject, at, &rule.pack->rules};
  return matcher_.standing(*rule.opens, context, at) ? std::optional(at) : std::nullopt;
}

// A norm for a forum is for those of its own role.
bool Evaluate::is_others_forum(Rule const& rule, std::uint64_t subject) const {
  if (rule.norm->per != "forum" || rule.norm->bearer.form != agreement::Bearer::Form::forum) return false;
  auto const role = view_.facts().words().find(rule.norm->bearer.forum);
  auto const agreement = subject_hash("agreement", rule.pack->agreement);
  bool is_others = false;
  registry_.each_founding(view_, subject, [&](Registry::Forum const& forum) {
    is_others = is_others || forum.role != role || forum.agreement != agreement;
  });
  return is_others;
}

bool Evaluate::is_open(Opening const& opening, base::Symbol bearer) const {
  auto const& rule = *opening.rule;
  if (opening.act == no_act || opening.first || rule.norm->per_opening) return false;
  return std::any_of(opened_.begin(), opened_.end(), [&](Opened const& o) {
    return o.norm_key == rule.norm_key && o.subject == opening.subject && o.bearer == bearer && o.act != opening.act;
  });
}

void Evaluate::open(Opening const& opening) {
  auto const& rule = *opening.rule;
  auto const fits = in_group(rule, opening.act, opening.at);
  if ((fits && !*fits) || is_others_forum(rule, opening.subject)) return;
  auto bearers =
      bearers_.of(rule, {opening.subject, opening.act, opening.due ? opening.due->day : view_.question().on.day});
  if (!fits) {
    for (auto& bearer : bearers) bearer.knowledge.group_unknown = true;
  }
  if (!rule.norm->bearer.each) return open_for(opening, std::move(bearers), 0, {});
  for (auto const& bearer : bearers)
    open_for(opening, {bearer}, bearer.name,
             bearer.name == 0 ? std::string_view("unknown") : view_.facts().words().word(bearer.name));
}

// Once, and anew each time that the one before it has been met and the norm says so.
void Evaluate::open_for(Opening opening, BearerList&& bearers, base::Symbol bearer, std::string_view of_party) {
  auto added = select_version(opening, std::move(bearers), bearer, of_party);
  while (added && opening.rule->norm->again != Norm::Again::never) added = open_again(opening, bearer, of_party);
}

// Under which version it stands: the latest that all its bearers had adopted when it opened. False when under none, or
// under another than the rule's.
bool Evaluate::select_version(Opening const& opening, BearerList&& bearers, base::Symbol bearer,
                              std::string_view of_party) {
  if (is_open(opening, bearer)) return false;
  auto const& rule = *opening.rule;
  auto at = opening.at;
  if (rule.opens && rule.norm->opens_from_in_force) {
    auto const start = start_in_force(opening, bearers);
    if (!start) return false;
    at = *start;
  }
  for (auto& one : bearers) {
    auto const party = party_of(one, at);
    one.left_out = party != 0 && !registry_.in_force(rule.agreement_index, std::array{party}, at.day);
  }
  auto parties = parties_of(bearers, at);
  if (parties.empty()) {
    // Nobody who has adopted anything: those concerned. Nobody known: whoever did what opened it, or the agreement's
    // region for a duty without an act.
    for (auto const& one : bearers) {
      auto const party = party_of(one, at);
      if (party != 0 && registry_.is_party(rule.agreement_index, party)) parties.push_back(party);
    }
    auto const somebody_unknown =
        std::any_of(bearers.begin(), bearers.end(), [](BearerOf const& one) { return one.name == 0; });
    if (parties.empty() && somebody_unknown) {
      auto const party = opening.act == no_act ? view_.facts().words().find(rule.pack->parties.front().code)
                                               : registry_.party_of(view_.act(opening.act).acting(), at.day);
      if (party != 0) parties.push_back(party);
    }
  }
  auto const concerned = std::any_of(parties.begin(), parties.end(),
                                     [&](auto party) { return registry_.is_party(rule.agreement_index, party); });
  if (!concerned) return false;
  auto const version = registry_.in_force(rule.agreement_index, parties, at.day);
  if (!version) not_in_force(opening, parties);
  if (!version || *version != rule.pack_number) return false;
  if (opening.act != no_act && !opening.first) opened_.push_back({rule.norm_key, bearer, opening.subject, opening.act});
  add_obligation(opening, at, std::move(bearers), of_party, parties);
  return true;
}

// Said once for a subject, whatever the number of versions and bearers; with all whom it concerns.
void Evaluate::not_in_force(Opening const& opening, Parties const& parties) {
  if (opening.act == no_act) return;
  auto const& rule = *opening.rule;
  auto& without_agreement = answer_->without_agreement;
  std::size_t said = 0;
  for (; said < without_agreement.size(); ++said) {
    auto const& u = without_agreement[said];
    if (u.agreement != rule.pack->agreement || u.norm->id != rule.norm->id) continue;
    if (u.opened_by == opening.act) break;
    if (!rule.norm->per_opening && unpinned_for_[said] == opening.subject) return;  // an earlier opening said it
  }
  if (said == without_agreement.size()) {
    without_agreement.push_back({opening.act, rule.pack->agreement, rule.norm, {}});
    unpinned_for_.push_back(opening.subject);
  }
  auto& all = without_agreement[said].parties;
  for (auto const party : parties) {
    if (std::find(all.begin(), all.end(), party) == all.end()) all.push_back(party);
  }
}

// What arose anew rests on the act with which it did.
std::function<bool(Knows const&)> Evaluate::holds_by(Opening const& opening) const {
  if (opening.act == no_act || opening.first || opening.acts.size() < 2) return {};
  return [this, &opening](Knows const& knows) {
    MatchContext context{opening.subject, opening.at, &opening.rule->pack->rules};
    context.opens = true;
    context.only = &knows;
    return matcher_.holds_with(*opening.rule->opens, context, std::nullopt, opening.act);
  };
}

void Evaluate::add_obligation(Opening const& opening, Moment const& at, BearerList&& bearers, std::string_view of_party,
                              Parties const& parties) {
  auto const& rule = *opening.rule;
  auto& o = answer_->obligations.emplace_back();
  o.norm = rule.norm;
  o.pack = rule.pack;
  o.subject = opening.subject;
  o.subject_id = opening.subject_id;
  o.of_party = of_party;
  o.period = opening.period;
  o.number = opening.number;
  o.bearers = std::move(bearers);
  o.opened_by = opening.act;
  o.opened = at;
  o.due = opening.due;
  if (o.opened.day > view_.question().on.day) {
    o.life = Life::waiting;
  } else {
    find_anchor(opening, o);
    life_.fill(rule, o);
    replace(rule, o, parties);
    name_holders(rule, o);
    knowledge_.fill(rule, o, {opening.acts, holds_by(opening)});
  }
}

// What is closed stays with the one that had it then, or that did what closed it while it had it. Who is of no party is
// named when a duty is handed to it, and not charged.
void Evaluate::name_holders(Rule const& rule, Obligation& o) const {
  auto const actor = o.closed_by == no_act ? base::Symbol{0} : view_.act(o.closed_by).acting();
  for (auto& bearer : o.bearers) {
    if (bearer.earlier.empty()) continue;
    if (o.life == Life::closed && o.closed) {
      auto const did_it = std::any_of(bearer.earlier.begin(), bearer.earlier.end(), [&](Actors::Former const& former) {
        return former.name == actor && !calendar::is_before(former.until, *o.closed);
      });
      bearer.name = did_it ? actor : bearer.held_at(*o.closed);
    }
    auto const party = registry_.party_of(bearer.name, view_.question().on.day);
    if (bearer.name != bearer.held_at(o.opened) && !registry_.is_party(rule.agreement_index, party))
      bearer.left_out = true;
  }
}

// A later version that all its parties have adopted meanwhile may move or close what is still open then. What was done
// on that very day is done.
void Evaluate::replace(Rule const& rule, Obligation& o, Parties const& parties) const {
  for (std::uint16_t later = 0; later < rules_.pack_count(); ++later) {
    auto const& pack = *rules_.packs()[later];
    if (rules_.agreement_index_of(later) != rule.agreement_index || pack.validity.from <= rule.pack->validity.from)
      continue;
    auto const* norm = pack.norm(rule.norm->id);
    if (norm == nullptr || norm->on_replacement == Norm::Replaced::keep) continue;
    auto from = pack.validity.from;
    bool all = true;
    for (auto const party : parties) {
      auto const adopted = registry_.adopted_on(later, party);
      all = all && adopted.has_value();
      if (adopted) from = std::max(from, *adopted);
    }
    auto const still_open = o.life != Life::closed || o.closed->day > from;
    if (!all || from > view_.question().on.day || from <= o.opened.day || !still_open) continue;
    if (norm->on_replacement == Norm::Replaced::close) return life_.close(rule, o, from);
    life_.move(rule, o, pack);
  }
}

}  // namespace overens::obligation
