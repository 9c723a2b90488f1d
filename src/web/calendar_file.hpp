#pragma once

#include <string>

#include "app/work/reminders.hpp"
#include "base/text.hpp"

namespace overens::web {

/// An entry that lasts all day on each day, each with the same words and link, as iCalendar (RFC 5545). The same days
/// give the same bytes.
std::string calendar_file(app::CalendarDays const& days, std::string const& words, std::string const& link);

}  // namespace overens::web
