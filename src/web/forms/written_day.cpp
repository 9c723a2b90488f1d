#include "web/forms/written_day.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/words.hpp"

namespace overens::web {
namespace {

using calendar::Day;

/// A number or a word, and what stands before it.
struct Token {
  std::string_view before;
  std::string_view text;
  bool is_number = false;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Nothing when something stands behind the last of them.
std::optional<std::vector<Token>> tokens(std::string_view written) {
  std::vector<Token> all;
  for (std::size_t at = 0; at < written.size();) {
    auto const begin = std::find_if(written.begin() + static_cast<std::ptrdiff_t>(at), written.end(),
                                    [](char c) { return is_digit(c) || is_letter(c); });
    if (begin == written.end()) return std::nullopt;
    auto const number = is_digit(*begin);
    auto const end = std::find_if(begin, written.end(), [&](char c) { return number ? !is_digit(c) : !is_letter(c); });
    auto const from = static_cast<std::size_t>(begin - written.begin());
    auto const to = static_cast<std::size_t>(end - written.begin());
    all.push_back({written.substr(at, from - at), written.substr(from, to - from), number});
    at = to;
  }
  return all;
}

int number(std::string_view digits) {
  int value = 0;
  if (digits.size() > 4) return 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// 1 to 12 for a month's name in Swedish or English, whole or by its first three letters; otherwise 0.
int month_named(std::string_view word) {
  static constexpr std::array<std::array<std::string_view, 2>, 12> names = {{{"januari", "january"},
                                                                             {"februari", "february"},
                                                                             {"mars", "march"},
                                                                             {"april", "april"},
                                                                             {"maj", "may"},
                                                                             {"juni", "june"},
                                                                             {"juli", "july"},
                                                                             {"augusti", "august"},
                                                                             {"september", "september"},
                                                                             {"oktober", "october"},
                                                                             {"november", "november"},
                                                                             {"december", "december"}}};
  auto const small = base::folded(word);
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (auto const name : names[i]) {
      if (small == name || (small.size() == 3 && name.starts_with(small))) return static_cast<int>(i) + 1;
    }
  }
  return 0;
}

/// As it is written, whether or not there is such a day.
struct Date {
  int year;
  int month;
  int of_month;

  // The library's own months and days are of one byte.
  bool is_there() const { return month <= 12 && of_month <= 31 && (std::chrono::year(year) / month / of_month).ok(); }
};

std::optional<Day> day(Date const& date) {
  if (!date.is_there()) return std::nullopt;
  Day const found = std::chrono::year(date.year) / date.month / date.of_month;
  return found < calendar::first_day || found > calendar::last_day ? std::nullopt : std::optional(found);
}

bool is_blank_or(std::string_view between, std::string_view mark) {
  return between == " " || between == mark;
}

std::optional<Date> written_date(std::string_view written) {
  auto const read = tokens(written);
  if (!read || read->empty() || !read->front().before.empty()) return std::nullopt;
  auto const& all = *read;
  if (all.size() == 1 && all[0].is_number && all[0].text.size() == 8)
    return Date{number(all[0].text.substr(0, 4)), number(all[0].text.substr(4, 2)), number(all[0].text.substr(6))};
  if (all.size() != 3 || !all[0].is_number || !all[2].is_number) return std::nullopt;
  if (all[0].text.size() == 4 && all[1].is_number && all[1].before == "-" && all[2].before == "-")
    return Date{number(all[0].text), number(all[1].text), number(all[2].text)};
  if (all[2].text.size() != 4) return std::nullopt;
  if (!all[1].is_number && all[1].before == " " && all[2].before == " " && month_named(all[1].text) > 0)
    return Date{number(all[2].text), month_named(all[1].text), number(all[0].text)};
  if (all[1].is_number && all[1].before == "/" && is_blank_or(all[2].before, "/"))
    return Date{number(all[2].text), number(all[1].text), number(all[0].text)};
  return std::nullopt;
}

}  // namespace

std::string in_figures(std::string_view written, Day today) {
  static constexpr std::array<std::pair<std::string_view, int>, 6> words = {
      {{"i dag", 0}, {"idag", 0}, {"today", 0}, {"i går", 1}, {"igår", 1}, {"yesterday", 1}}};
  std::string figures(written);
  for (auto const& [word, days_ago] : words) {
    auto const said = written.substr(0, word.size());
    auto const is_whole =
        written.size() == word.size() || (written.size() > word.size() && written[word.size()] == ' ');
    if (is_whole && base::folded(said) == base::folded(word))
      figures = calendar::to_string(today - std::chrono::days(days_ago)) + std::string(written.substr(word.size()));
  }
  constexpr std::string_view time = " 14.30";
  auto const at = figures.size() - std::min(figures.size(), time.size());
  auto const has_digits = [&](std::size_t from) { return is_digit(figures[from]) && is_digit(figures[from + 1]); };
  if (at > 0 && figures[at] == ' ' && has_digits(at + 1) && figures[at + 3] == '.' && has_digits(at + 4))
    figures[at + 3] = ':';
  return figures;
}

std::optional<Day> written_day(std::string_view written) {
  auto const date = written_date(written);
  return date ? day(*date) : std::nullopt;
}

bool is_no_day(std::string_view written) {
  constexpr std::string_view time = " 14:30";
  auto const has_time = written.size() > time.size() && written[written.size() - 3] == ':';
  auto const date = written_date(has_time ? written.substr(0, written.size() - time.size()) : written);
  return date && !date->is_there();
}

namespace {

// A day with a time behind it, read as if the clock were UTC's, and how far ahead of UTC it says that it is.
struct Clock {
  calendar::Instant as_utc;
  std::optional<std::chrono::hours> ahead;
};

std::optional<Clock> written_clock(std::string_view written) {
  Clock clock;
  for (auto const hours : {1, 2}) {
    auto const offset = fmt::format("+{:02}:00", hours);
    if (!written.ends_with(offset)) continue;
    clock.ahead = std::chrono::hours(hours);
    written.remove_suffix(offset.size());
  }
  constexpr std::string_view time = " 14:30";
  if (written.size() <= time.size()) return std::nullopt;
  auto const mark = written.size() - time.size();
  if (written[mark] != ' ' && written[mark] != 'T') return std::nullopt;
  auto const on = written_day(written.substr(0, mark));
  if (!on) return std::nullopt;
  auto const as_utc =
      calendar::parse_instant(calendar::to_string(*on) + "T" + std::string(written.substr(mark + 1)) + ":00Z");
  if (!as_utc) return std::nullopt;
  clock.as_utc = *as_utc;
  return clock;
}

}  // namespace

std::optional<calendar::Moment> written_moment(std::string_view written) {
  if (auto const on = written_day(written)) return calendar::Moment::whole(*on);
  auto const clock = written_clock(written);
  if (!clock) return std::nullopt;
  for (auto const ahead : {std::chrono::hours(2), std::chrono::hours(1)}) {
    auto const at = clock->as_utc - ahead;
    if (calendar::ahead_of_utc(at) == ahead && clock->ahead.value_or(ahead) == ahead)
      return calendar::Moment::exact(at);
  }
  return std::nullopt;
}

bool is_skipped_hour(std::string_view written) {
  auto const clock = written_clock(written);
  return clock && !clock->ahead && !written_moment(written);
}

}  // namespace overens::web
