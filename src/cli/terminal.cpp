#include "cli/terminal.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

#include "wording/lines.hpp"

namespace overens::cli {
namespace {

constexpr std::size_t narrowest = 40;
constexpr std::size_t of_a_pipe = 100;

std::size_t found_width() {
  if (auto const* const given = std::getenv("COLUMNS")) {
    std::string_view const words(given);
    std::size_t columns = 0;
    std::from_chars(words.data(), words.data() + words.size(), columns);
    if (columns > 0) return columns;
  }
  winsize size{};
  if (isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return of_a_pipe;
}

}  // namespace

std::size_t terminal_width() {
  static auto const width = std::max(narrowest, found_width());
  return width;
}

void print_lines(std::string const& words) {
  fmt::print("{}", wording::in_width(words, terminal_width()));
}

}  // namespace overens::cli
