#include "account/recovery_code.hpp"

#include <stdexcept>

#include <sodium.h>

#include "account/secret.hpp"

namespace overens::account {
namespace {

// 32, so that each stands for five bits; without i, l, o and u.
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t letters = 16;
constexpr std::size_t letters_in_a_group = 4;

}  // namespace

std::vector<std::string> make_recovery_codes() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium can't start");
  std::vector<std::string> codes;
  while (codes.size() < recovery_codes_given) {
    std::string code;
    for (std::size_t i = 0; i < letters; ++i) {
      if (i > 0 && i % letters_in_a_group == 0) code += '-';
      code += alphabet[randombytes_uniform(static_cast<std::uint32_t>(alphabet.size()))];
    }
    codes.push_back(std::move(code));
  }
  return codes;
}

std::string hash_of_recovery_code(std::string_view code) {
  std::string plain;
  for (auto c : code) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == 'o') c = '0';
    if (c == 'i' || c == 'l') c = '1';
    if (alphabet.find(c) == std::string_view::npos) return {};
    plain += c;
  }
  return plain.size() == letters ? hash_of(plain, "recovery code") : std::string();
}

}  // namespace overens::account
