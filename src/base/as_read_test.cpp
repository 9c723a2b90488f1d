#include "base/as_read.hpp"

#include <gtest/gtest.h>

namespace overens::base {
namespace {

TEST(AsRead, DashesAndBlanksAreOfOneKindAndWhatIsUnseenIsGone) {
  EXPECT_EQ(as_read("år 1\u20112\u20133 4\u00A05\u20096\u200B7\uFEFF8"), "år 1-2-3 4 5 678");
}

TEST(AsRead, WhatShowsNothingIsToldFromWhatDoes) {
  for (auto const* text : {"", " \t\n", "\u200B", "\u00A0\u2060", "\uFEFF", "\u3164"})
    EXPECT_TRUE(shows_nothing(text)) << text;
  for (auto const* text : {"a", "\u200Bå", "–", "😀"}) EXPECT_FALSE(shows_nothing(text)) << text;
}

}  // namespace
}  // namespace overens::base
