#include "calendar/days_off.hpp"

#include <algorithm>
#include <array>

namespace overens::calendar {
namespace {

using std::chrono::days;

constexpr int first_year = 1990;
constexpr int last_year = 2100;
constexpr auto span = static_cast<std::size_t>((last_day - first_day).count() + 1);

// The first `weekday` on or after the day.
Day on_or_after(Day day, std::chrono::weekday weekday) {
  return day + (weekday - std::chrono::weekday(day));
}

Day date(int year, unsigned month, unsigned day) {
  return Day(std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day});
}

Day midsummer_day(int year) {
  return on_or_after(date(year, 6, 20), std::chrono::Saturday);
}

struct Table {
  // working[i]: working days from first_day through first_day + i; day[n]: the n-th working day (n from 1), as an
  // index.
  std::vector<std::int32_t> working;
  std::vector<std::int32_t> day;

  explicit Table(Eves eves_are) {
    std::vector<bool> off(span, false);
    for (auto year = first_year; year <= last_year; ++year) {
      for (auto const& holiday : holidays(year))
        off[static_cast<std::size_t>((holiday.day - first_day).count())] = true;
      if (eves_are == Eves::working) continue;
      for (auto const& eve : eves(year)) off[static_cast<std::size_t>((eve.day - first_day).count())] = true;
    }
    working.resize(span);
    day.push_back(-1);
    std::int32_t count = 0;
    for (std::size_t i = 0; i < span; ++i) {
      std::chrono::weekday const weekday{first_day + days(i)};
      if (!off[i] && weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) {
        ++count;
        day.push_back(static_cast<std::int32_t>(i));
      }
      working[i] = count;
    }
  }
};

Table const& table(Eves eves) {
  static Table const off(Eves::off);
  static Table const working(Eves::working);
  return eves == Eves::off ? off : working;
}

std::size_t index(Day day) {
  return static_cast<std::size_t>((std::clamp(day, first_day, last_day) - first_day).count());
}

}  // namespace

Day easter(int year) {
  auto const a = year % 19;
  auto const b = year / 100;
  auto const c = year % 100;
  auto const e = (b - (b + 8) / 25 + 1) / 3;
  auto const h = (19 * a + b - b / 4 - e + 15) % 30;
  auto const l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  auto const m = (a + 11 * h + 22 * l) / 451;
  auto const n = h + l - 7 * m + 114;
  return date(year, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
}

std::vector<Holiday> holidays(int year) {
  if (year < first_year || year > last_year) return {};
  auto const sunday = easter(year);
  std::string const law = "lag (1989:253)";
  std::vector<Holiday> all = {
      {date(year, 1, 1), base::text("New Year's Day"), law},
      {date(year, 1, 6), base::text("Epiphany"), law},
      {sunday - days(2), base::text("Good Friday"), law},
      {sunday, base::text("Easter Sunday"), law},
      {sunday + days(1), base::text("Easter Monday"), law},
      {date(year, 5, 1), base::text("the First of May"), law},
      {sunday + days(39), base::text("Ascension Day"), law},
      {sunday + days(49), base::text("Whit Sunday"), law},
      {midsummer_day(year), base::text("Midsummer Day"), law},
      {on_or_after(date(year, 10, 31), std::chrono::Saturday), base::text("All Saints' Day"), law},
      {date(year, 12, 25), base::text("Christmas Day"), law},
      {date(year, 12, 26), base::text("Boxing Day"), law},
  };
  if (year >= 2005) {
    all.push_back({date(year, 6, 6), base::text("the National Day"), "lag (1989:253), lag (2004:1320)"});
  } else {
    all.push_back({sunday + days(50), base::text("Whit Monday"), "lag (1989:253), through 2004"});
  }
  std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.day < b.day; });
  return all;
}

std::vector<Holiday> eves(int year) {
  if (year < first_year || year > last_year) return {};
  std::string const law = "lag (1930:173)";
  return {{midsummer_day(year) - days(1), base::text("Midsummer Eve"), law},
          {date(year, 12, 24), base::text("Christmas Eve"), law},
          {date(year, 12, 31), base::text("New Year's Eve"), law}};
}

base::Text why_off(Day day, Eves eves_are) {
  auto const year = static_cast<int>(std::chrono::year_month_day{day}.year());
  for (auto const& holiday : holidays(year)) {
    if (holiday.day == day) return holiday.name;
  }
  if (eves_are == Eves::off) {
    for (auto const& eve : eves(year)) {
      if (eve.day == day) return eve.name;
    }
  }
  std::chrono::weekday const weekday{day};
  if (weekday == std::chrono::Saturday) return base::text("Saturday");
  if (weekday == std::chrono::Sunday) return base::text("Sunday");
  return {};
}

bool is_working_day(Day day, Eves eves) {
  auto const i = index(day);
  auto const& working = table(eves).working;
  return working[i] > (i == 0 ? 0 : working[i - 1]);
}

Day add_working_days(Day from, long count, Eves eves) {
  auto const& t = table(eves);
  auto const at = index(from);
  // Going back from a day off, the working days before it are those counted through that day.
  auto const base = count < 0 && !is_working_day(from, eves) ? t.working[at] + 1 : t.working[at];
  auto const wanted = std::clamp<long>(base + count, 1, static_cast<long>(t.day.size()) - 1);
  if (count == 0) return from;
  return first_day + days(t.day[static_cast<std::size_t>(wanted)]);
}

long working_days_between(Day from, Day to, Eves eves) {
  auto const& working = table(eves).working;
  return working[index(to)] - working[index(from)];
}

}  // namespace overens::calendar
