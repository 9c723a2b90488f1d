#pragma once

#include <string>
#include <utility>

#include <fmt/format.h>

namespace overens::cli {

/// How wide lines for people are: what COLUMNS says, else what the terminal says, else 100.
std::size_t terminal_width();

/// Words for people on standard output, whose lines are broken to fit. What programs read is printed as it is.
void print_lines(std::string const& words);

template <class... Values>
void print_fitted(fmt::format_string<Values...> form, Values&&... values) {
  print_lines(fmt::format(form, std::forward<Values>(values)...));
}

}  // namespace overens::cli
