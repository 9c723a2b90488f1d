#pragma once

#include <string>
#include <vector>

#include "base/text.hpp"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace overens::cli {

/// What is wrong with what was written, in our words: CLI11 speaks English only. `words`: those before the first
/// option.
base::Text what_is_wrong(CLI::ParseError const& error, CLI::App const& app, std::vector<std::string> const& words);

}  // namespace overens::cli
