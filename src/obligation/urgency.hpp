#pragma once

#include <optional>
#include <string_view>

#include "obligation/obligation.hpp"

namespace overens::obligation {

/// Where on the list of what is to be done an obligation stands for one bearer, the most pressing first. Never stored:
/// it changes because time passes.
enum class Urgency {
  late,
  today,
  this_week,
  look_now,
  later,
  no_day,
  waits_for_other,
  source_missing,
  not_told,
  unknown_here,
  begins_later
};
std::string_view to_string(Urgency urgency);

/// What the place on the list depends on, of a duty that is not closed.
struct Standing {
  Life life = Life::open;
  Part part = Part::to_act;
  Knowledge knowledge = {};
  std::optional<calendar::Due> due = {};
  std::optional<calendar::Due> watch = {};
  bool practice = false;  ///< practice or a goal that the text tells of is never late
};
Standing standing_of(Obligation const& o, BearerOf const& bearer);

/// Nobody is late with what it was not told, what others may have done unseen, or what may be done but not recorded.
/// A week ends on Sunday.
Urgency urgency_of(Standing const& standing, calendar::Moment const& now);

/// What of an urgency stays as it is when days pass: by it a list can be kept in order and yet be told anew at reading.
enum class Pace {
  strict,   ///< late when its last day is past
  lenient,  ///< never late: practice, or what is not known for certain
  watched,  ///< no last day, but one on which to look
  waits,    ///< for somebody else, or for its beginning
  missed,   ///< it ended and had not been done, nor has it been since; or what must not be done was done
  settled   ///< it ended otherwise: in no list
};
/// Of what is not closed.
Pace pace_of(Standing const& standing);
/// Of what is closed, the same for all its bearers.
Pace pace_when_closed(Obligation const& o);
std::string_view to_string(Pace pace);

/// The parts of a list of what is to be done, in their order.
enum class ListPart { late, look, today, this_week, later, no_day, waits, missed };
inline constexpr std::size_t list_parts = 8;
/// Where it stands on a day, by the last day, or where there is none the day to look. Whoever is to do something sees
/// it among the days, also what others may have done unseen; that is never late, as urgency_of() says. What is settled
/// stands in none.
ListPart list_part(Pace pace, std::optional<calendar::Day> const& day, calendar::Day today);

/// True when it is late for one of its bearers.
bool is_late(Obligation const& o, calendar::Moment const& now);

}  // namespace overens::obligation
