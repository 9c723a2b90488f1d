#include "base/bounded_line.hpp"

#include <limits>

namespace overens::base {

bool read_line(std::istream& in, std::string& line, bool& too_long, std::size_t most) {
  line.clear();
  too_long = false;
  auto* const bytes = in.rdbuf();
  using Traits = std::istream::traits_type;
  for (auto c = bytes->sbumpc();; c = bytes->sbumpc()) {
    if (Traits::eq_int_type(c, Traits::eof())) {
      in.setstate(line.empty() ? std::ios::eofbit | std::ios::failbit : std::ios::eofbit);
      return !line.empty();
    }
    if (c == '\n') return true;
    if (line.size() == most) {
      too_long = true;
      in.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
      return true;
    }
    line += Traits::to_char_type(c);
  }
}

Refusal too_long() {
  return {"too_long", text("the line is longer than {0} MiB", longest_line >> 20U)};
}

}  // namespace overens::base
