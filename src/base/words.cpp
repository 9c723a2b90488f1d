#include "base/words.hpp"

#include <simdjson.h>

namespace overens::base {

std::string folded(std::string_view word) {
  while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
  while (!word.empty() && word.back() == ' ') word.remove_suffix(1);
  std::string result(word);
  for (std::size_t i = 0; i < result.size(); ++i) {
    auto& c = result[i];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    // In UTF-8 the capitals À–Þ are C3 80–C3 9E and their small letters C3 A0–C3 BE (C3 97 is the sign ×).
    auto const previous = i > 0 ? static_cast<unsigned char>(result[i - 1]) : 0U;
    auto const byte = static_cast<unsigned char>(c);
    if (previous == 0xC3U && byte >= 0x80U && byte <= 0x9EU && byte != 0x97U) c = static_cast<char>(byte + 0x20U);
  }
  return result;
}

bool is_utf8(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size());
}

std::string capitalised(std::string words) {
  if (words.empty()) return words;
  auto const is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  if (is_lower(words[0])) words[0] = static_cast<char>(words[0] - 'a' + 'A');
  // U+00E0–U+00FE but ÷: two bytes in UTF-8, the capital 0x20 below.
  auto const second = words.size() > 1 ? static_cast<unsigned char>(words[1]) : 0U;
  if (words[0] == '\xC3' && second >= 0xA0 && second <= 0xBE && second != 0xB7)
    words[1] = static_cast<char>(second - 0x20U);
  return words;
}

}  // namespace overens::base
