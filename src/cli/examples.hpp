#pragma once

#include <string>
#include <string_view>

namespace overens::cli {

/// The first line of examples/commands.txt that begins with the command, whose words are those that lead to it:
/// "calendar due". Empty when there is none.
std::string example_of(std::string const& command);

}  // namespace overens::cli
