#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/record.hpp"

namespace overens::app {

/// The parties that the authority is or has been registered as belonging to, with the corrections that stand; nothing
/// when it is not registered.
std::optional<std::vector<std::string>> parties_of(Record const& record, std::string_view authority,
                                                   event::Vocabulary const& vocabulary);

}  // namespace overens::app
