#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"

namespace overens::base {

/// A row of a table in a file, and the line on which it begins.
struct CsvRow {
  std::uint64_t line = 0;
  std::vector<std::string> cells;
};

/// Reads a table as spreadsheets write and copy it: cells divided by semicolons, commas or tabs, whichever the first
/// line has most of, in quotes or not, in UTF-8 or Windows-1252, with or without a byte order mark. Blanks around a
/// cell are no part of it; a row without any cell is left out. All cells are UTF-8, each letter in one piece. Refused
/// with `bad_value`: a quotation mark that is not closed or stands where it can't.
Expected<std::vector<CsvRow>> read_csv(std::string_view bytes);

}  // namespace overens::base
