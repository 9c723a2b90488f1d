#include "base/csv.hpp"

#include <algorithm>
#include <memory>

#include <csv.h>
#include <unicode/ucnv.h>

#include "base/words.hpp"

namespace overens::base {
namespace {

// Every byte is a letter or a control character of Windows-1252, so that nothing can go wrong but the memory.
std::string from_windows_1252(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  auto const length = static_cast<std::int32_t>(bytes.size());
  auto const needed = ucnv_convert("UTF-8", "windows-1252", nullptr, 0, bytes.data(), length, &status);
  if (status != U_BUFFER_OVERFLOW_ERROR) return {};
  status = U_ZERO_ERROR;
  std::string text(static_cast<std::size_t>(needed), '\0');
  ucnv_convert("UTF-8", "windows-1252", text.data(), needed, bytes.data(), length, &status);
  return text;
}

char delimiter_of(std::string_view text) {
  auto const first = text.substr(0, text.find('\n'));
  auto most = ';';
  for (auto const one : {',', '\t'}) {
    if (std::count(first.begin(), first.end(), one) > std::count(first.begin(), first.end(), most)) most = one;
  }
  return most;
}

/// What the library's parser hands over, piece by piece.
struct Reading {
  std::vector<CsvRow> rows;
  CsvRow row;
  std::uint64_t line = 1;        // that is being read
  std::uint64_t row_begins = 1;  // the line of the row's first cell

  void end_cell(void* bytes, std::size_t size) {
    std::string cell(static_cast<char const*>(bytes), size);
    cell.erase(0, cell.find_first_not_of(" \t\r\n"));
    cell.erase(cell.find_last_not_of(" \t\r\n") + 1);
    row.cells.push_back(composed(std::move(cell)));
  }
  void end_row() {
    row.line = row_begins;
    auto const is_empty = [](std::string const& cell) { return cell.empty(); };
    if (!std::all_of(row.cells.begin(), row.cells.end(), is_empty)) rows.push_back(std::move(row));
    row = {};
  }
};

void take_cell(void* bytes, std::size_t size, void* reading) {
  static_cast<Reading*>(reading)->end_cell(bytes, size);
}

void take_row(int, void* reading) {
  static_cast<Reading*>(reading)->end_row();
}

// A tab that divides cells is no blank.
int is_blank(unsigned char byte) {
  return byte == ' ' ? 1 : 0;
}

tl::unexpected<Refusal> bad_quotes(std::uint64_t line) {
  return refuse("bad_value",
                text("line {0}: a quotation mark is not closed, or stands inside a cell without quotes", line));
}

}  // namespace

Expected<std::vector<CsvRow>> read_csv(std::string_view bytes) {
  auto const text = is_utf8(bytes) ? std::string(without_byte_order_mark(bytes)) : from_windows_1252(bytes);
  csv_parser parser;
  csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
  std::unique_ptr<csv_parser, void (*)(csv_parser*)> const owner(&parser, csv_free);
  csv_set_delim(&parser, static_cast<unsigned char>(delimiter_of(text)));
  csv_set_space_func(&parser, is_blank);
  Reading reading;
  // Line by line, so that each row knows where it begins, also when a cell holds ends of lines.
  for (std::size_t at = 0; at < text.size();) {
    auto const end = std::min(text.find('\n', at), text.size() - 1) + 1;
    if (reading.row.cells.empty() && parser.pstate == 0) reading.row_begins = reading.line;
    if (csv_parse(&parser, text.data() + at, end - at, take_cell, take_row, &reading) != end - at)
      return bad_quotes(reading.line);
    at = end;
    ++reading.line;
  }
  if (csv_fini(&parser, take_cell, take_row, &reading) != 0) return bad_quotes(reading.row_begins);
  return std::move(reading.rows);
}

}  // namespace overens::base
