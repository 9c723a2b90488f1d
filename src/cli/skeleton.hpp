#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace overens::cli {

/// The files of src/cli/skeleton, put into the program when it is built: name and content, with words in braces to
/// replace.
std::vector<std::pair<std::string_view, std::string_view>> skeleton_files();

}  // namespace overens::cli
