#include "account/individual_code.hpp"

#include "account/code_letters.hpp"

namespace overens::account {
namespace {

constexpr std::size_t letters_of_selector = 4;
constexpr std::size_t letters_of_secret = 8;

}  // namespace

IndividualCode individual_code_of(std::span<std::byte const> chance) {
  auto const letters = letters_of(chance.first(letters_of_selector + letters_of_secret));
  return {letters.substr(0, letters_of_selector), letters.substr(letters_of_selector)};
}

std::string printed(IndividualCode const& code) {
  return in_groups(code.selector + code.secret);
}

std::optional<IndividualCode> read_individual_code(std::string_view words) {
  auto const letters = letters_written(words);
  if (letters.size() != letters_of_selector + letters_of_secret) return std::nullopt;
  return IndividualCode{letters.substr(0, letters_of_selector), letters.substr(letters_of_selector)};
}

}  // namespace overens::account
