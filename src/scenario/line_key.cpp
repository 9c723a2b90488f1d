#include "scenario/line_key.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace overens::scenario {

std::optional<LineKey> line_key(std::string_view word) {
  using enum LineKey;
  static constexpr std::array<std::pair<std::string_view, LineKey>, 7> keys = {{{"by", by},
                                                                                {"as", as},
                                                                                {"case", in_case},
                                                                                {"person", person},
                                                                                {"id", id},
                                                                                {"recorded", recorded},
                                                                                {"sent-to", sent_to}}};
  auto const* const found = std::find_if(keys.begin(), keys.end(), [&](auto const& one) { return one.first == word; });
  return found == keys.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace overens::scenario
