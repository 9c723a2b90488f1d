#pragma once

#include "obligation/bearers.hpp"

namespace overens::obligation {

/// What has become of a duty, prohibition or permission that has opened: due day, acts, release, end.
class Resolution {
 public:
  Resolution(View const& view, Matcher const& matcher) : view_(view), matcher_(matcher) {}

  /// True when the subject had ended before the day, and the case was not opened again since.
  bool ended_before(Rule const& rule, std::uint64_t subject, std::uint32_t opened_by, calendar::Moment const& opened,
                    calendar::Day day) const;
  /// Fills in due, life, outcome, closing act and whose move it is. `obligation` has its opening, anchor and bearers.
  void fill(Rule const& rule, Obligation& obligation) const;
  /// Closes what is still open on the day because a later version says so. What was late by then, or a prohibition
  /// broken by then, stays so.
  void close(Rule const& rule, Obligation& obligation, calendar::Day on) const;
  /// Counts the due day again as a later version does. False, and nothing changed, when that gives no later day.
  bool move(Rule const& rule, Obligation& obligation, agreement::Pack const& later) const;
  /// Whose acts meet it: the bearers' own, unless the pack says anyone's.
  static Actors actors_of(Rule const& rule, BearerList const& bearers);

 private:
  using Number = std::optional<std::uint32_t>;

  void find_due(Rule const& rule, Obligation& o, MatchContext const& anyone) const;
  void of_duty(Rule const& rule, Obligation& o, MatchContext const& by_bearers, MatchContext const& anyone) const;
  void without_day(Rule const& rule, Obligation& o, MatchContext const& anyone, Number act, Number ended) const;
  void with_day(Rule const& rule, Obligation& o, MatchContext const& anyone, Number act, Number ended) const;
  void of_permission(Rule const& rule, Obligation& o, MatchContext const& by_bearers, MatchContext const& anyone) const;
  void parts(Rule const& rule, Obligation& o, MatchContext const& anyone) const;
  Number met(Rule const& rule, Obligation const& o, MatchContext const& by_bearers) const;
  Number end(Rule const& rule, Obligation const& o) const;
  struct Release {
    Number act;
    std::string const* reason = nullptr;
  };
  Release release_by(Rule const& rule, MatchContext const& anyone, calendar::Moment const& last) const;
  Release release_after(Rule const& rule, MatchContext const& anyone, calendar::Moment const& last) const;
  struct Pauses {
    std::vector<calendar::Days> over;
    std::optional<calendar::Moment> since;  ///< of the one that goes on
  };
  Pauses pauses(Rule const& rule, Obligation const& o, MatchContext const& anyone) const;

  View const& view_;

  Matcher const& matcher_;
};

}  // namespace overens::obligation
