#include "web/swedish_order.hpp"

#include "base/words.hpp"

namespace overens::web {

std::string swedish_order(std::string_view words) {
  auto const folded = base::folded(words);
  std::string key;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    // In UTF-8 å, ä and ö are C3 A5, C3 A4 and C3 B6; after z comes { in ASCII.
    if (folded[i] != '\xC3' || i + 1 == folded.size()) {
      key += folded[i];
      continue;
    }
    auto const next = folded[i + 1];
    if (next == '\xA5' || next == '\xA4' || next == '\xB6') {
      key += next == '\xA5' ? "{a" : next == '\xA4' ? "{b" : "{c";
      ++i;
    } else {
      key += folded[i];
    }
  }
  return key;
}

}  // namespace overens::web
