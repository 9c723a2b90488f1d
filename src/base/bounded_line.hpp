#pragma once

#include <istream>
#include <string>

#include "base/refusal.hpp"

namespace overens::base {

/// The longest line that is read of a file: many times what any event is. A longer one is no line of ours, and reading
/// it to its end could take all memory.
inline constexpr std::size_t longest_line = std::size_t{16} << 20U;

/// The next line, without its end. False at the end of the file; a line that is too long is cut at `most`, and
/// `too_long` says so: what follows is not read as another line.
bool read_line(std::istream& in, std::string& line, bool& too_long, std::size_t most = longest_line);

/// What is said of it.
Refusal too_long();

}  // namespace overens::base
