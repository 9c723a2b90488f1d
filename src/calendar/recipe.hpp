#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"
#include "calendar/days_off.hpp"
#include "calendar/swedish_time.hpp"

namespace overens::calendar {

enum class Unit { hour, day, working_day, week, month, year };

/// What to do when the last day is a day off.
enum class Roll { none, next_working_day, previous_working_day };

/// What "one month after 31 January" is. For time that a statute orders it is the month's last day (lag 1930:173, 1 §);
/// an agreement must say for itself, or such a deadline can't be counted.
enum class MonthEnd { unclear, last_day_of_month, first_of_next_month };

/// How an agreement counts.
struct Rules {
  Eves eves = Eves::off;
  MonthEnd month_end = MonthEnd::unclear;
};

/// How time that a statute orders is counted (lag 1930:173). 1 §: weeks, months and years end on the day of the same
/// name or number, or on the month's last day when it has no such day. 2 §: a last day that is a day off, the three
/// eves among them, moves to the next working day.
inline constexpr Rules rules_of_the_act = {Eves::off, MonthEnd::last_day_of_month};
inline constexpr Roll roll_of_the_act = Roll::next_working_day;

/// "Ten working days": a number with its unit.
struct Span {
  long count = 0;
  Unit unit = Unit::day;

  bool operator==(Span const&) const = default;
};

/// How a last day is found: counted from the day something happened, which is day 0, or a day of the calendar.
struct Recipe {
  Span span;
  Roll roll = Roll::none;
  std::optional<Day> day = {};  ///< the last day itself: nothing is counted
};

/// A last day, which is a whole day, or for hours the last instant.
struct Due {
  Day day;
  std::optional<Instant> at;

  bool operator==(Due const&) const = default;
};

/// Days that do not count because the text stops the clock: `from` included, `until` excluded.
struct Days {
  Day from;
  Day until;
};

/// Counts. The only place in the program that does. Hours are hours on the clock of the world, through clock changes;
/// an hour count from something known only by its day runs from the end of that day. Days in `paused` do not count; a
/// day of the calendar stays. Refused with `unclear_month_end` (the agreement has not chosen) and `outside_calendar`
/// (before 1990, after 2100).
base::Expected<Due> due(Moment const& anchor, Recipe const& recipe, Rules const& rules,
                        std::span<Days const> paused = {});

/// Only the day, without a roll: for windows such as "within the last six months".
base::Expected<Day> add(Day from, Span span, Rules const& rules);

/// True when `now` is past the last day or instant. On the last day itself nothing is late. For an hour deadline a
/// whole day is late only when all of it is.
bool is_past(Due const& due, Moment const& now);

/// One step of the count, for people: a day and what it is.
struct Step {
  enum class Kind { anchor, counted, day_off, paused, clock, rolled, last };
  Day day;
  Kind kind = Kind::counted;
  long number = 0;  ///< which in the count, for counted days
  base::Text why;   ///< why it is a day off
};

/// The same count step by step. The last step's day is always due()'s day (tested).
base::Expected<std::vector<Step>> explain(Moment const& anchor, Recipe const& recipe, Rules const& rules,
                                          std::span<Days const> paused = {});

std::string_view to_string(Unit unit);
std::optional<Unit> parse_unit(std::string_view word);

}  // namespace overens::calendar
