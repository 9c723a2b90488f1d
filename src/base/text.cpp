#include "base/text.hpp"

#include <fmt/args.h>

namespace overens::base {

std::string fill(std::string_view pattern, std::vector<std::string> const& values) {
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (auto const& value : values) store.push_back(std::string_view(value));
  try {
    return fmt::vformat(pattern, store);
  } catch (fmt::format_error const&) {
    return std::string(pattern);
  }
}

}  // namespace overens::base
