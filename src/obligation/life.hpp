#pragma once

#include "obligation/bearers.hpp"

namespace overens::obligation {

/// What has become of a duty, prohibition or permission that has opened: due day, acts, release, end.
class LifeOf {
 public:
  LifeOf(View const& view, Registry const& registry, Matcher const& matcher)
      : view_(view), registry_(registry), matcher_(matcher) {}

  /// Fills in due, life, outcome, closing act and whose move it is. `obligation` has its opening and bearers.
  /// True when the subject had ended before the day, and the case was not opened again since.
  bool ended_before(Rule const& rule, std::uint64_t subject, std::uint32_t opened_by, calendar::Moment const& opened,
                    calendar::Day day) const;
  void fill(Rule const& rule, Obligation& obligation) const;

 private:
  using Number = std::optional<std::uint32_t>;

  Asking asking(Rule const& rule, Obligation const& o, std::vector<base::Symbol>& actors) const;
  void find_due(Rule const& rule, Obligation& o, Asking const& anyone) const;
  void of_duty(Rule const& rule, Obligation& o, Asking const& by_bearers, Asking const& anyone) const;
  void of_permission(Rule const& rule, Obligation& o, Asking const& by_bearers, Asking const& anyone) const;
  void parts(Rule const& rule, Obligation& o, Asking const& anyone) const;
  Number met(Rule const& rule, Obligation const& o, Asking const& by_bearers) const;
  Number met_in_period(When const& when, Obligation const& o, Asking const& by_bearers) const;
  Number end(Rule const& rule, Obligation const& o) const;
  struct Release {
    Number act;
    std::string const* reason = nullptr;
  };
  Release release_by(Rule const& rule, Asking const& anyone, calendar::Moment const& last) const;
  Release release_after(Rule const& rule, Asking const& anyone, calendar::Moment const& from) const;
  static void named_by_act(Obligation& o, base::Symbol actor);
  std::vector<calendar::Days> pauses(Rule const& rule, Obligation const& o, Asking const& anyone) const;

  View const& view_;
  Registry const& registry_;
  Matcher const& matcher_;
};

}  // namespace overens::obligation
