#include "base/as_read.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace overens::base {
namespace {

// Dashes by Unicode's own kind, and two that look like one.
bool is_dash(UChar32 point) {
  constexpr UChar32 hyphen_bullet = 0x2043;
  constexpr UChar32 minus = 0x2212;
  return u_charType(point) == U_DASH_PUNCTUATION || point == hyphen_bullet || point == minus;
}

// Blanks on a line, and a pattern of Braille without dots; how a text is broken into lines stays as it is.
bool is_blank(UChar32 point) {
  constexpr UChar32 no_dots = 0x2800;
  return (point > 0x7F && u_isUWhiteSpace(point) != 0) || point == no_dots;
}

bool is_unseen(UChar32 point) {
  return u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

}  // namespace

std::string as_read(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  auto const length = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0, next = 0; at < length; at = next) {
    UChar32 point = 0;
    U8_NEXT(text.data(), next, length, point);
    if (is_unseen(point)) continue;
    if (is_blank(point))
      result += ' ';
    else if (is_dash(point))
      result += '-';
    else
      result += text.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(next - at));
  }
  return result;
}

bool shows_nothing(std::string_view text) {
  return as_read(text).find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace overens::base
