#pragma once

#include <optional>
#include <string_view>

#include "base/text.hpp"

namespace overens::event {

/// Why what somebody wrote in a field can't be taken: it says nothing (or is no text), or holds what can't be seen.
std::optional<base::Text> fault_of_words(std::string_view field, std::string_view words);

}  // namespace overens::event
