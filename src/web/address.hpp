#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace overens::web {

using Query = std::vector<std::pair<std::string, std::string>>;

/// A path with a query, percent-encoded; what has no value is left out. The path is one of our own and needs none.
std::string address(std::string_view path, Query const& query);

}  // namespace overens::web
