#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "event/reader.hpp"

namespace overens::disk {

/// A line that could not be read, and why. The others are not lost.
struct BadLine {
  std::uint64_t line = 0;
  base::Refusal why;
};

struct ReadLines {
  std::uint64_t lines = 0;
  std::uint64_t bad = 0;
  std::vector<BadLine> first_bad;  ///< at most a hundred
};

/// Reads a file of JSON lines in pieces, whatever its size. Empty lines are passed over. `take` gets every event;
/// `progress` the share that is read. Stops at the first bad line when `strict`. Throws std::runtime_error when the
/// file can't be read.
ReadLines read_events(std::filesystem::path const& path, event::Vocabulary const& vocabulary, bool strict,
                      std::function<void(event::Event const&)> const& take,
                      std::function<void(double)> const& progress);

}  // namespace overens::disk
