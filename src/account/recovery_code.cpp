#include "account/recovery_code.hpp"

#include "account/code_letters.hpp"
#include "account/secret.hpp"

namespace overens::account {
namespace {

constexpr std::size_t letters_of_recovery_code = 16;

}  // namespace

std::vector<std::string> make_recovery_codes() {
  std::vector<std::string> codes;
  while (codes.size() < recovery_codes_given) codes.push_back(in_groups(letters_by_chance(letters_of_recovery_code)));
  return codes;
}

std::string hash_of_recovery_code(std::string_view code) {
  auto const plain = letters_written(code);
  return plain.size() == letters_of_recovery_code ? hash_of(plain, "recovery code") : std::string();
}

}  // namespace overens::account
