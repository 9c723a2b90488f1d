#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace overens::calendar {

/// A day in Sweden (Europe/Stockholm), without a time.
using Day = std::chrono::sys_days;

/// A point in time, UTC, to the millisecond.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// The days that this program counts with: 1990-01-01 through 2100-12-31. Events and deadlines outside are refused.
inline constexpr Day first_day = std::chrono::sys_days(std::chrono::year{1990} / 1 / 1);
inline constexpr Day last_day = std::chrono::sys_days(std::chrono::year{2100} / 12 / 31);

/// Days a person can be born on: 1890-01-01 through the last day.
inline constexpr Day first_birth_day = std::chrono::sys_days(std::chrono::year{1890} / 1 / 1);

/// Reads "2026-01-31". Nothing for anything else, also for days that do not exist.
std::optional<Day> parse_day(std::string_view written);
std::string to_string(Day day);

/// Reads RFC 3339 with an offset: "2026-01-31T08:00:00Z", "2026-01-31T09:00+01:00"; seconds and up to nine decimals may
/// be left out. A time without offset is not read: it would be guessed.
std::optional<Instant> parse_instant(std::string_view written);
/// In UTC, to the second, or to the millisecond where it has one: "2026-01-31T08:00:00Z".
std::string to_string(Instant instant);

/// The Sunday of its week, which begins on Monday.
Day end_of_week(Day day);

/// Whole years from `born` to `on`. Somebody born on 29 February turns a year older on 1 March in a common year.
int age(Day born, Day on);

}  // namespace overens::calendar
