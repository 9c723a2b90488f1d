#include "base/as_read.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace overens::base {
namespace {

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

template <std::size_t size>
bool is_in(std::array<Range, size> const& ranges, std::uint32_t point) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](Range const& one) { return one.first <= point && point <= one.last; });
}

// Unicode's characters of the kinds Zs and Pd, the minus sign, and what is drawn without a width or as nothing.
constexpr std::array blanks = {Range{0xA0, 0xA0},     Range{0x1680, 0x1680}, Range{0x2000, 0x200A},
                               Range{0x2028, 0x2029}, Range{0x202F, 0x202F}, Range{0x205F, 0x205F},
                               Range{0x2800, 0x2800}, Range{0x3000, 0x3000}};
constexpr std::array dashes = {Range{0x58A, 0x58A},   Range{0x2010, 0x2015}, Range{0x2043, 0x2043},
                               Range{0x2212, 0x2212}, Range{0xFE58, 0xFE58}, Range{0xFE63, 0xFE63},
                               Range{0xFF0D, 0xFF0D}};
constexpr std::array unseen = {
    Range{0xAD, 0xAD},     Range{0x34F, 0x34F},   Range{0x61C, 0x61C},   Range{0x115F, 0x1160},   Range{0x17B4, 0x17B5},
    Range{0x180B, 0x180F}, Range{0x200B, 0x200F}, Range{0x202A, 0x202E}, Range{0x2060, 0x206F},   Range{0x3164, 0x3164},
    Range{0xFE00, 0xFE0F}, Range{0xFEFF, 0xFEFF}, Range{0xFFA0, 0xFFA0}, Range{0xE0000, 0xE0FFF},
};

/// A character of well-formed UTF-8, which all text is when it has been read.
struct Character {
  std::uint32_t point = 0;
  std::size_t size = 1;
};

Character first_of(std::string_view text) {
  auto const byte = [&](std::size_t at) {
    return at < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[at])) : 0U;
  };
  auto const lead = byte(0);
  if (lead < 0xC0U) return {lead, 1};
  if (lead < 0xE0U) return {(lead & 0x1FU) << 6U | (byte(1) & 0x3FU), 2};
  if (lead < 0xF0U) return {(lead & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU), 3};
  return {(lead & 0x07U) << 18U | (byte(1) & 0x3FU) << 12U | (byte(2) & 0x3FU) << 6U | (byte(3) & 0x3FU), 4};
}

}  // namespace

std::string as_read(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    auto const [point, size] = first_of(text);
    auto const written = text.substr(0, size);
    text.remove_prefix(written.size());
    if (is_in(unseen, point)) continue;
    if (is_in(blanks, point))
      result += ' ';
    else if (is_in(dashes, point))
      result += '-';
    else
      result += written;
  }
  return result;
}

bool shows_nothing(std::string_view text) {
  return as_read(text).find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace overens::base
