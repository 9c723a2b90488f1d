#include "account/code_letters.hpp"

#include <stdexcept>

#include <sodium.h>

namespace overens::account {
namespace {

// 32, so that each stands for five bits; without i, l, o and u.
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t letters_in_a_group = 4;

}  // namespace

std::string letters_by_chance(std::size_t how_many) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium can't start");
  std::string letters;
  while (letters.size() < how_many)
    letters += alphabet[randombytes_uniform(static_cast<std::uint32_t>(alphabet.size()))];
  return letters;
}

std::string letters_of(std::span<std::byte const> bytes) {
  std::string letters;
  for (auto const byte : bytes) letters += alphabet[std::to_integer<std::size_t>(byte) % alphabet.size()];
  return letters;
}

std::string in_groups(std::string_view letters) {
  std::string words;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (i > 0 && i % letters_in_a_group == 0) words += '-';
    words += letters[i];
  }
  return words;
}

std::string letters_written(std::string_view words) {
  std::string plain;
  for (auto c : words) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == 'o') c = '0';
    if (c == 'i' || c == 'l') c = '1';
    if (alphabet.find(c) == std::string_view::npos) return {};
    plain += c;
  }
  return plain;
}

}  // namespace overens::account
