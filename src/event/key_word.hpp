#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace overens::event {

/// A key as it stands in the line with its closing quote, compared eight bytes at a time.
struct KeyWord {
  std::string_view word;
  std::array<std::uint64_t, 2> bytes{};
  std::array<std::uint64_t, 2> mask{};

  constexpr explicit KeyWord(std::string_view w) : word(w) {
    static_assert(std::endian::native == std::endian::little);
    for (std::size_t i = 0; i <= w.size() && i < 16; ++i) {
      auto const c = static_cast<unsigned char>(i < w.size() ? w[i] : '"');
      bytes[i / 8] |= static_cast<std::uint64_t>(c) << (8 * (i % 8));
      mask[i / 8] |= std::uint64_t{0xFF} << (8 * (i % 8));
    }
  }
  bool is(char const* raw) const {  // the padding after a line lets sixteen bytes be read from any place in it
    std::array<std::uint64_t, 2> here;
    std::memcpy(here.data(), raw, sizeof here);
    return (here[0] & mask[0]) == bytes[0] && (here[1] & mask[1]) == bytes[1];
  }
};

}  // namespace overens::event
