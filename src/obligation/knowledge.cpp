#include "obligation/knowledge.hpp"

#include <algorithm>

#include "base/add_once.hpp"

namespace overens::obligation {

void KnowledgeOf::fill(Rule const& rule, Obligation& o, Opening const& opening) const {
  if (!o.is_duty() || (o.life == Life::closed && !is_unmet(o.outcome))) return;
  auto const could_act = who_could_act(rule, o);
  o.incomplete_sources = incomplete_sources(rule, o, could_act);
  auto const bearer_unknown =
      std::any_of(o.bearers.begin(), o.bearers.end(), [](auto const& b) { return !b.left_out && b.name == 0; });
  auto const incomplete = bearer_unknown || !o.incomplete_sources.empty();
  auto const unseen_acts = unseen(rule, o, could_act);
  for (auto& bearer : o.bearers) {
    bearer.knowledge.source_incomplete = incomplete;
    bearer.knowledge.others_acts_unseen = unseen_acts;
    bearer.knowledge.not_told = !bearer.is_party && bearer.name != 0 && !told(bearer, o, opening);
  }
  // A duty that rests on events of several owners may be known whole to nobody.
  if (view_.question().viewer != 0 || opening.acts.size() < 2) return;
  auto const knows_all = [&](base::Symbol authority) {
    return knows_of(opening, [&](Act const& act) { return view_.learnt(authority, *act.fact).has_value(); });
  };
  o.seen_by_nobody =
      std::none_of(view_.participants().begin(), view_.participants().end(),
                   [&](auto const& p) { return knows_all(p.first); }) &&
      std::none_of(o.bearers.begin(), o.bearers.end(), [&](auto const& b) { return b.is_party || knows_all(b.name); });
}

// Told: it had received everything that opened the duty by the due day; without a due day, by now.
bool KnowledgeOf::told(BearerOf const& bearer, Obligation const& o, Opening const& opening) const {
  auto const in_time = [&](Fact const& fact) {
    auto const learnt = view_.learnt(bearer.name, fact);
    return learnt && (!o.due || !calendar::is_past(*o.due, calendar::Moment::exact(*learnt)));
  };
  // What is addressed to it about the subject tells it too, when it was sent: a complaint handed on, a plan handed
  // over.
  for (auto const& act : view_.acts()) {
    if (act.subject == o.subject && view_.is_addressed(act, bearer.name) && in_time(*act.fact)) return true;
  }
  return knows_of(opening, [&](Act const& act) {
    auto const& fact = *act.fact;
    if (fact.acting == bearer.name || fact.owner == bearer.name) return true;  // it did it, or recorded it itself
    return in_time(fact);
  });
}

// The acts that are at hand are asked for first, which is most often enough.
bool KnowledgeOf::knows_of(Opening const& opening, Knows const& knows) const {
  auto const knows_all =
      std::all_of(opening.acts.begin(), opening.acts.end(), [&](std::uint32_t i) { return knows(view_.act(i)); });
  return knows_all || (opening.holds_by && opening.holds_by(knows));
}

calendar::Day KnowledgeOf::last_relevant_day(Obligation const& o) const {
  auto const now = view_.question().on.day;
  return o.due ? std::min(o.due->day, now) : now;
}

namespace {
void add_known(KnowledgeOf::Authorities& all, base::Symbol authority) {
  if (authority != 0) base::add_once(all, authority);
}
}  // namespace

// The bearers and whoever recorded what opened it; and the others who took part by the last day, by acting or by being
// named, and so may have acted without anybody seeing it here. Of these, who is of no party of the agreement counts
// only where anybody's act does.
KnowledgeOf::CouldAct KnowledgeOf::who_could_act(Rule const& rule, Obligation const& o) const {
  auto const through = last_relevant_day(o);
  CouldAct all;
  for (auto const& bearer : o.bearers) {
    if (!bearer.is_party && !bearer.left_out) add_known(all.doers, bearer.name);
  }
  if (o.opened_by != no_act) add_known(all.doers, view_.act(o.opened_by).fact->owner);
  auto const take = [&](base::Symbol authority, Act const& act) {
    auto const is_asked = rule.norm->by == agreement::Norm::By::anyone ||
                          registry_.is_party(rule.agreement_index, registry_.party_of(authority, through));
    auto const does = std::find(all.doers.begin(), all.doers.end(), authority) != all.doers.end();
    if (is_asked && !does && act.when.day <= through) add_known(all.others, authority);
  };
  for (auto const& [authority, first_act] : view_.participants()) take(authority, view_.act(first_act));
  auto const& vocabulary = view_.facts().vocabulary();
  for (auto const& role : vocabulary.roles) {
    for (auto const& source : role.found) {
      if (source.in != event::RoleSource::In::participant) continue;
      auto const& type = *vocabulary.type(source.event);
      for (auto i = view_.first(type.number); i != VisibleEvents::none; i = view_.next(i)) {
        auto const* named = view_.act(i).datum(type.field(source.field)->symbol);
        if (named != nullptr) take(static_cast<base::Symbol>(named->value), view_.act(i));
      }
    }
  }
  return all;
}

// Who could have recorded an act that meets or releases it, or kept it from opening, and has not said that all is
// recorded.
std::vector<IncompleteSource> KnowledgeOf::incomplete_sources(Rule const& rule, Obligation const& o,
                                                              CouldAct const& could_act) const {
  std::vector<IncompleteSource> all;
  auto const through = last_relevant_day(o);
  auto const said = [&](base::Symbol authority, std::vector<std::uint16_t> const& types) {
    return registry_.complete(authority, types, o.opened.day, through);
  };
  for (auto const authority : could_act.doers) {
    if (!said(authority, rule.closing_types) || !said_before(rule, o, authority, true)) all.push_back({authority});
  }
  // Others who take part may have released it; met it only where anybody's act does.
  auto const& theirs = rule.norm->by == agreement::Norm::By::anyone ? rule.closing_types : rule.release_types;
  for (auto const authority : could_act.others) {
    if (!said(authority, theirs) || !said_before(rule, o, authority, false)) all.push_back({authority});
  }
  for (auto const& bearer : o.bearers) {
    if (bearer.left_out || !bearer.is_party || bearer.name == 0) continue;
    // A party has said so when one that was its authority from the first day to the last has.
    auto const& authorities = registry_.authorities();
    auto const of_party = [&](auto const& a) {
      return registry_.party_of(a.name, o.opened.day) == bearer.name &&
             registry_.party_of(a.name, through) == bearer.name && said(a.name, rule.closing_types);
    };
    if (std::none_of(authorities.begin(), authorities.end(), of_party)) all.push_back({bearer.name, true});
  }
  return all;
}

namespace {
bool is_asked_of(Rule::Earlier const& one, Rule const& rule, bool bears) {
  return bears || !one.by_bearers || rule.norm->by == agreement::Norm::By::anyone;
}
}  // namespace

// That nothing stood before the opening is known only of those who have said that all is recorded that long back. What
// would have met it beforehand at any time nobody can have said.
bool KnowledgeOf::said_before(Rule const& rule, Obligation const& o, base::Symbol authority, bool bears) const {
  return std::all_of(rule.earlier.begin(), rule.earlier.end(), [&](Rule::Earlier const& one) {
    if (!is_asked_of(one, rule, bears) || (one.by_bearers && !one.within)) return true;
    auto const back =
        calendar::Span{one.within ? -one.within->count : 0, one.within ? one.within->unit : calendar::Unit::day};
    auto const from = calendar::add(o.opened.day, back, rule.pack->rules);
    return from && registry_.complete(authority, {one.type}, *from, o.opened.day);
  });
}

// Another could have met it, or kept it from opening, without the asker seeing: its events of these types are not
// disclosed as they come.
bool KnowledgeOf::unseen(Rule const& rule, Obligation const& o, CouldAct const& could_act) const {
  auto const viewer = view_.question().viewer;
  if (viewer == 0) return false;
  auto const through = last_relevant_day(o);
  auto const may_hide = [&](base::Symbol authority, bool bears) {
    auto const hides = [&](std::uint16_t type, calendar::Day day) {
      return !view_.follows(viewer, authority, type, day);
    };
    auto const meets = bears || rule.norm->by == agreement::Norm::By::anyone;
    return (meets && std::any_of(rule.met_types.begin(), rule.met_types.end(),
                                 [&](auto type) { return hides(type, through); })) ||
           std::any_of(rule.earlier.begin(), rule.earlier.end(), [&](Rule::Earlier const& one) {
             return is_asked_of(one, rule, bears) && hides(one.type, o.opened.day);
           });
  };
  auto const bears = [&](base::Symbol authority) {
    return std::any_of(o.bearers.begin(), o.bearers.end(), [&](auto const& b) { return b.name == authority; });
  };
  auto const& [doers, others] = could_act;
  return std::any_of(doers.begin(), doers.end(), [&](auto one) { return may_hide(one, bears(one)); }) ||
         std::any_of(others.begin(), others.end(), [&](auto one) { return may_hide(one, false); });
}

}  // namespace overens::obligation
