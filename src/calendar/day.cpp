#include "calendar/day.hpp"

#include <array>

#include <fmt/format.h>

namespace overens::calendar {
namespace {

// Reads exactly `digits` digits at `at`; -1 when they are not there.
int number(std::string_view s, std::size_t at, std::size_t digits) {
  if (s.size() < at + digits) return -1;
  int value = 0;
  unsigned bad = 0;
  for (auto i = at; i < at + digits; ++i) {
    auto const digit = static_cast<unsigned>(static_cast<unsigned char>(s[i])) - '0';
    bad |= digit > 9 ? 1U : 0U;
    value = value * 10 + static_cast<int>(digit);
  }
  return bad == 0 ? value : -1;
}

// The first day and the length of every month of the years that events have: a day is read for every line of a large
// file.
struct Month {
  std::int32_t first = 0;
  std::int32_t length = 0;
};
constexpr int first_table_year = 1890;
constexpr int last_table_year = 2100;

constexpr auto months = [] {
  std::array<Month, std::size_t{last_table_year - first_table_year + 1} * 12> all{};
  for (int y = first_table_year; y <= last_table_year; ++y) {
    for (unsigned m = 1; m <= 12; ++m) {
      auto const month = std::chrono::year{y} / std::chrono::month{m};
      auto const first = std::chrono::sys_days(month / 1);
      auto const last = std::chrono::sys_days(month / std::chrono::last);
      all[static_cast<std::size_t>(y - first_table_year) * 12 + m - 1] = {
          static_cast<std::int32_t>(first.time_since_epoch().count()),
          static_cast<std::int32_t>((last - first).count()) + 1};
    }
  }
  return all;
}();

bool is(std::string_view s, std::size_t at, char c) {
  return at < s.size() && s[at] == c;
}

}  // namespace

std::optional<Day> parse_day(std::string_view s) {
  if (s.size() != 10 || s[4] != '-' || s[7] != '-') return std::nullopt;
  auto const y = number(s, 0, 4);
  auto const m = number(s, 5, 2);
  auto const d = number(s, 8, 2);
  if (y >= first_table_year && y <= last_table_year && m >= 1 && m <= 12) {
    auto const& month = months[static_cast<std::size_t>(y - first_table_year) * 12 + static_cast<std::size_t>(m) - 1];
    if (d < 1 || d > month.length) return std::nullopt;
    return Day(std::chrono::days(month.first + d - 1));
  }
  if (y < 0 || m < 0 || d < 0) return std::nullopt;
  std::chrono::year_month_day const day{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)},
                                        std::chrono::day{static_cast<unsigned>(d)}};
  if (!day.ok()) return std::nullopt;
  return Day(day);
}

std::string to_string(Day day) {
  std::chrono::year_month_day const ymd{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

std::optional<Instant> parse_instant(std::string_view s) {
  if (s.size() < 17 || s[10] != 'T') return std::nullopt;
  auto const day = parse_day(s.substr(0, 10));
  auto const hour = number(s, 11, 2);
  auto const minute = number(s, 14, 2);
  if (!day || hour < 0 || hour > 23 || !is(s, 13, ':') || minute < 0 || minute > 59) return std::nullopt;
  std::size_t at = 16;
  int second = 0;
  int millisecond = 0;
  if (is(s, at, ':')) {
    second = number(s, at + 1, 2);
    if (second < 0 || second > 59) return std::nullopt;
    at += 3;
    if (is(s, at, '.')) {
      ++at;
      int decimals = 0;
      for (; at < s.size() && s[at] >= '0' && s[at] <= '9'; ++at, ++decimals) {
        if (decimals < 3) millisecond = millisecond * 10 + (s[at] - '0');
      }
      if (decimals == 0 || decimals > 9) return std::nullopt;
      for (; decimals < 3; ++decimals) millisecond *= 10;
    }
  }
  int offset = 0;
  if (is(s, at, 'Z')) {
    if (s.size() != at + 1) return std::nullopt;
  } else if (is(s, at, '+') || is(s, at, '-')) {
    auto const hours = number(s, at + 1, 2);
    auto const minutes = number(s, at + 4, 2);
    if (s.size() != at + 6 || !is(s, at + 3, ':') || hours < 0 || hours > 15 || minutes < 0 || minutes > 59)
      return std::nullopt;
    offset = (hours * 60 + minutes) * (s[at] == '-' ? -1 : 1);
  } else {
    return std::nullopt;
  }
  return Instant(*day) + std::chrono::hours(hour) + std::chrono::minutes(minute - offset) +
         std::chrono::seconds(second) + std::chrono::milliseconds(millisecond);
}

std::string to_string(Instant instant) {
  auto const day = std::chrono::floor<std::chrono::days>(instant);
  std::chrono::hh_mm_ss const time{instant - day};
  auto const ms = time.subseconds().count();
  return fmt::format("{}T{:02}:{:02}:{:02}{}Z", to_string(Day(day)), time.hours().count(), time.minutes().count(),
                     time.seconds().count(), ms == 0 ? std::string() : fmt::format(".{:03}", ms));
}

Day end_of_week(Day day) {
  return day + (std::chrono::Sunday - std::chrono::weekday(day));
}

int age(Day born, Day on) {
  std::chrono::year_month_day const b{born};
  std::chrono::year_month_day const o{on};
  auto const years = static_cast<int>(o.year()) - static_cast<int>(b.year());
  auto const had_birthday = std::pair(o.month(), o.day()) >= std::pair(b.month(), b.day());
  return had_birthday ? years : years - 1;
}

}  // namespace overens::calendar
