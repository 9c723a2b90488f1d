#pragma once

#include "obligation/bearers.hpp"
#include "obligation/case_closing.hpp"
#include "obligation/outcome.hpp"

namespace overens::obligation {

/// What has become of a duty, prohibition or permission that has opened: due day, acts, release, end.
class Resolution {
 public:
  Resolution(VisibleEvents const& view, Registry const& registry, Matcher const& matcher)
      : view_(view), registry_(registry), matcher_(matcher) {}

  /// True when its subject had ended before the day, or its case was closed then. It has its opening and its bearers.
  bool ended_before(Rule const& rule, Obligation const& obligation, calendar::Day day) const;
  /// Fills in due, life, outcome, closing act and whose move it is. `obligation` has its opening, anchor and bearers.
  void fill(Rule const& rule, Obligation& obligation) const;
  /// Closes what is still open on the day because a later version says so. What was late by then, or a prohibition
  /// broken by then, stays so.
  void close(Rule const& rule, Obligation& obligation, calendar::Day on) const;
  /// Counts the due day again as a later version does. False, and nothing changed, when that gives no later day.
  bool move(Rule const& rule, Obligation& obligation, agreement::Pack const& later) const;
  /// The act by which a duty that has been met arises anew: the one that met it, or that ended what met it. Nothing
  /// while it does not.
  std::optional<std::uint32_t> arises_anew(Rule const& rule, Obligation const& obligation) const;
  /// Whose acts meet it: the bearers' own, unless the pack says anyone's.
  static Actors actors_of(Rule const& rule, BearerList const& bearers);

 private:
  using Number = std::optional<std::uint32_t>;

  void find_due(Rule const& rule, Obligation& o, MatchContext const& by_bearers, MatchContext const& anyone) const;
  Number day_written(Rule const& rule, Obligation const& o, base::Symbol field, MatchContext const& by_bearers) const;
  void move_on(Rule const& rule, Obligation& o, MatchContext const& by_bearers, MatchContext const& anyone) const;
  bool have_agreed(Rule const& rule, Obligation const& o, Act const& act) const;
  Happened happened(Rule const& rule, Obligation const& o, MatchContext const& by_bearers,
                    MatchContext const& anyone) const;
  Number met(Rule const& rule, Obligation const& o, MatchContext const& by_bearers) const;
  Number first_meeting(Rule const& rule, Obligation const& o, MatchContext context) const;
  Number own_meeting(Rule const& rule, Obligation const& o, MatchContext context, BearerOf const& bearer) const;
  Number ended(Rule const& rule, Obligation const& o) const;
  Number end(Rule const& rule, std::uint64_t subject, std::uint32_t opened_by, calendar::Moment const& opened) const;
  std::optional<Happening> release_by(Rule const& rule, MatchContext const& anyone, calendar::Moment const& last) const;
  std::optional<Happening> release_after(Rule const& rule, MatchContext const& anyone,
                                         calendar::Moment const& last) const;
  Number find_stop(Rule const& rule, Obligation const& o, MatchContext const& anyone) const;
  std::optional<calendar::Day> last_day_of_agreement(Rule const& rule, Obligation const& o) const;
  void find_acts(Rule const& rule, Obligation& o, MatchContext const& by_bearers, Number stop) const;
  void set_acts(Rule const& rule, Obligation& o, MatchContext const& by_bearers,
                std::optional<calendar::Moment> const& last) const;
  void parts(Rule const& rule, Obligation& o, MatchContext const& anyone) const;
  void each_own_part(Rule const& rule, Obligation& o, MatchContext const& anyone) const;
  static Actors own_of(BearerOf const& bearer);
  struct Pauses {
    std::vector<calendar::Days> over;
    std::optional<calendar::Moment> since;  ///< of the one that goes on
  };
  Pauses pauses(Rule const& rule, Obligation const& o, MatchContext const& anyone) const;

  VisibleEvents const& view_;
  Registry const& registry_;
  Matcher const& matcher_;
};

}  // namespace overens::obligation
