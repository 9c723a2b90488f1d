#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "server/addresses.hpp"

namespace overens::cli {

int print_routes(bool json) {
  auto list = nlohmann::ordered_json::array();
  for (auto const& [method, pattern, object, action] : server::addresses()) {
    auto const of = to_string(object), what = to_string(action);
    if (!json) fmt::print("{:<5} {:<50} {:<13} {}\n", method, pattern, of, what);
    list.push_back({{"method", method}, {"path", pattern}, {"class", of}, {"action", what}});
  }
  if (json) fmt::print("{}\n", list.dump(2));
  return 0;
}

}  // namespace overens::cli
