#include <algorithm>
#include <charconv>
#include <functional>

#include <fmt/format.h>

#include "base/as_read.hpp"
#include "base/words.hpp"
#include "event/person_number.hpp"
#include "obligation/period.hpp"
#include "web/forms/field.hpp"
#include "web/forms/written_day.hpp"

namespace overens::web {

using base::text;

namespace {

using Kept = std::optional<std::string>;

std::string trimmed(std::string_view words) {
  constexpr auto blanks = " \t\r\n";
  auto const first = words.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return std::string(words.substr(first, words.find_last_not_of(blanks) - first + 1));
}

// Browsers send a line break as two characters.
std::string with_plain_breaks(std::string words) {
  std::erase(words, '\r');
  return words;
}

std::optional<long> whole_number(std::string_view digits) {
  long number = 0;
  auto const* const end = digits.data() + digits.size();
  auto const read = std::from_chars(digits.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

Kept integer(Field const& field, std::string const& written) {
  auto const number = whole_number(written);
  if (!number || *number < field.least || *number > field.most) return std::nullopt;
  return fmt::to_string(*number);
}

// "1 250,50 kr" → 1250,50.
Kept money(std::string written) {
  for (auto const* word : {"kronor", "kr", " ", "\u00a0"}) {
    for (auto at = written.find(word); at != std::string::npos; at = written.find(word))
      written.erase(at, std::string_view(word).size());
  }
  auto const mark = std::min(written.find_first_of(",."), written.size());
  auto const whole = whole_number(std::string_view(written).substr(0, mark));
  constexpr long most = 999'999'999'999;
  if (!whole || written.front() == '-' || *whole > most) return std::nullopt;
  if (mark == written.size()) return fmt::to_string(*whole);
  auto const part = std::string_view(written).substr(mark + 1);
  auto const ore_part = whole_number(part);
  if (part.size() != 2 || !ore_part || *ore_part < 0) return std::nullopt;
  return kronor(*whole * 100 + *ore_part);
}

Kept choice(Field const& field, std::string const& written) {
  for (auto const& group : field.choices) {
    for (auto const& option : group.options) {
      if (option.value == written || std::find(option.also.begin(), option.also.end(), written) != option.also.end())
        return option.value;
    }
  }
  return std::nullopt;
}

Kept moment(std::string const& written) {
  auto const at = written_moment(written);
  if (!at) return std::nullopt;
  return at->at ? calendar::local_time(*at->at) : calendar::to_string(at->day);
}

Kept kept(Field const& field, std::string const& written) {
  switch (field.type) {
    case FieldType::line:
    case FieldType::words:
    case FieldType::secret:
      return base::length(written) <= field.longest ? Kept(written) : std::nullopt;
    case FieldType::code:
    case FieldType::pick:
    case FieldType::boolean:
      return choice(field, written);
    case FieldType::day: {
      auto const day = written_day(written);
      return day ? Kept(calendar::to_string(*day)) : std::nullopt;
    }
    case FieldType::moment:
      return moment(written);
    case FieldType::integer:
      return integer(field, written);
    case FieldType::period:
      return obligation::is_period(written) ? Kept(written) : std::nullopt;
    case FieldType::money:
      return money(written);
  }
  return std::nullopt;
}

base::Text what_is_wrong(Field const& field, calendar::Day today) {
  if (!field.otherwise.empty()) return field.otherwise;
  switch (field.type) {
    case FieldType::line:
    case FieldType::words:
    case FieldType::secret:
      return text("Write at most {0} characters", field.longest);
    case FieldType::code:
    case FieldType::pick:
      return text("Choose one from the list");
    case FieldType::boolean:
      return text("Answer yes or no");
    case FieldType::day:
    case FieldType::moment:
      return text("Write the day as year-month-day, for example {0}", calendar::to_string(today));
    case FieldType::integer:
      return text("Write a whole number from {0} to {1}", field.least, field.most);
    case FieldType::period:
      return text("Write the period as a year, a half, a quarter or a month, for example {0}-Q1",
                  calendar::to_string(today).substr(0, 4));
    case FieldType::money:
      return text("Write the sum in kronor, such as 1250 or 1250,50");
  }
  return {};
}

base::Text what_is_missing(Field const& field) {
  if (!field.missing.empty()) return field.missing;
  return field.otherwise.empty() ? text("“{0}” has to be filled in", field.label) : field.otherwise;
}

// A list of lines is written in one box.
std::vector<std::string> apart(Field const& field, std::vector<std::string> const& sent) {
  if (field.type == FieldType::secret) {
    auto kept = sent;
    std::erase(kept, std::string());
    return kept;
  }
  std::vector<std::string> all;
  for (std::string_view left : sent) {
    for (bool more = true; more;) {
      auto const end = field.list && field.type == FieldType::line ? left.find('\n') : std::string_view::npos;
      if (auto one = trimmed(left.substr(0, end)); !base::shows_nothing(one))
        all.push_back(with_plain_breaks(std::move(one)));
      more = end != std::string_view::npos;
      if (more) left.remove_prefix(end + 1);
    }
  }
  return all;
}

}  // namespace

base::Expected<std::vector<std::string>> read_field(Field const& field, std::vector<std::string> const& sent,
                                                    calendar::Day today) {
  auto written = apart(field, sent);
  if (written.empty() && field.required) return base::refuse("missing_value", what_is_missing(field), field.name);
  if (!field.list && std::adjacent_find(written.begin(), written.end(), std::not_equal_to<>()) != written.end())
    return base::refuse("bad_value", text("Several answers came to “{0}”: give one", field.label), field.name);
  std::vector<std::string> values;
  auto const is_of_day = field.type == FieldType::day || field.type == FieldType::moment;
  for (auto& one : written) {
    if (is_of_day) one = in_figures(one, today);
    auto const is_free = field.type == FieldType::line || field.type == FieldType::words;
    if (is_free && !field.other_number && event::holds_person_number(one))
      return base::refuse("person_number", event::no_person_numbers(), field.name);
    auto value = kept(field, one);
    if (!value && field.type == FieldType::moment && is_skipped_hour(one))
      return base::refuse("bad_value", text("That time does not exist: the clock is put forward that night"),
                          field.name);
    if (!value && is_of_day && is_no_day(one))
      return base::refuse("no_such_day", text("There is no such day in the calendar"), field.name);
    if (!value) return base::refuse("bad_value", what_is_wrong(field, today), field.name);
    if (field.past && written_moment(*value)->day > today)
      return base::refuse("not_yet", text("It has not happened yet: write today or an earlier day"), field.name);
    if (std::find(values.begin(), values.end(), *value) == values.end()) values.push_back(std::move(*value));
  }
  return values;
}

std::vector<std::string> in_words(Field const& field, std::vector<std::string> const& kept) {
  if (field.choices.empty()) return kept;
  std::vector<std::string> words;
  for (auto const& group : field.choices) {
    for (auto const& option : group.options) {
      if (std::find(kept.begin(), kept.end(), option.value) != kept.end()) words.push_back(option.words);
    }
  }
  return words;
}

long ore(std::string const& kept) {
  auto const mark = std::min(kept.find(','), kept.size());
  auto const whole = whole_number(std::string_view(kept).substr(0, mark)).value_or(0);
  auto const part = mark == kept.size() ? 0 : whole_number(std::string_view(kept).substr(mark + 1)).value_or(0);
  return whole * 100 + part;
}

std::string kronor(long ore) {
  return ore % 100 == 0 ? fmt::to_string(ore / 100) : fmt::format("{},{:02}", ore / 100, ore % 100);
}

}  // namespace overens::web
