#include "base/words.hpp"

#include <algorithm>

#include <simdjson.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

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

std::string without_marks(std::string_view word) {
  std::string parts;
  icu::StringByteSink<std::string> sink(&parts);
  UErrorCode error = U_ZERO_ERROR;
  auto const* const nfd = icu::Normalizer2::getNFDInstance(error);
  if (U_SUCCESS(error) != 0) nfd->normalizeUTF8(0, {word.data(), static_cast<int>(word.size())}, sink, nullptr, error);
  if (U_FAILURE(error) != 0) return std::string(word);
  std::string result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    // The marks U+0300–036F are CC 80–CD AF.
    auto const byte = static_cast<unsigned char>(parts[i]);
    auto const is_mark = byte == 0xCCU || (byte == 0xCDU && static_cast<unsigned char>(parts[i + 1]) <= 0xAFU);
    if (is_mark) {
      ++i;
    } else {
      result += parts[i];
    }
  }
  return result;
}

// Each character begins with one byte that goes on with none before it.
std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

bool is_utf8(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size());
}

namespace {

// How many bytes the hidden character at the beginning of a text has; 0 when there is none.
std::size_t hidden_length(std::string_view text) {
  auto const byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
  auto const first = byte(0);
  if ((first < 0x20U && first != '\t' && first != '\n' && first != '\r') || first == 0x7FU) return 1;
  if (first == 0xC2U && byte(1) >= 0x80U && byte(1) <= 0x9FU) return 2;  // U+0080–9F
  if (first != 0xE2U) return 0;
  auto const last = byte(2);
  auto const turns = (byte(1) == 0x80U && (last == 0x8EU || last == 0x8FU || (last >= 0xAAU && last <= 0xAEU))) ||
                     (byte(1) == 0x81U && last >= 0xA6U && last <= 0xA9U);  // U+200E–F, 202A–E, 2066–9
  return turns ? 3 : 0;
}

}  // namespace

bool has_hidden(std::string_view text) {
  for (; !text.empty(); text.remove_prefix(1)) {
    if (hidden_length(text) > 0) return true;
  }
  return false;
}

std::string shown(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    auto const hidden = hidden_length(text);
    if (hidden > 0) {
      result += "\uFFFD";
    } else {
      result += text.front();
    }
    text.remove_prefix(std::max<std::size_t>(hidden, 1));
  }
  return result;
}

std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  return text;
}

bool is_composed(std::string_view text) {
  // The marks that are put on a letter begin with U+0300, which is CC 80; nothing below it has another form.
  // Read in blocks without a way out, which the compiler turns into a few instructions for each.
  constexpr std::size_t block = 64;
  while (!text.empty()) {
    unsigned found = 0;
    for (auto const c : text.substr(0, block)) found |= static_cast<unsigned char>(c) >= 0xCCU ? 1U : 0U;
    if (found != 0) return false;
    text.remove_prefix(std::min(block, text.size()));
  }
  return true;
}

std::string composed(std::string text) {
  if (is_composed(text)) return text;
  UErrorCode failed = U_ZERO_ERROR;
  auto const* const nfc = icu::Normalizer2::getNFCInstance(failed);
  if (U_FAILURE(failed) != 0 || nfc->isNormalizedUTF8(text, failed) != 0) return text;
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  nfc->normalizeUTF8(0, text, sink, nullptr, failed);
  return U_FAILURE(failed) != 0 ? text : result;
}

std::string_view composed(std::string_view line, std::string& own, std::size_t padding) {
  if (is_composed(line) || !is_utf8(line)) return line;
  own = composed(std::string(line));
  auto const size = own.size();
  own.append(padding, ' ');
  return std::string_view(own).substr(0, size);
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
