#pragma once

#include <string>
#include <vector>

#include "base/text.hpp"
#include "calendar/day.hpp"

namespace overens::calendar {

/// A day that the law makes a public holiday, computed from dated rules: lag (1989:253) om allmänna helgdagar, changed
/// by lag (2004:1320) from 2005 (Whit Monday out, the National Day in). Sundays are public holidays too and are not
/// listed.
struct Holiday {
  Day day;
  base::Text name;
  std::string law;
};

/// The public holidays of one year, by day. Empty outside 1990–2100.
std::vector<Holiday> holidays(int year);

/// Midsummer Eve, Christmas Eve and New Year's Eve, which lag (1930:173) om beräkning av lagstadgad tid treats as
/// Sundays.
std::vector<Holiday> eves(int year);

/// Easter Sunday by the Gregorian computation (Meeus, Jones and Butcher).
Day easter(int year);

/// Whether the three eves count as working days: the law for statutory time says no; an agreement must say for itself.
enum class Eves { off, working };

/// Why a day is no working day; an empty key when it is one.
base::Text why_off(Day day, Eves eves);

bool is_working_day(Day day, Eves eves);

/// The working day that is `count` working days after `from` (before it, when negative); `from` itself is not counted.
/// Constant time. Beyond 1990–2100 the first or last day of that range.
Day add_working_days(Day from, long count, Eves eves);

/// The number of working days in (from, to]; negative when `to` is before `from`.
long working_days_between(Day from, Day to, Eves eves);

}  // namespace overens::calendar
