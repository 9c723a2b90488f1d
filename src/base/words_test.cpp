#include "base/words.hpp"

#include <gtest/gtest.h>

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

TEST(Words, FoldedForComparing) {
  EXPECT_EQ(folded("  Ångest "), folded("ångest"));
  EXPECT_NE(folded("LVM"), folded("LVU"));
}

}  // namespace
}  // namespace overens::base
