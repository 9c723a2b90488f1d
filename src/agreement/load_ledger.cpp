#include "agreement/load_ledger.hpp"

#include <charconv>

#include "agreement/values.hpp"

namespace overens::agreement {

using namespace values;

SourceText source_text(Node const& node, std::string const& file) {
  return {words(node, "title"), words(node, "sha256"), integer(node, "lines").value_or(0), base::place_of(file, node)};
}

Passage passage(Node const& node, std::string const& file) {
  Passage result;
  result.source = static_cast<std::size_t>(integer(node, "file").value_or(1) - 1);
  auto const lines = words(node, "lines");
  auto const* end = lines.data() + lines.size();
  auto read = std::from_chars(lines.data(), end, result.first);
  result.last = result.first;
  if (read.ec == std::errc() && read.ptr != end && *read.ptr == '-')
    read = std::from_chars(read.ptr + 1, end, result.last);
  if (read.ec != std::errc() || read.ptr != end || result.first < 1 || result.last < result.first)
    result.first = result.last = 0;
  result.page = words(node, "page");
  result.section = words(node, "section");
  result.says = both(node, "says");
  if (auto const* items = node.find("items")) {
    for (auto const& entry : items->entries) result.items.emplace_back(entry.key, entry.value.text);
  }
  result.none = words(node, "none");
  result.because = words(node, "because");
  result.rows = list(node, "rows");
  result.place = base::place_of(file, node);
  return result;
}

void spread_sections(std::vector<Passage>& ledger) {
  std::string section;
  for (auto& passage : ledger) {
    if (passage.section.empty()) passage.section = section;
    section = passage.section;
  }
}

}  // namespace overens::agreement
