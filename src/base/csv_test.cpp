#include "base/csv.hpp"

#include <gtest/gtest.h>

namespace overens::base {
namespace {

using Cells = std::vector<std::vector<std::string>>;

Cells cells(std::string_view bytes) {
  auto const read = read_csv(bytes);
  if (!read) return {{"refused", english(read.error().why)}};
  Cells all;
  for (auto const& row : *read) all.push_back(row.cells);
  return all;
}

TEST(csv, reads_what_spreadsheets_write) {
  Cells const expected = {{"namn", "telefon"}, {"Östra", "063-1, växeln"}};
  EXPECT_EQ(cells("namn;telefon\r\nÖstra;063-1, växeln\r\n"), expected);
  EXPECT_EQ(cells("\xEF\xBB\xBFnamn;telefon\nÖstra;063-1, växeln"), expected);
  EXPECT_EQ(cells("namn,telefon\nÖstra,\"063-1, växeln\"\n"), expected);
  EXPECT_EQ(cells("namn\ttelefon\n Östra \t063-1, växeln\n\n"), expected);
  EXPECT_EQ(cells("namn;telefon\n\xD6stra;063-1, v\xE4xeln\n"), expected) << "Windows-1252";
  EXPECT_EQ(cells("namn;telefon\nO\xCC\x88stra;063-1, växeln\n"), expected) << "a letter in two pieces";
  EXPECT_EQ(cells(""), Cells{});
  EXPECT_EQ(cells("\n;;\n"), Cells{});
  EXPECT_EQ(cells("a;b\n\"x \"\"y\"\"\";\n"), (Cells{{"a", "b"}, {"x \"y\"", ""}}));
}

TEST(csv, a_row_knows_the_line_it_begins_on) {
  auto const rows = read_csv("a;b\n\n\"two\nlines\";x\nlast;y\n");
  ASSERT_EQ(rows->size(), 3U);
  EXPECT_EQ((*rows)[1].line, 3U);
  EXPECT_EQ((*rows)[1].cells.front(), "two\nlines");
  EXPECT_EQ((*rows)[2].line, 5U);
}

TEST(csv, refuses_quotes_that_are_not_closed) {
  EXPECT_EQ(cells("a;b\n\"x;y\n").front().front(), "refused");
  EXPECT_EQ(cells("a;b\nx\"y;z\n").front().front(), "refused");
}

}  // namespace
}  // namespace overens::base
