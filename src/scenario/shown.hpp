#pragma once

#include <set>
#include <string>
#include <vector>

#include "agreement/pack.hpp"
#include "base/text.hpp"

namespace overens::scenario {

/// What scenarios must show of a norm and, by their outcomes, do not: a duty met and unmet, a timed one missed, a
/// prohibition broken, a permission used, what arises anew.
std::vector<base::Text> not_shown(agreement::Norm const& norm, std::set<std::string> const& outcomes);

}  // namespace overens::scenario
