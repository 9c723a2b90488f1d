#include <algorithm>

#include "obligation/resolution.hpp"

namespace overens::obligation {

using calendar::is_before;

// The move is with the first step not done; who has done its part, or waits for another's, is not charged meanwhile.
void Resolution::parts(Rule const& rule, Obligation& o, MatchContext const& anyone) const {
  if (rule.steps.empty()) return each_own_part(rule, o, anyone);
  auto const done = [&](CompiledCondition const& step, BearerOf const* who) {
    auto own = anyone;
    auto const actors = who == nullptr ? Actors() : own_of(*who);
    if (who != nullptr) own.actors = &actors;
    auto const act = matcher_.first(step, own, o.opened);
    return act && (o.life != Life::closed || !o.closed || !is_before(*o.closed, view_.act(*act).when));
  };
  std::vector<bool> step_done;
  auto const holder = [&](CompiledCondition const& step) -> BearerOf const* {
    for (auto const& bearer : o.bearers) {
      if (bearer.role == step.of) return &bearer;
    }
    return nullptr;
  };
  event::Role const* mover = nullptr;
  for (auto const& step : rule.steps) {
    auto const left_out =
        std::any_of(o.bearers.begin(), o.bearers.end(), [&](auto const& b) { return b.role == step.of && b.left_out; });
    step_done.push_back(left_out || done(step, holder(step)));
    if (!step_done.back() && mover == nullptr) mover = step.of;
  }
  if (mover == nullptr) return;  // all parts are done: everybody's move
  for (auto& bearer : o.bearers) {
    if (bearer.role == mover) continue;
    bool own_left = false;
    bool has_own = false;
    for (std::size_t i = 0; i < rule.steps.size(); ++i) {
      if (rule.steps[i].of != bearer.role) continue;
      has_own = true;
      own_left = own_left || !step_done[i];
    }
    bearer.part = has_own && !own_left ? Part::own_part_done : Part::waits_for_other;
  }
}

// With `by: all`: who has acted has done its part, until all have.
void Resolution::each_own_part(Rule const& rule, Obligation& o, MatchContext const& anyone) const {
  if (rule.norm->by != agreement::Norm::By::all || !rule.met || !(o.life != Life::closed || is_unmet(o.outcome)))
    return;
  for (auto& bearer : o.bearers) {
    auto const act = bearer.left_out ? std::nullopt : own_meeting(rule, o, anyone, bearer);
    if (act && !(o.closed && is_before(*o.closed, view_.act(*act).when))) bearer.part = Part::own_part_done;
  }
}

}  // namespace overens::obligation
