#include "account/individual_code.hpp"

#include <array>

#include <gtest/gtest.h>

namespace overens::account {
namespace {

IndividualCode made(char from) {
  std::array<std::byte, 12> bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = std::byte(static_cast<unsigned char>(from + i * 7));
  return individual_code_of(bytes);
}

TEST(IndividualCode, is_read_as_it_is_printed) {
  auto const code = made('a');
  auto const words = printed(code);
  EXPECT_EQ(words.size(), 14U) << words;
  auto const read = read_individual_code(" " + words + " ");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->selector, code.selector);
  EXPECT_EQ(read->secret, code.secret);
  EXPECT_EQ(made('a').secret, code.secret);
  EXPECT_NE(made('b').secret, code.secret);
  auto const like = read_individual_code("OILo 0110 abcd");
  ASSERT_TRUE(like);
  EXPECT_EQ(like->selector, "0110");
}

TEST(IndividualCode, is_none_when_it_is_too_short_or_has_other_letters) {
  for (auto const* words : {"", "0000-0000-000", "0000-0000-00000", "0000-0000-00u0", "åäöå-0000-0000"})
    EXPECT_FALSE(read_individual_code(words)) << words;
}

}  // namespace
}  // namespace overens::account
