#pragma once

#include <deque>

#include "obligation/act.hpp"

namespace overens::obligation {

/// What corrections and withdrawals make of an event. The owner's count, those recorded through an instant ("last", in
/// milliseconds UTC), and not those that it had taken back by then. Of each field the last correction wins.
class Corrections {
 public:
  using Amendments = Facts::Amendments;

  explicit Corrections(Facts const& facts) : facts_(facts) {}

  /// Forgets what was made of the events before.
  void clear();
  /// Those of the event that stand, in the order recorded.
  Amendments standing(Fact const& fact, std::int64_t last) const;
  /// Makes of the act what they say; false when the event was withdrawn.
  bool amend(Act& act, std::int64_t last);
  void apply(Amendment const& amendment, Act& act);
  /// Of those that do not fit.
  std::vector<Problem> const& problems() const { return problems_; }

 private:
  void patch(Act& act, Amendment const& amendment);

  Facts const& facts_;
  std::deque<std::vector<Datum>> patched_;
  std::vector<Problem> problems_;
};

}  // namespace overens::obligation
