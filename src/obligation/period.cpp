#include "obligation/period.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace overens::obligation {

using calendar::Day;
using calendar::Unit;
using std::chrono::days;

namespace {

bool digits(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Period period_of(Day day, calendar::Span every) {
  std::chrono::year_month_day const ymd{day};
  auto const year = static_cast<int>(ymd.year());
  if (every.unit == Unit::year) {
    auto const first = year - (year - 1990) % static_cast<int>(every.count);
    auto const last = first + static_cast<int>(every.count) - 1;
    return {Day(std::chrono::year{first} / 1 / 1), Day(std::chrono::year{last} / 12 / 31),
            every.count == 1 ? fmt::format("{}", first) : fmt::format("{}-{}", first, last)};
  }
  if (every.unit == Unit::month) {
    auto const length = static_cast<unsigned>(every.count);
    auto const index = (static_cast<unsigned>(ymd.month()) - 1) / length;
    auto const first = Day(ymd.year() / std::chrono::month{index * length + 1} / 1);
    auto const last_month = std::min(12U, (index + 1) * length);
    auto const last = Day(ymd.year() / std::chrono::month{last_month} / std::chrono::last);
    auto const name = length == 1   ? fmt::format("{}-{:02}", year, index + 1)
                      : length == 3 ? fmt::format("{}-Q{}", year, index + 1)
                      : length == 6 ? fmt::format("{}-H{}", year, index + 1)
                                    : calendar::to_string(first);
    return {first, last, name};
  }
  auto const length = every.unit == Unit::week ? 7 * every.count : every.count;
  auto const monday = calendar::first_day;  // 1990-01-01 was a Monday
  auto const first = monday + days((day - monday).count() / length * length);
  return {first, first + days(length - 1), calendar::to_string(first)};
}

bool is_period(std::string_view name) {
  if (calendar::parse_day(name)) return true;
  if (name.size() < 4 || !digits(name.substr(0, 4))) return false;
  if (name.size() == 4) return true;
  if (name[4] != '-') return false;
  auto const part = name.substr(5);
  if (part.size() == 4) return digits(part);
  if (part.size() != 2) return false;
  if (part[0] == 'Q') return part[1] >= '1' && part[1] <= '4';
  if (part[0] == 'H') return part[1] == '1' || part[1] == '2';
  return digits(part) && part >= "01" && part <= "12";
}

bool is_period_of(std::string_view name, calendar::Span every) {
  if (!is_period(name)) return false;
  if (auto const first = calendar::parse_day(name)) return period_of(*first, every).name == name;
  auto const number = [&](std::size_t from, std::size_t many) {
    int read = 0;
    for (auto const digit : name.substr(from, many)) read = 10 * read + (digit - '0');
    return read;
  };
  auto month = 1;
  if (name.size() == 7)
    month = name[5] == 'Q' ? (number(6, 1) - 1) * 3 + 1 : name[5] == 'H' ? (number(6, 1) - 1) * 6 + 1 : number(5, 2);
  Day const first{std::chrono::year{number(0, 4)} / month / 1};
  return period_of(first, every).name == name;
}

base::Text no_such_period(std::string_view name) {
  return base::text("there is no period {0}: write 2026, 2026-03, 2026-Q1, 2026-H1 or its first day", name);
}

std::vector<std::string> periods_about(calendar::Day today) {
  using enum calendar::Unit;
  std::vector<std::string> names;
  for (auto const& [count, unit] : {std::pair(1, year), {6, month}, {3, month}, {1, month}}) {
    auto const now = period_of(today, {count, unit});
    names.push_back(now.name);
    names.push_back(period_of(now.first - std::chrono::days(1), {count, unit}).name);
  }
  return names;
}

}  // namespace overens::obligation
