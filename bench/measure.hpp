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

/// Seconds that pass while the work is done.
double wall_seconds(std::function<void()> const& work);

/// A temporary folder, gone after use.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  std::string file(std::string const& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace overens::bench
