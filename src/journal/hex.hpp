#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include <sodium.h>

namespace overens::journal {

/// Two digits 0–9 a–f for each byte.
inline std::string hex(std::string_view bytes) {
  std::string digits(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(digits.data(), digits.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
  digits.pop_back();
  return digits;
}
template <std::size_t N>
std::string hex(std::array<std::byte, N> const& bytes) {
  return hex(std::string_view(reinterpret_cast<char const*>(bytes.data()), N));
}

/// False when it is anything else than such digits.
inline bool from_hex(std::string_view digits, std::string& bytes) {
  bytes.resize(digits.size() / 2);
  std::size_t length = 0;
  return digits.size() % 2 == 0 &&
         sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), digits.data(), digits.size(),
                        nullptr, &length, nullptr) == 0 &&
         length == bytes.size();
}
/// False when it is anything else than the digits of N bytes.
template <std::size_t N>
bool from_hex(std::string_view digits, std::array<std::byte, N>& bytes) {
  std::size_t length = 0;
  return digits.size() == 2 * N &&
         sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), N, digits.data(), digits.size(), nullptr,
                        &length, nullptr) == 0 &&
         length == N;
}

}  // namespace overens::journal
