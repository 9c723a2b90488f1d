#pragma once

#include <string>
#include <string_view>

namespace overens::web {

/// What to sort words by so that they stand as in a Swedish list: capitals aside, å, ä and ö after z in that order.
std::string swedish_order(std::string_view words);

}  // namespace overens::web
