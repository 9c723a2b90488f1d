#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/refusal.hpp"
#include "calendar/day.hpp"

namespace overens::identity {

enum class NumberKind {
  personal,      ///< personnummer
  coordination,  ///< samordningsnummer: the day of the month raised by 60
  reserve        ///< one that a region has made, as it writes it
};

/// By which number a person is known, in its one form: twelve digits, or a reserve number in capitals without blanks
/// and marks.
struct Number {
  NumberKind kind = NumberKind::personal;
  std::string digits;

  bool operator==(Number const&) const = default;
};

/// Reads a personal, coordination or national reserve number, with or without its century and mark; without them it is
/// that of somebody younger than a hundred, with a plus of somebody who is not. Refused with `bad_number` when its day
/// or its check digit is wrong, or its day is yet to come.
base::Expected<Number> read_number(std::string_view words, calendar::Day today);
/// Reads what a region has written as its own reserve number. Refused with `bad_number` when it is too short or too
/// long, holds something else than letters and digits, or no letter: then it is no reserve number but one of those
/// above, half written; and when it begins as a national one and is none.
base::Expected<Number> read_reserve_number(std::string_view words);
/// Either, as whoever searches writes it: what has been registered is found.
base::Expected<Number> read_any_number(std::string_view words, calendar::Day today);

/// With the mark before the last four, as people read it.
std::string shown(Number const& number);

/// Nothing of a reserve number, which tells no day.
std::optional<calendar::Day> born_on(Number const& number);

std::string_view to_string(NumberKind kind);
std::optional<NumberKind> find_number_kind(std::string_view word);

}  // namespace overens::identity
