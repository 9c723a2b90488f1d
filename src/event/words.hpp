#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/text.hpp"

namespace overens::event {

struct DataField;

/// Why what somebody wrote in a field can't be recorded: it says nothing, is longer than the field takes, or
/// holds what can't be seen. What has been recorded is read all the same.
std::optional<base::Text> fault_of_words(DataField const& field, std::string_view words);
/// The same of a whole number: it is less or more than the field takes.
std::optional<base::Text> fault_of_number(DataField const& field, std::int64_t number);

}  // namespace overens::event
