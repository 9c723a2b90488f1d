#include "obligation/knowledge.hpp"

#include <algorithm>

namespace overens::obligation {

void KnowledgeOf::fill(Rule const& rule, Obligation& o, std::span<std::uint32_t const> opening_acts) const {
  if (!o.is_duty() || (o.life == Life::closed && !is_unmet(o.outcome))) return;
  auto const incomplete = !all_said(rule, o);
  auto const unseen_acts = unseen(rule, o);
  for (auto& bearer : o.bearers) {
    bearer.knowledge.source_incomplete = incomplete;
    bearer.knowledge.others_acts_unseen = unseen_acts;
    bearer.knowledge.not_told = !bearer.is_party && bearer.name != 0 && !told(bearer, o, opening_acts);
  }
  // A duty that rests on events of several owners may be known whole to nobody.
  if (view_.question().viewer != 0 || opening_acts.size() < 2) return;
  auto const knows_all = [&](base::Symbol authority) {
    return std::all_of(opening_acts.begin(), opening_acts.end(),
                       [&](auto i) { return view_.learnt(authority, *view_.act(i).fact).has_value(); });
  };
  o.seen_by_nobody =
      std::none_of(view_.participants().begin(), view_.participants().end(),
                   [&](auto const& p) { return knows_all(p.first); }) &&
      std::none_of(o.bearers.begin(), o.bearers.end(), [&](auto const& b) { return b.is_party || knows_all(b.name); });
}

// Told: it had received everything that opened the duty by the due day; without a due day, by now.
bool KnowledgeOf::told(BearerOf const& bearer, Obligation const& o, std::span<std::uint32_t const> opening_acts) const {
  // What was sent to it about the subject tells it too: a complaint handed on, a plan handed over.
  for (auto const& act : view_.acts()) {
    if (act.subject != o.subject || !view_.is_addressed(act, bearer.name)) continue;
    if (!o.due || !calendar::is_past(*o.due, calendar::Moment::exact(
                                                 calendar::Instant(std::chrono::milliseconds(act.fact->recorded)))))
      return true;
  }
  return std::all_of(opening_acts.begin(), opening_acts.end(), [&](std::uint32_t i) {
    auto const& fact = *view_.act(i).fact;
    if (fact.acting == bearer.name || fact.owner == bearer.name) return true;  // it did it, or recorded it itself
    auto const learnt = view_.learnt(bearer.name, fact);
    if (!learnt) return false;
    return !o.due || !calendar::is_past(*o.due, calendar::Moment::exact(*learnt));
  });
}

calendar::Day KnowledgeOf::last_relevant_day(Obligation const& o) const {
  auto const now = view_.question().on.day;
  return o.due ? std::min(o.due->day, now) : now;
}

boost::container::small_vector<base::Symbol, 4> KnowledgeOf::doers(Obligation const& o) const {
  boost::container::small_vector<base::Symbol, 4> all;
  auto const add = [&](base::Symbol authority) {
    if (authority != 0 && std::find(all.begin(), all.end(), authority) == all.end()) all.push_back(authority);
  };
  for (auto const& bearer : o.bearers) {
    if (!bearer.is_party && !bearer.left_out) add(bearer.name);
  }
  if (o.opened_by != no_act) add(view_.act(o.opened_by).fact->owner);
  return all;
}

// Everybody who could have recorded an act that meets or releases it has said that its events are complete.
bool KnowledgeOf::all_said(Rule const& rule, Obligation const& o) const {
  auto const through = last_relevant_day(o);
  auto const said = [&](base::Symbol authority, std::vector<std::uint16_t> const& types) {
    return registry_.complete(authority, types, o.opened.day, through);
  };
  auto const bearers = doers(o);
  for (auto const authority : bearers) {
    if (!said(authority, rule.closing_types)) return false;
  }
  // Others who take part may have released it; met it only where anybody's act does.
  auto const& theirs = rule.norm->by == agreement::Norm::By::anyone ? rule.closing_types : rule.release_types;
  for (auto const& [authority, first_act] : view_.participants()) {
    auto const bears = std::find(bearers.begin(), bearers.end(), authority) != bearers.end();
    if (!bears && !theirs.empty() && !said(authority, theirs)) return false;
  }
  for (auto const& bearer : o.bearers) {
    if (bearer.left_out) continue;
    if (bearer.name == 0) return false;
    if (!bearer.is_party) continue;
    // A party has said so when one that was its authority from the first day to the last has.
    auto const& authorities = registry_.authorities();
    auto const of_party = [&](auto const& a) {
      return registry_.party_of(a.name, o.opened.day) == bearer.name &&
             registry_.party_of(a.name, through) == bearer.name && said(a.name, rule.closing_types);
    };
    if (std::none_of(authorities.begin(), authorities.end(), of_party)) return false;
  }
  return true;
}

// Another could have met it without the asker seeing: its events of these types are not disclosed as they come.
bool KnowledgeOf::unseen(Rule const& rule, Obligation const& o) const {
  auto const viewer = view_.question().viewer;
  if (viewer == 0 || !rule.met) return false;
  auto const through = last_relevant_day(o);
  for (auto const authority : doers(o)) {
    if (authority == viewer) continue;
    auto const bears =
        std::any_of(o.bearers.begin(), o.bearers.end(), [&](auto const& b) { return b.name == authority; });
    if (!bears && rule.norm->by != agreement::Norm::By::anyone) continue;
    for (auto const type : rule.met_types) {
      if (!view_.follows(viewer, authority, type, through)) return true;
    }
  }
  return false;
}

}  // namespace overens::obligation
