// A duty that was met and arises anew: because it is to be done again and again, or because what met it has ended.

#include <algorithm>

#include "obligation/evaluate.hpp"

namespace overens::obligation {

using agreement::Norm;

std::optional<std::uint32_t> Resolution::arises_anew(Rule const& rule, Obligation const& o) const {
  auto const is_done =
      o.outcome == Outcome::met || o.outcome == Outcome::met_late || o.outcome == Outcome::met_after_watch;
  if (!is_done || o.closed_by == no_act) return std::nullopt;
  auto const act = rule.norm->again == Norm::Again::when_met ? Number(o.closed_by) : ended(rule, o);
  // What ends on the same day as its subject is over with it.
  if (!act || ended_before(rule, o, view_.act(*act).when.day + std::chrono::days(1))) return std::nullopt;
  return act;
}

// The first ending after which nothing that meets it stands any longer.
Resolution::Number Resolution::ended(Rule const& rule, Obligation const& o) const {
  auto const actors = actors_of(rule, o.bearers);
  MatchContext const by_bearers{o.subject, o.opened, &rule.pack->rules, &actors};
  for (std::uint32_t i = 0; i < view_.acts().size(); ++i) {
    auto const& act = view_.act(i);
    auto const is_ending =
        std::find(rule.ending_types.begin(), rule.ending_types.end(), act.type) != rule.ending_types.end();
    if (!is_ending || calendar::is_before(act.when, *o.closed)) continue;
    auto const stands = [&](std::optional<CompiledCondition> const& when) {
      return when && matcher_.standing(*when, by_bearers, act.when);
    };
    if (!stands(rule.met) && !stands(rule.met_before)) return i;
  }
  return std::nullopt;
}

// Opens under the version that holds then, for those who were bound by the first opening. Of the duty that was added
// last; what opens takes the place of what opened before.
bool Evaluate::open_again(Opening& before, base::Symbol bearer, std::string_view of_party) {
  auto const act = life_.arises_anew(*before.rule, answer_->obligations.back());
  if (!act) return false;
  auto const first = before.first.value_or(before.act);
  for (auto const& rule : rules_.rules()) {
    if (rule.norm_key != before.rule->norm_key || rule.norm->again == Norm::Again::never) continue;
    Opening opening{
        &rule,  before.subject, before.subject_id, *act, view_.act(*act).when, std::max(before.number, 1) + 1, {}, {},
        {*act}, first};
    auto const fits = in_group(rule, first, opening.at);
    if (fits && !*fits) continue;
    auto bearers = bearers_.of(rule, {opening.subject, first, view_.question().on.day});
    for (auto& one : bearers) one.knowledge.group_unknown = !fits;
    if (rule.norm->bearer.each) {
      auto const own =
          std::find_if(bearers.begin(), bearers.end(), [&](BearerOf const& one) { return one.name == bearer; });
      if (own == bearers.end()) continue;
      bearers = BearerList{*own};
    }
    if (!select_version(opening, std::move(bearers), bearer, of_party)) continue;
    before = std::move(opening);
    return true;
  }
  return false;
}

}  // namespace overens::obligation
