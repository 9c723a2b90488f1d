#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace overens::bench {

/// Hands out a file in pieces of whole lines, 64 readable bytes after each.
void in_pieces(std::filesystem::path const& file, std::function<void(char const*, std::size_t)> const& take);

/// CPU seconds of this thread that the work takes.
double seconds(std::function<void()> const& work);

/// Peak resident memory of this process, in bytes.
std::uint64_t peak_memory();

/// Runs the work in a child process and gives its CPU seconds and the memory it peaked at beyond an idle child's.
struct Child {
  double seconds = 0;
  std::uint64_t peak = 0;
  std::uint64_t result = 0;
};
Child in_child(std::function<std::uint64_t()> const& work);

double median(std::vector<double> values);

}  // namespace overens::bench
