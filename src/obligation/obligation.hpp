#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "agreement/pack.hpp"
#include "obligation/match.hpp"

namespace overens::obligation {

enum class Life { waiting, open, paused, closed };

/// How it ended. `none` while it is open. Prohibitions are kept or broken, permissions used or not used: neither is
/// ever late. `met_after_watch` and `ended_unmet` belong to duties for which the text names no time.
enum class Outcome {
  none,
  met,
  met_late,
  met_after_watch,
  breached,
  missed,
  ended_unmet,
  released,
  voided,
  kept,
  broken,
  used,
  not_used
};

/// True of what ended without being done.
inline bool is_unmet(Outcome outcome) {
  return outcome == Outcome::breached || outcome == Outcome::missed || outcome == Outcome::ended_unmet;
}

/// What ended, when it was closed because of that.
enum class EndedWith { nothing, subject, its_case, agreement };

/// What is not known about a bearer's duty. A set: several may hold at once. None of them is held against the bearer.
struct Knowledge {
  bool source_incomplete = false;   ///< somebody who could have recorded the act has not said that all is recorded
  bool not_told = false;            ///< had not received what opened it by the due day
  bool others_acts_unseen = false;  ///< the asker can't see what another possible doer did: "inget känt här"
  bool group_unknown = false;       ///< age not known, so it is not known whether the norm applies
  bool operator==(Knowledge const&) const = default;
};

/// True when it is open and its last day, or instant, is past.
inline bool is_past_due(Life life, std::optional<calendar::Due> const& due, calendar::Moment const& now) {
  return life == Life::open && due && calendar::is_past(*due, now);
}

/// Whose move it is.
enum class Part { to_act, own_part_done, waits_for_other };

struct BearerOf {
  base::Symbol name = 0;  ///< authority, or party when is_party; 0: not known who
  bool is_party = false;
  event::Role const* role = nullptr;
  Part part = Part::to_act;
  Knowledge knowledge;
  bool left_out = false;                     ///< had adopted no version of the agreement then: named, not charged
  std::vector<Actors::Former> earlier = {};  ///< who had the duty before it was handed over, the first of them first
  std::vector<base::Symbol> others = {};     ///< not known who: the bearers that are

  /// Who had the duty then: on the day of a hand-over, the one that it was handed to.
  base::Symbol held_at(calendar::Moment const& at) const;
};

/// An authority, or a party of which no authority has said it, that could have recorded the act and has not said that
/// all is recorded.
struct IncompleteSource {
  base::Symbol name = 0;
  bool is_party = false;
  bool operator==(IncompleteSource const&) const = default;
};

/// Nearly always one or two.
using BearerList = boost::container::small_vector<BearerOf, 2>;

inline constexpr std::uint32_t no_act = UINT32_MAX;

/// An act that broke a prohibition or used a permission.
struct Occasion {
  std::uint32_t act = no_act;
  calendar::Moment when = {};
};

/// That its last day was moved on.
struct Moved {
  std::uint32_t act = no_act;
  calendar::Due from = {};  ///< the last day before it
};

/// Whether two are the same when they are for different parties.
enum class ForParty { same, any };

/// A duty, a prohibition or a permission for one subject, on the day asked. Acts are numbers in the view it was made
/// from.
struct Obligation {
  agreement::Norm const* norm = nullptr;
  agreement::Pack const* pack = nullptr;
  std::uint64_t subject = 0;
  std::string_view subject_id;  ///< valid as long as the session
  std::string_view of_party;    ///< `each`: the bearer in its id; empty otherwise
  std::string period;           ///< recurring: 2026, 2026-Q1, 2026-03, or the first day
  int number = 0;               ///< per_opening: which, from 1
  BearerList bearers;

  std::uint32_t opened_by = no_act;
  calendar::Moment opened = {};
  calendar::Moment anchor = {};         ///< what the due day is counted from
  std::uint32_t counted_from = no_act;  ///< the act that the anchor is; none: the day on which it began to hold, or an
                                        ///< act that has not happened yet
  std::optional<calendar::Due> due;
  std::optional<calendar::Due> watch;           ///< never late
  std::vector<calendar::Days> paused;           ///< days that did not count
  std::vector<Moved> moved;                     ///< in order: `due` is the last day after all of them
  bool waits_for_anchor = false;                ///< the due day waits for an event: what it is counted from, or the
                                                ///< end of a pause
  bool day_written = false;                     ///< the day is written in what it is counted from, and not counted
  agreement::Pack const* counted_by = nullptr;  ///< the later version that moved the due day; none: its own

  Life life = Life::open;
  Outcome outcome = Outcome::none;
  std::optional<calendar::Moment> closed;
  std::uint32_t closed_by = no_act;           ///< what met, released or ended it; none: its day passed
  std::string reason;                         ///< of the release, or why it is void
  std::string void_event;                     ///< void: the id of the event that once opened it
  std::uint32_t late_act = no_act;            ///< the first act that would have met it, after it was closed as not done
  std::optional<calendar::Moment> done_late;  ///< when that was
  std::vector<Occasion> occasions;            ///< prohibitions and permissions: every act that broke or used it
  bool beforehand = false;                    ///< met before it opened
  EndedWith ended_with = EndedWith::nothing;
  bool replaced = false;                             ///< closed or moved by a later version
  bool seen_by_nobody = false;                       ///< no single authority knows all that opened it
  std::vector<IncompleteSource> incomplete_sources;  ///< why `source_incomplete`; a bearer not known is none

  /// agreement/norm/subject(/party)(/period)(/number): the same whatever is corrected.
  std::string id() const;
  /// True when both have that id, or have it but for the party.
  bool is_same(Obligation const& other, ForParty party) const;
  /// True when it is not known whether it was done: where the asker can't see, or by somebody who has not said that all
  /// is recorded. The same of all its bearers.
  bool is_doing_unknown() const {
    return std::any_of(bearers.begin(), bearers.end(), [](BearerOf const& bearer) {
      return bearer.knowledge.others_acts_unseen || bearer.knowledge.source_incomplete;
    });
  }
  /// True when it would be late or left undone, but somebody may have done it without its being known.
  bool may_have_been_done(calendar::Moment const& now) const {
    return (is_past_due(life, due, now) || is_unmet(outcome)) && is_doing_unknown();
  }
  bool is_duty() const { return norm->verb != agreement::Verb::must_not && norm->verb != agreement::Verb::may; }
};

/// False of a prohibition, a permission or a standing duty whose agreement is not in force on the day: then it does not
/// apply, whatever it was. A duty that has a day, and one that an event opened, is owed also after its agreement's end.
bool applies(Obligation const& o, Registry const& registry, calendar::Day on);

/// An opening on a day when no agreement was in force for those concerned.
struct NoAgreementInForce {
  std::uint32_t opened_by = no_act;
  std::string agreement;
  agreement::Norm const* norm = nullptr;
  boost::container::small_vector<base::Symbol, 2> parties;
};

/// A dispute on the ladder.
struct OnLadder {
  agreement::Ladder const* ladder = nullptr;
  agreement::Pack const* pack = nullptr;
  std::string subject_id;
  std::uint32_t raised_by = no_act;
  std::size_t rung = 0;  ///< where it is
  calendar::Moment since = {};
  std::vector<std::size_t> skipped;           ///< a departure, recorded
  std::vector<std::size_t> not_deidentified;  ///< rungs that ask for it, reached without it
  std::vector<std::string> unknown_rungs;
  std::optional<calendar::Due> limit;
  bool ended = false;
};

/// The answer for one group.
struct Answer {
  VisibleEvents const* view = nullptr;
  std::vector<Obligation> obligations;
  std::vector<NoAgreementInForce> without_agreement;
  std::vector<OnLadder> ladders;

  bool empty() const { return obligations.empty() && without_agreement.empty() && ladders.empty(); }
  void clear() {
    obligations.clear();
    without_agreement.clear();
    ladders.clear();
  }
};

/// Those for a group: one, and one for each set of authorities that have joined something to it.
using Answers = boost::container::small_vector<Answer const*, 2>;

std::string_view to_string(Life life);
std::string_view to_string(Outcome outcome);
std::string_view to_string(Part part);

}  // namespace overens::obligation
