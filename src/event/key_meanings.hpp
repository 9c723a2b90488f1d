#pragma once

#include <string_view>

#include "base/text.hpp"

namespace overens::event {

/// What a key of the vocabulary means wherever it stands; empty: each place says it.
base::Text key_meaning(std::string_view key);

}  // namespace overens::event
