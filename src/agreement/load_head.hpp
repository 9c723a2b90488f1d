#pragma once

#include "agreement/head.hpp"
#include "base/yaml.hpp"

namespace overens::agreement {

/// The head of the agreement, put together from its node, whose shape has been checked.
PackHead head(base::Node const& node, std::string const& file);

}  // namespace overens::agreement
