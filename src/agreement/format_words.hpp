#pragma once

#include <string>
#include <utility>
#include <vector>

namespace overens::agreement {

/// What somebody writes in Swedish where a word of the format belongs, and the words to write instead, of those that
/// are `allowed` there. A unit that the format has not is written as several of another.
std::vector<std::pair<std::string, std::string>> swedish_for(std::vector<std::string> const& allowed);

}  // namespace overens::agreement
