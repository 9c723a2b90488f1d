#include "obligation/evaluate.hpp"

#include <algorithm>
#include <array>

#include "event/known.hpp"

namespace overens::obligation {

using agreement::Norm;
using calendar::Moment;

Evaluate::Evaluate(Rulebook const& rules, Registry const& registry, View const& view)
    : rules_(rules),
      registry_(registry),
      view_(view),
      matcher_(view, registry),
      bearers_(view, registry),
      life_(view, registry, matcher_),
      knowledge_(view, registry) {}

void Evaluate::run(Answer& answer) {
  answer_ = &answer;
  answer.view = &view_;
  answer.obligations.clear();
  answer.unpinned.clear();
  opened_.clear();
  auto const& kind = view_.group().kind;
  auto const* known = view_.facts().vocabulary().kind(kind);
  // A subject that has no case is evaluated as a case of its own.
  auto const belongs = [&](Rule const& rule) {
    return rule.home == kind || (rule.home == "case" && known != nullptr && known->individual && kind != "person");
  };
  static thread_local std::vector<std::uint32_t> compounds;
  compounds.clear();
  for (auto const type : view_.types()) {
    for (auto const rule : rules_.opened_by(type)) {
      if (belongs(rules_.rules()[rule])) simple(rule);
    }
    for (auto const rule : rules_.touched_by(type)) {
      if (std::find(compounds.begin(), compounds.end(), rule) == compounds.end()) compounds.push_back(rule);
    }
  }
  for (auto const rule : compounds) {
    if (belongs(rules_.rules()[rule])) compound(rule);
  }
  if (known == nullptr || !known->individual) {
    for (auto const rule : rules_.recurring()) {
      if (rules_.rules()[rule].home == kind) recurring(rules_.rules()[rule]);
    }
  }
  answer.ladders = find_ladders(rules_, registry_, view_);
}

bool Evaluate::is_open(std::uint32_t rule, std::uint64_t subject) const {
  return std::find(opened_.begin(), opened_.end(), std::pair(rule, subject)) != opened_.end();
}

// What the subject is called: the act's own subject where that is it, else the case, the unit, or the id of the group.
std::string_view Evaluate::id_of(When const& when, std::uint32_t number) const {
  auto const& act = view_.act(number);
  switch (when.names.by) {
    case Carrier::By::subject:
      return view_.subject_id(act);
    case Carrier::By::in_case:
      return act.in_case == nullptr ? view_.group().id : act.in_case->id;
    case Carrier::By::unit:
      return view_.facts().words().word(act.unit);
    case Carrier::By::none:
    case Carrier::By::person:
    case Carrier::By::id_field:
    case Carrier::By::party_field:
      break;
  }
  return view_.group().id;
}

void Evaluate::simple(std::uint32_t number) {
  auto const& rule = rules_.rules()[number];
  auto const& when = *rule.opens;
  for (auto i = view_.first(when.type); i != View::none; i = view_.next(i)) {
    auto const& act = view_.act(i);
    auto const subject = matcher_.carried(when.names, act);
    if (!subject) continue;
    if (!rule.norm->per_opening && is_open(number, *subject)) continue;
    Asking const asking{*subject, act.when, {}, &rule.pack->rules};
    if (!matcher_.fits(when, act, asking)) continue;
    if (rule.unless && matcher_.standing(*rule.unless, asking, act.when)) continue;
    opened_.emplace_back(number, *subject);
    auto const count = static_cast<int>(std::count(opened_.begin(), opened_.end(), opened_.back()));
    open({&rule, *subject, id_of(when, i), i, act.when, rule.norm->per_opening ? count : 0, {}, {}, {i}});
  }
}

// A compound condition is asked for every subject that one of its events names.
void Evaluate::compound(std::uint32_t number) {
  auto const& rule = rules_.rules()[number];
  struct Named {
    std::uint64_t subject;
    std::uint32_t by;
    When const* when;
  };
  std::vector<Named> subjects;
  auto const collect = [&](auto const& self, When const& when) -> void {
    for (auto const& part : when.parts) self(self, part);
    if (when.form != When::Form::event) return;
    for (auto i = view_.first(when.type); i != View::none; i = view_.next(i)) {
      auto const subject = matcher_.carried(when.names, view_.act(i));
      auto const known = std::any_of(subjects.begin(), subjects.end(),
                                     [&](auto const& s) { return subject && s.subject == *subject; });
      if (subject && !known) subjects.push_back({*subject, i, &when});
    }
  };
  collect(collect, *rule.opens);
  for (auto const& [subject, named_by, named_in] : subjects) {
    Asking asking{subject, Moment::whole(calendar::first_day), {}, &rule.pack->rules};
    auto from = Moment::whole(calendar::first_day);
    while (auto const act = matcher_.first(*rule.opens, asking, from)) {
      auto const at = view_.act(*act).when;
      asking.opening = at;
      if (rule.unless && matcher_.standing(*rule.unless, asking, at)) {
        from = Moment::whole(at.day + std::chrono::days(1));
        asking.opening = Moment::whole(calendar::first_day);
        continue;
      }
      auto const acts = support(*rule.opens, asking, at);
      open({&rule, subject, id_of(*named_in, named_by), *act, at, 0, {}, {}, {acts.begin(), acts.end()}});
      break;
    }
  }
}

// The acts by which a condition holds: what somebody must know to know of the opening.
std::vector<std::uint32_t> Evaluate::support(When const& when, Asking const& asking, Moment const& at) const {
  std::vector<std::uint32_t> all;
  if (when.form == When::Form::event && when.times == 1) {
    if (auto const act = matcher_.standing(when, asking, at)) all.push_back(*act);
  } else if (when.form == When::Form::event) {
    std::vector<base::Symbol> seen;  // counted acts: one from each authority, the latest
    for (auto i = view_.first(when.type); i != View::none; i = view_.next(i)) {
      auto const& act = view_.act(i);
      if (calendar::is_before(at, act.when) || !matcher_.fits(when, act, asking)) continue;
      auto one = when;
      one.times = 1;
      auto own = asking;
      base::Symbol const actor[] = {act.acting()};
      own.actors = actor;
      auto const standing = matcher_.standing(one, own, at);
      if (standing && std::find(seen.begin(), seen.end(), act.acting()) == seen.end()) {
        seen.push_back(act.acting());
        all.push_back(*standing);
      }
    }
  } else {
    for (auto const& part : when.parts) {
      auto const own = support(part, asking, at);
      if (when.form == When::Form::any && !all.empty()) break;
      all.insert(all.end(), own.begin(), own.end());
    }
  }
  return all;
}

Evaluate::Parties Evaluate::parties_of(BearerList const& bearers) const {
  Parties all;
  for (auto const& bearer : bearers) {
    if (bearer.left_out || bearer.name == 0) continue;
    auto const party = bearer.is_party ? bearer.name : registry_.party_of(bearer.name);
    if (party != 0 && std::find(all.begin(), all.end(), party) == all.end()) all.push_back(party);
  }
  return all;
}

// True or false when it is known whether the norm's target group fits the person at the opening; nothing when it is
// not.
std::optional<bool> Evaluate::in_group(Rule const& rule, Moment const& at) const {
  if (rule.norm->groups.empty()) return true;
  auto const& v = view_.facts().vocabulary();
  bool unknown = false;
  for (auto const& id : rule.norm->groups) {
    auto const& group = *rule.pack->group(id);
    bool fits = true;
    if (group.ages) {
      auto const& type = *v.type(event::known::person_registered);
      std::optional<calendar::Day> born;
      for (auto i = view_.first(type.number); i != View::none; i = view_.next(i)) {
        if (auto const* datum = view_.act(i).datum(type.field("birth_date")->symbol)) {
          born = calendar::Day(std::chrono::days(static_cast<std::int64_t>(datum->value)));
        }
      }
      if (!born) {
        unknown = true;
        continue;
      }
      fits = group.ages->has(calendar::age(*born, at.day));
    }
    if (fits && !group.noted.empty()) {
      auto const* noted = v.type(event::known::group_noted);
      auto const number = noted->number;
      auto const noted_field = noted->field("group")->symbol;
      fits = std::any_of(group.noted.begin(), group.noted.end(), [&](std::string const& code) {
        auto const symbol = v.symbols().find(code);
        for (auto i = view_.first(number); i != View::none; i = view_.next(i)) {
          auto const* datum = view_.act(i).datum(noted_field);
          if (datum != nullptr && datum->value == symbol && !calendar::is_before(at, view_.act(i).when)) return true;
        }
        return false;
      });
    }
    if (fits) return true;
  }
  return unknown ? std::nullopt : std::optional(false);
}

// `from: in_force`: opened on the day it happened or on the first day of the agreement for the bearers, if it still
// stood then.
std::optional<Moment> Evaluate::start_in_force(Opening const& opening, BearerList const& bearers) const {
  auto day = opening.rule->pack->validity.from;
  for (auto const party : parties_of(bearers)) {
    if (auto const adopted = registry_.adopted_on(opening.rule->pack_number, party)) day = std::max(day, *adopted);
  }
  if (day <= opening.at.day) return opening.at;
  if (life_.ended_before(*opening.rule, opening.subject, opening.act, opening.at, day)) return std::nullopt;
  if (day > view_.question().on.day) return Moment::whole(day);  // it will open then: it waits
  Asking const asking{opening.subject, Moment::whole(day), {}, &opening.rule->pack->rules};
  if (!matcher_.standing(*opening.rule->opens, asking, Moment::whole(day))) return std::nullopt;
  return Moment::whole(day);
}

void Evaluate::open(Opening opening) {
  auto const& rule = *opening.rule;
  auto const fits = in_group(rule, opening.at);
  if (fits && !*fits) return;
  auto bearers =
      bearers_.of(rule, {opening.subject, opening.act, opening.due ? opening.due->day : view_.question().on.day});
  if (!fits) {
    for (auto& bearer : bearers) bearer.knowledge.group_unknown = true;
  }
  auto const stand = [&](BearerList own, std::string_view of_party) {
    auto from = opening;
    if (rule.norm->opens_from_in_force) {
      auto const at = start_in_force(opening, own);
      if (!at) return;
      from.at = *at;
    }
    pin(from, std::move(own), of_party);
  };
  if (!rule.norm->bearer.each) return stand(std::move(bearers), {});
  for (auto const& bearer : bearers)
    stand({bearer}, bearer.name == 0 ? std::string_view("unknown") : view_.facts().words().word(bearer.name));
}

// Under which version it stands: the latest that all its bearers had adopted when it opened.
void Evaluate::pin(Opening const& opening, BearerList bearers, std::string_view of_party) {
  auto const& rule = *opening.rule;
  for (auto& bearer : bearers) {
    auto const party = bearer.name == 0 ? 0 : bearer.is_party ? bearer.name : registry_.party_of(bearer.name);
    bearer.left_out = party != 0 && !registry_.in_force(rule.family, std::array{party}, opening.at.day);
  }
  auto parties = parties_of(bearers);
  if (parties.empty()) {
    // Nobody known, or nobody who has adopted anything: those concerned, or the agreement's region for a duty without
    // an act.
    for (auto const& bearer : bearers) {
      auto const party = bearer.name == 0 ? 0 : bearer.is_party ? bearer.name : registry_.party_of(bearer.name);
      if (party != 0 && registry_.is_party(rule.family, party)) parties.push_back(party);
    }
    if (parties.empty()) {
      auto const party = opening.act == no_act ? view_.facts().words().find(rule.pack->parties.front().code)
                                               : registry_.party_of(view_.act(opening.act).acting());
      if (party != 0) parties.push_back(party);
    }
  }
  auto const concerned =
      std::any_of(parties.begin(), parties.end(), [&](auto party) { return registry_.is_party(rule.family, party); });
  if (!concerned) return;
  auto const version = registry_.in_force(rule.family, parties, opening.at.day);
  if (!version) {
    if (opening.act == no_act) return;
    // Once for an opening, whatever the number of versions and bearers; with all whom it concerns.
    auto const said = std::find_if(answer_->unpinned.begin(), answer_->unpinned.end(), [&](Unpinned const& u) {
      return u.agreement == rule.pack->agreement && u.norm->id == rule.norm->id && u.opened_by == opening.act;
    });
    auto& all = said != answer_->unpinned.end()
                    ? *said
                    : answer_->unpinned.emplace_back(Unpinned{opening.act, rule.pack->agreement, rule.norm, {}});
    for (auto const party : parties) {
      if (std::find(all.parties.begin(), all.parties.end(), party) == all.parties.end()) all.parties.push_back(party);
    }
    return;
  }
  if (*version != rule.pack_number) return;

  Obligation o;
  o.norm = rule.norm;
  o.pack = rule.pack;
  o.subject = opening.subject;
  o.subject_id = opening.subject_id;
  o.of_party = of_party;
  o.period = opening.period;
  o.number = opening.number;
  o.bearers = std::move(bearers);
  o.opened_by = opening.act;
  o.opened = opening.at;
  o.due = opening.due;
  if (o.opened.day > view_.question().on.day) {
    o.life = Life::waiting;
  } else {
    life_.fill(rule, o);
    replace(rule, o, parties);
    knowledge_.fill(rule, o, opening.acts);
  }
  answer_->obligations.push_back(std::move(o));
}

// A later version that all its parties have adopted meanwhile may move or close what is still open then.
void Evaluate::replace(Rule const& rule, Obligation& o, Parties const& parties) const {
  for (std::uint16_t later = 0; later < rules_.pack_count(); ++later) {
    auto const& pack = *rules_.packs()[later];
    if (pack.agreement != rule.pack->agreement || pack.validity.from <= rule.pack->validity.from) continue;
    auto const* norm = pack.norm(rule.norm->id);
    if (norm == nullptr || norm->on_replacement == Norm::Replaced::keep) continue;
    auto from = pack.validity.from;
    bool all = true;
    for (auto const party : parties) {
      auto const adopted = registry_.adopted_on(later, party);
      all = all && adopted.has_value();
      if (adopted) from = std::max(from, *adopted);
    }
    auto const still_open = o.life != Life::closed || o.closed->day >= from;
    if (!all || from > view_.question().on.day || from <= o.opened.day || !still_open) continue;
    o.replaced = true;
    if (norm->on_replacement == Norm::Replaced::close) {
      o.life = Life::closed;
      o.outcome = Outcome::released;
      o.closed = Moment::whole(from);
      o.closed_by = no_act;
      o.reason = "replaced";
      return;
    }
    if (!norm->due || !norm->due->recipe || !o.due) continue;
    auto const moved = calendar::due(o.anchor, *norm->due->recipe, pack.rules);
    if (!moved || moved->day <= o.due->day) continue;  // never to an earlier day
    o.due = *moved;
    o.life = Life::open;
    o.outcome = Outcome::none;
    o.closed.reset();
    o.closed_by = no_act;
    o.late_act = no_act;
    o.subject_ended = false;
    o.reason.clear();
    life_.fill(rule, o);
  }
}

}  // namespace overens::obligation
