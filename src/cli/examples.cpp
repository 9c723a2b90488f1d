#include "cli/examples.hpp"

#include <algorithm>
#include <cstddef>

extern unsigned char const overens_examples[];
extern std::size_t const overens_examples_size;

namespace overens::cli {

std::string example_of(std::string const& command) {
  std::string_view left(reinterpret_cast<char const*>(overens_examples), overens_examples_size);
  auto const beginning = "overens " + command + (command.empty() ? "" : " ");
  while (!left.empty()) {
    auto const end = std::min(left.find('\n'), left.size());
    auto const line = left.substr(0, end);
    left.remove_prefix(std::min(end + 1, left.size()));
    if (line == "overens " + command || line.starts_with(beginning)) return std::string(line);
  }
  return {};
}

}  // namespace overens::cli
