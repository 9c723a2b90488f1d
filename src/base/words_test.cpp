#include "base/words.hpp"

#include <sstream>

#include <gtest/gtest.h>

#include "base/bounded_line.hpp"
#include "base/shape.hpp"

namespace overens::base {
namespace {

TEST(Words, Capitalised) {
  EXPECT_EQ(capitalised("socialtjänsten i Åre"), "Socialtjänsten i Åre");
  EXPECT_EQ(capitalised("äldreomsorgen"), "Äldreomsorgen");
  EXPECT_EQ(capitalised("öppenvården"), "Öppenvården");
  EXPECT_EQ(capitalised("Åre kommun"), "Åre kommun");
  EXPECT_EQ(capitalised("÷"), "÷");
  EXPECT_EQ(capitalised("8 kommuner"), "8 kommuner");
  EXPECT_EQ(capitalised(""), "");
  EXPECT_EQ(capitalised("\xC3"), "\xC3");
}

TEST(Words, TheNearestIsFoundWhenLettersAreSwapped) {
  EXPECT_EQ(nearest("hbv", {"family_home", "hvb"}), "hvb");
  EXPECT_EQ(nearest("palcement.started", {"placement.started", "placement.ended"}), "placement.started");
  EXPECT_EQ(nearest("quite another", {"hvb"}), "");
}

TEST(Words, WhatShowsNothingIsFoundAndShown) {
  for (auto const* const plain : {"", "Åsa", "två\nrader\t", "\u2013 \u2026 \u20AC", "\u2028", "\xC2", "\xE2\x80"})
    EXPECT_FALSE(has_hidden(plain)) << plain;
  for (auto const* const hidden :
       {"a\x1B[2J", "\x7F", "\u0080", "\u009F", "\u200E", "\u200F", "\u202A", "\u202E", "\u2066", "\u2069"})
    EXPECT_TRUE(has_hidden(hidden)) << hidden;
  EXPECT_EQ(shown("a\x1B[2J\u202Eb å"), "a\uFFFD[2J\uFFFDb å");
  EXPECT_EQ(english(text("there is no code {0}", "\x1B]0;x\x07")), "there is no code \uFFFD]0;x\uFFFD");
}

TEST(Words, ALineThatIsTooLongIsNotReadToItsEnd) {
  std::istringstream in("one\n" + std::string(10, 'x') + "\n\nlast");
  std::string line;
  bool too_long = true;
  EXPECT_TRUE(read_line(in, line, too_long, 5));
  EXPECT_EQ(line, "one");
  EXPECT_FALSE(too_long);
  EXPECT_TRUE(read_line(in, line, too_long, 5));
  EXPECT_EQ(line, "xxxxx");
  EXPECT_TRUE(too_long);
  EXPECT_TRUE(read_line(in, line, too_long, 5));
  EXPECT_EQ(line, "");
  EXPECT_FALSE(too_long);
  EXPECT_TRUE(read_line(in, line, too_long, 5));
  EXPECT_EQ(line, "last");
  EXPECT_TRUE(in.eof());
  EXPECT_FALSE(read_line(in, line, too_long, 5));
}

TEST(Words, FoldedForComparing) {
  EXPECT_EQ(folded("  Ångest "), folded("ångest"));
  EXPECT_NE(folded("LVM"), folded("LVU"));
}

}  // namespace
}  // namespace overens::base
