#include "wording/lines.hpp"

#include <gtest/gtest.h>

namespace overens::wording {
namespace {

TEST(Lines, are_broken_at_the_last_blank_that_fits) {
  EXPECT_EQ("ett två\ntre", in_width("ett två tre", 10));
  EXPECT_EQ("ett två tre", in_width("ett två tre", 11));
  EXPECT_EQ("å ä ö å ä ö", in_width("å ä ö å ä ö", 11)) << "counted in letters";
  EXPECT_EQ("kort\n\nett två\ntre\n", in_width("kort\n\nett två tre\n", 10));
}

TEST(Lines, go_on_under_their_words) {
  EXPECT_EQ("  • ett\n    två\n", in_width("  • ett två\n", 10));
  EXPECT_EQ("  12. ett\n      två", in_width("  12. ett två", 12));
  EXPECT_EQ("    ett\n    två", in_width("    ett två", 10));
}

TEST(Lines, leave_a_word_whole) {
  EXPECT_EQ("  personalutbildningsplan\n  nu", in_width("  personalutbildningsplan nu", 10));
  EXPECT_EQ("=====\n-----", in_width("==========\n-------", 5));
  EXPECT_EQ("", in_width("", 10));
  EXPECT_EQ("               ", in_width("               ", 10));
}

}  // namespace
}  // namespace overens::wording
