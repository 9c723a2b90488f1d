#pragma once

#include <optional>
#include <string_view>

#include "base/text.hpp"

namespace overens::event {

/// Why what somebody wrote in a field can't be recorded: it says nothing, or holds what can't be seen. What has been
/// recorded is read all the same.
std::optional<base::Text> fault_of_words(std::string_view field, std::string_view words);

}  // namespace overens::event
