#include "calendar/swedish_time.hpp"

#include <array>

#include <fmt/format.h>

namespace overens::calendar {
namespace {

using namespace std::chrono_literals;

constexpr int first_year = 1890;
constexpr int years = 2102 - first_year;

struct Summer {
  Instant from;
  Instant until;
};

// 01:00 UTC on the last Sunday of the month.
constexpr Instant change(int year, std::chrono::month month) {
  return Instant(std::chrono::sys_days(std::chrono::year{year} / month / std::chrono::Sunday[std::chrono::last])) + 1h;
}

constexpr std::array<Summer, years> summers() {
  std::array<Summer, years> all{};
  for (int i = 0; i < years; ++i) {
    auto const year = first_year + i;
    auto const ends = year < 1996 ? std::chrono::September : std::chrono::October;
    all[static_cast<std::size_t>(i)] = {change(year, std::chrono::March), change(year, ends)};
  }
  return all;
}

constexpr auto table = summers();

}  // namespace

std::chrono::hours ahead_of_utc(Instant instant) {
  // A quick guess of the year that is never more than one off, and then right by comparison.
  auto const days = std::chrono::floor<std::chrono::days>(instant).time_since_epoch().count();
  auto const guess = 1970 + static_cast<int>(days * 400 / 146097) - first_year;
  for (auto i = guess - 1; i <= guess + 1; ++i) {
    if (i < 0 || i >= years) continue;
    auto const& summer = table[static_cast<std::size_t>(i)];
    if (instant >= summer.from && instant < summer.until) return 2h;
  }
  return 1h;
}

Day day_in_sweden(Instant instant) {
  return std::chrono::floor<std::chrono::days>(instant + ahead_of_utc(instant));
}

Instant start_of(Day day) {
  // The clock never changes within two hours of midnight, so the hour before the guess tells the offset.
  auto const guess = Instant(day) - 1h;
  return Instant(day) - ahead_of_utc(guess);
}

std::string local_time(Instant instant) {
  auto const local = instant + ahead_of_utc(instant);
  auto const day = std::chrono::floor<std::chrono::days>(local);
  std::chrono::hh_mm_ss const time{local - day};
  auto const said = fmt::format("{} {:02}:{:02}", to_string(Day(day)), time.hours().count(), time.minutes().count());
  auto const hour = std::chrono::hours(1);
  auto const comes_twice =
      ahead_of_utc(instant + hour) < ahead_of_utc(instant) || ahead_of_utc(instant - hour) > ahead_of_utc(instant);
  return comes_twice ? fmt::format("{}+{:02}:00", said, ahead_of_utc(instant).count()) : said;
}

bool is_before(Moment const& a, Moment const& b) {
  if (a.at && b.at) return *a.at < *b.at;
  return a.day < b.day;
}

std::optional<Moment> parse_moment(std::string_view written) {
  if (auto const day = parse_day(written)) return Moment::whole(*day);
  if (auto const at = parse_instant(written)) return Moment::exact(*at);
  return std::nullopt;
}

std::string to_string(Moment const& moment) {
  return moment.at ? to_string(*moment.at) : to_string(moment.day);
}

}  // namespace overens::calendar
