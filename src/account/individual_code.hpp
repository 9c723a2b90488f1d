#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace overens::account {

/// What an individual writes off a paper: a part that it is found by, and 40 bits that only the paper holds.
struct IndividualCode {
  std::string selector;
  std::string secret;
};

/// Made of at least twelve bytes that nobody can guess.
IndividualCode individual_code_of(std::span<std::byte const> chance);
/// "k7pm-x2va-93qd", as it is printed.
std::string printed(IndividualCode const& code);
/// As it was written, with or without marks, in large letters or small; nothing when it is no such code.
std::optional<IndividualCode> read_individual_code(std::string_view words);

}  // namespace overens::account
