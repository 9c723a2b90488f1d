#include "event/person_number.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>

#include "base/as_read.hpp"

namespace overens::event {
namespace {

using base::text;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_part_of_word(char c) {
  return is_digit(c) || is_capital(c) || (c >= 'a' && c <= 'z');
}
bool are_digits(std::string_view words) {
  for (auto const c : words) {
    if (!is_digit(c)) return false;
  }
  return true;
}

int number(std::string_view digits) {
  int value = 0;
  for (auto const c : digits) value = value * 10 + (c - '0');
  return value;
}

/// The digits' check digit is right (Luhn's way: ISO/IEC 7812). A letter counts as a value of its own.
bool is_checked(std::string_view digits) {
  int sum = 0;
  int weight = digits.size() % 2 == 0 ? 2 : 1;
  for (auto const c : digits) {
    auto const value = (c == 'K' ? 5 : c == 'M' ? 7 : c == 'X' ? 8 : c - '0') * weight;
    sum += value / 10 + value % 10;
    weight = 3 - weight;
  }
  return sum % 10 == 0;
}

constexpr int coordination = 60;

// The day of the month may be raised, which marks what is no personal number: by 60 a coordination number; Inera's
// reserve numbers have 32 to 59 and no day.
bool is_born(std::string_view born) {
  auto const raised = number(born.substr(born.size() - 2));
  auto const month = number(born.substr(born.size() - 4, 2));
  if (born.size() == 6)
    return day_of_birth("19" + std::string(born)).has_value() || day_of_birth("20" + std::string(born)).has_value();
  auto const year = number(born.substr(0, 4));
  if (year < 1800 || year > 2099) return false;
  constexpr int first_reserve = 32;
  if (raised >= first_reserve && raised < coordination) return month >= 1 && month <= 12;
  return day_of_birth(born).has_value();
}

// The formats of Inera's list of identities: national ones, then those that regions have made for themselves.
bool is_number(std::string_view born, std::string_view last) {
  auto const all = std::string(born) + std::string(last);
  auto const short_form = std::string_view(all).substr(all.size() - 10);
  if (are_digits(last)) {
    auto const is_made = born.size() == 8 && born.starts_with("99");
    if (is_made && number(born.substr(2, 2)) >= 19) return is_checked(std::string_view(all).substr(4));
    return is_born(born) && is_checked(short_form);
  }
  if (born.size() != 8 || !is_born(born)) return false;
  auto const kind = last[0];
  if ((kind == 'K' || kind == 'M' || kind == 'X') && are_digits(last.substr(1))) return is_checked(short_form);
  return kind == 'S' && std::string_view("FUXPL").find(last[1]) != std::string_view::npos && is_digit(last[2]) &&
         (is_capital(last[3]) || is_digit(last[3]));
}

// Whether one begins at the place: the day of birth, with or without its century, and four signs after at most one
// mark.
bool begins_at(std::string_view words, std::size_t at) {
  constexpr std::size_t last_size = 4;
  for (std::size_t const born_size : {8U, 6U}) {
    auto const born = words.substr(at, born_size);
    if (born.size() < born_size || !are_digits(born)) continue;
    auto rest = words.substr(at + born_size);
    if (!rest.empty() && std::string_view("-+ ").find(rest.front()) != std::string_view::npos) rest.remove_prefix(1);
    if (rest.size() < last_size || (rest.size() > last_size && is_part_of_word(rest[last_size]))) continue;
    if (is_number(born, rest.substr(0, last_size))) return true;
  }
  return false;
}

}  // namespace

bool holds_person_number(std::string_view written) {
  auto const is_plain = std::all_of(written.begin(), written.end(), [](char c) { return (c & 0x80) == 0; });
  auto const as_read = is_plain ? std::string() : base::as_read(written);
  auto const words = is_plain ? written : std::string_view(as_read);
  constexpr std::size_t shortest = 10;
  for (std::size_t at = 0; at + shortest <= words.size(); ++at) {
    if (is_digit(words[at]) && (at == 0 || !is_part_of_word(words[at - 1])) && begins_at(words, at)) return true;
  }
  return false;
}

bool is_person_number(std::string_view twelve) {
  constexpr std::size_t born_size = 8;
  constexpr std::size_t size = 12;
  return twelve.size() == size && are_digits(twelve.substr(0, born_size)) &&
         is_number(twelve.substr(0, born_size), twelve.substr(born_size));
}

std::optional<calendar::Day> day_of_birth(std::string_view eight) {
  auto const raised = number(eight.substr(6, 2));
  auto const day = raised > coordination ? raised - coordination : raised;
  auto const date = std::chrono::year(number(eight.substr(0, 4))) / number(eight.substr(4, 2)) / day;
  return date.ok() ? std::optional(calendar::Day(date)) : std::nullopt;
}

base::Text no_person_numbers() {
  return text("Do not write personal numbers here");
}

base::Expected<void> without_person_numbers(Event const& event) {
  std::array const ids = {std::pair("id", event.id),
                          std::pair("command", event.command),
                          std::pair("owner", event.owner),
                          std::pair("as_told_by", event.as_told_by),
                          std::pair("unit", event.unit),
                          std::pair("actor", event.actor),
                          std::pair("case", event.in_case),
                          std::pair("person", event.person),
                          std::pair("subject", event.subject.id),
                          std::pair("stream", event.stream)};
  for (auto const& [name, words] : ids) {
    if (holds_person_number(words)) return base::refuse("person_number", no_person_numbers(), name);
  }
  for (auto const& value : event.data) {
    if (!value.field->other_number && holds_person_number(value.text))
      return base::refuse("person_number", no_person_numbers(), value.field->name);
  }
  return {};
}

}  // namespace overens::event
