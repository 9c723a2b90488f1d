#pragma once

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "agreement/check.hpp"

// What every target needs around the bytes it is given: the project's vocabulary and a small good pack.

namespace overens::fuzz {

inline std::vector<base::SourceFile> files_in(char const* folder) {
  std::vector<base::SourceFile> files;
  for (auto const& entry : std::filesystem::directory_iterator(std::string(OVERENS_ROOT "/") + folder)) {
    if (entry.path().extension() != ".yaml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files.push_back({entry.path().filename(), std::string(std::istreambuf_iterator<char>(in), {})});
  }
  return files;
}

inline event::Vocabulary load_vocabulary() {
  static auto const files = files_in("agreements/vocabulary");
  base::Findings findings;
  auto vocabulary = event::load_vocabulary(files, findings);
  if (!findings.usable()) std::abort();
  return vocabulary;
}

inline std::string_view bytes_of(std::uint8_t const* data, std::size_t size) {
  return {reinterpret_cast<char const*>(data), size};
}

/// What must always be so. Stops the fuzzer with the bytes that broke it.
inline void must(bool so) {
  if (!so) std::abort();
}

}  // namespace overens::fuzz
