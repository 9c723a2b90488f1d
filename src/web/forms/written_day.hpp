#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "calendar/swedish_time.hpp"

namespace overens::web {

/// A day as people write it: "2026-11-21", "2026-1-5", "20261121", "21/11 2026", "21 november 2026", "21 November
/// 2026". Nothing for days that do not exist or that the program does not count with, and for what could mean two days,
/// such as a year of two digits.
std::optional<calendar::Day> written_day(std::string_view written);

/// The same with today and yesterday said by their words, such as "i går 14.30", in figures, and a time's point as a
/// colon. What says neither is as it was.
std::string in_figures(std::string_view written, calendar::Day today);

/// True of what is written as a day that the calendar does not have, also with a time: "2026-02-30".
bool is_no_day(std::string_view written);

/// A day as above, or with a time on Swedish clocks behind it: "2026-11-21 14:30". Of the hour that comes twice in
/// autumn the first, unless it says "02:30+01:00". Nothing for times that the clock skips in spring.
std::optional<calendar::Moment> written_moment(std::string_view written);

/// True of a day and time that would be understood, but that the clock skips in spring.
bool is_skipped_hour(std::string_view written);

}  // namespace overens::web
