#include "identity/number.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "event/person_number.hpp"

namespace overens::identity {
namespace {

using base::text;

constexpr std::size_t whole = 12;
constexpr std::size_t without_century = 10;
constexpr std::size_t size_of_last = 4;
constexpr int coordination_day = 60;
constexpr int reserve_day = 32;

constexpr std::array<std::pair<std::string_view, NumberKind>, 3> kinds = {
    {{"personal", NumberKind::personal}, {"coordination", NumberKind::coordination}, {"reserve", NumberKind::reserve}}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool are_all_digits(std::string_view words) {
  return std::all_of(words.begin(), words.end(), is_digit);
}

int value_of(std::string_view digits) {
  int value = 0;
  for (auto const c : digits) value = value * 10 + (c - '0');
  return value;
}

std::string without_blanks(std::string_view words) {
  std::string signs;
  for (auto const c : words) {
    if (c == ' ' || c == '\t') continue;
    signs.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
  }
  return signs;
}

tl::unexpected<base::Refusal> bad_number() {
  return base::refuse("bad_number", text("This is no personal or coordination number: a digit is wrong, or missing"));
}

bool begins_with_day(std::string_view signs) {
  constexpr std::size_t size_of_day = 8;
  auto const day = signs.substr(0, size_of_day);
  return day.size() == size_of_day && are_all_digits(day) && event::day_of_birth(day).has_value();
}

NumberKind kind_of(std::string_view twelve) {
  auto const day = value_of(twelve.substr(6, 2));
  auto const is_made = twelve.starts_with("99") || !are_all_digits(twelve);
  if (is_made || (day >= reserve_day && day < coordination_day)) return NumberKind::reserve;
  return day > coordination_day ? NumberKind::coordination : NumberKind::personal;
}

// The latest century in which the day is not yet to come; a plus says that it is the one before.
std::string with_century(std::string const& ten, bool is_past_hundred, calendar::Day today) {
  constexpr int years = 100;
  auto const this_year = static_cast<int>(std::chrono::year_month_day(today).year());
  auto century = this_year / years;
  auto const of = [&](int which) { return std::to_string(which) + ten; };
  auto const born = event::day_of_birth(of(century));
  if (!born || *born > today) --century;
  return of(is_past_hundred ? century - 1 : century);
}

}  // namespace

base::Expected<Number> read_number(std::string_view words, calendar::Day today) {
  auto signs = without_blanks(words);
  auto is_past_hundred = false;
  if (signs.size() > size_of_last) {
    auto const mark = signs.size() - size_of_last - 1;
    if (signs[mark] == '-' || signs[mark] == '+') {
      is_past_hundred = signs[mark] == '+';
      signs.erase(mark, 1);
    }
  }
  if (signs.size() == without_century && are_all_digits(signs)) signs = with_century(signs, is_past_hundred, today);
  if (signs.size() != whole || !event::is_person_number(signs)) return bad_number();
  Number number{kind_of(signs), std::move(signs)};
  if (auto const born = born_on(number); born && *born > today) return bad_number();
  return number;
}

base::Expected<Number> read_reserve_number(std::string_view words) {
  constexpr std::size_t shortest = 4;
  constexpr std::size_t longest = 30;
  auto signs = without_blanks(words);
  std::erase_if(signs, [](char c) { return c == '-' || c == '+'; });
  auto const is_sign = [](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); };
  // A number of digits only is a personal one, half written or wrong; one that begins with a day of birth is a national
  // one, and whole.
  if (signs.size() < shortest || signs.size() > longest || !std::all_of(signs.begin(), signs.end(), is_sign) ||
      are_all_digits(signs))
    return base::refuse("bad_number", text("A reserve number has 4 to 30 letters and digits, and at least one letter"));
  if (begins_with_day(signs) && !event::is_person_number(signs))
    return base::refuse("bad_number", text("This is no whole reserve number: a sign is wrong, or missing"));
  return Number{NumberKind::reserve, std::move(signs)};
}

base::Expected<Number> read_any_number(std::string_view words, calendar::Day today) {
  auto number = read_number(words, today);
  auto const has_letter =
      std::any_of(words.begin(), words.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  return number || !has_letter ? number : read_reserve_number(words);
}

std::string shown(Number const& number) {
  auto words = number.digits;
  if (words.size() == whole) words.insert(whole - size_of_last, "-");
  return words;
}

std::optional<calendar::Day> born_on(Number const& number) {
  if (number.kind == NumberKind::reserve || number.digits.size() != whole) return std::nullopt;
  return event::day_of_birth(number.digits);
}

std::string_view to_string(NumberKind kind) {
  return std::find_if(kinds.begin(), kinds.end(), [&](auto const& one) { return one.second == kind; })->first;
}

std::optional<NumberKind> find_number_kind(std::string_view word) {
  auto const* const found =
      std::find_if(kinds.begin(), kinds.end(), [&](auto const& one) { return one.first == word; });
  return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace overens::identity
