#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace overens::web {

/// The files of src/web/templates and of src/web/assets, put into the program when it is built: name and bytes.
std::vector<std::pair<std::string_view, std::string_view>> template_files();
std::vector<std::pair<std::string_view, std::string_view>> asset_files();

}  // namespace overens::web
