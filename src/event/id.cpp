#include "event/id.hpp"

#include <bit>
#include <cstdint>
#include <string>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace overens::event {
namespace {

constexpr std::size_t longest = 64;

#ifdef __SSE2__
// For each byte: is it from `low` through `low` + `more`?
__m128i within(__m128i bytes, char low, char more) {
  auto const from_low = _mm_sub_epi8(bytes, _mm_set1_epi8(low));
  return _mm_cmpeq_epi8(_mm_min_epu8(from_low, _mm_set1_epi8(more)), from_low);
}

// A bit for each of sixteen bytes that is no letter of an id.
unsigned others(char const* from) {
  auto const bytes = _mm_loadu_si128(reinterpret_cast<__m128i const*>(from));
  auto const small = _mm_or_si128(bytes, _mm_set1_epi8(0x20));  // A–Z as a–z
  auto const letters = within(small, 'a', 'z' - 'a');
  auto const digits = within(bytes, '0', ':' - '0');
  auto const dashes = _mm_or_si128(within(bytes, '-', '.' - '-'), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')));
  return ~static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(letters, digits), dashes))) & 0xFFFFU;
}
#else
unsigned others(char const* from) {
  unsigned bits = 0;
  for (unsigned i = 0; i < 16; ++i) {
    auto const c = from[i];
    auto const letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= ':') || c == '-' || c == '.' || c == '_';
    bits |= (letter ? 0U : 1U) << i;
  }
  return bits;
}
#endif

}  // namespace

std::size_t id_length(char const* from) {
  std::size_t length = 0;
  while (length < longest) {
    auto const end = static_cast<std::size_t>(std::countr_zero(others(from + length) | 0x10000U));
    length += end;
    if (end < 16) break;
  }
  return length;
}

bool is_id(std::string_view word) {
  constexpr std::size_t beyond = 16;
  auto const padded = std::string(word) + std::string(beyond, ' ');
  return !word.empty() && id_length(padded.c_str()) == word.size();
}

}  // namespace overens::event
