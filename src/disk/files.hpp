#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/yaml.hpp"

namespace overens::disk {

/// Reads one file. Throws std::runtime_error with the name when it can't be read.
base::SourceFile read_file(std::filesystem::path const& path);

/// Reads all files with the ending directly in the folder, by name.
std::vector<base::SourceFile> read_files(std::filesystem::path const& folder, std::string const& ending);

/// Every folder under `root` that holds an agreement.yaml, by name; not those in a folder drafts.
std::vector<std::filesystem::path> pack_folders(std::filesystem::path const& root);

}  // namespace overens::disk
