#pragma once

#include <optional>

#include "calendar/day.hpp"

namespace overens::calendar {

/// Europe/Stockholm by the rules in force, so that no zone files are needed and years after 2037 are right: central
/// European time, one hour ahead of UTC, and summer time from the last Sunday in March through the last Sunday in
/// September (1990–1995) or October (from 1996), changing at 01:00 UTC (förordning 2001:127 and the earlier 1979:988;
/// directive 2000/84/EC). Compared with the zone database in swedish_time_test.

/// Hours ahead of UTC at that instant: 1 or 2.
std::chrono::hours ahead_of_utc(Instant instant);

/// The day it is in Sweden at that instant.
Day day_in_sweden(Instant instant);

/// Midnight at the start of the day.
Instant start_of(Day day);
/// Midnight at the end of the day: 23, 24 or 25 hours after its start.
inline Instant end_of(Day day) {
  return start_of(day + std::chrono::days(1));
}

/// "2026-01-31 09:00", Swedish time. In the hour that comes twice in autumn with how far ahead of UTC: "02:30+01:00".
std::string local_time(Instant instant);

/// When something was so: a whole day, or a point in time (which then also gives the day in Sweden).
struct Moment {
  Day day;
  std::optional<Instant> at;

  static Moment whole(Day day) { return {day, std::nullopt}; }
  static Moment exact(Instant at) { return {day_in_sweden(at), at}; }
  bool operator==(Moment const&) const = default;
};

/// Before and after compare days, unless both have a time of day. The same day is not before.
bool is_before(Moment const& a, Moment const& b);

/// Reads a day or an instant with offset.
std::optional<Moment> parse_moment(std::string_view written);
std::string to_string(Moment const& moment);

}  // namespace overens::calendar
