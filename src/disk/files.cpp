#include "disk/files.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace overens::disk {

namespace fs = std::filesystem;

base::SourceFile read_file(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in || fs::is_directory(path)) throw std::runtime_error(path.string());
  return {path.string(), std::string(std::istreambuf_iterator<char>(in), {})};
}

std::vector<base::SourceFile> read_files(fs::path const& folder, std::string const& ending) {
  std::vector<fs::path> paths;
  if (fs::is_directory(folder)) {
    for (auto const& entry : fs::directory_iterator(folder)) {
      if (entry.is_regular_file() && entry.path().extension() == ending) paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<base::SourceFile> files;
  for (auto const& path : paths) files.push_back(read_file(path));
  return files;
}

std::vector<fs::path> pack_folders(fs::path const& root) {
  std::vector<fs::path> folders;
  if (fs::exists(root / "agreement.yaml")) return {root};
  if (!fs::is_directory(root)) return {};
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
    if (entry->path().filename() == "drafts") entry.disable_recursion_pending();
    if (entry->path().filename() == "agreement.yaml") folders.push_back(entry->path().parent_path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

}  // namespace overens::disk
