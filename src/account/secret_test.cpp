#include "account/secret.hpp"

#include <gtest/gtest.h>

namespace overens::account {
namespace {

TEST(Secret, IsAnotherEachTime) {
  auto const one = make_secret();
  EXPECT_EQ(one.size(), 43U);
  EXPECT_EQ(one.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            std::string::npos);
  EXPECT_NE(one, make_secret());
}

TEST(Secret, IsKeptAsAHashThatDependsOnItsUse) {
  EXPECT_EQ(hash_of("abc"), hash_of("abc"));
  EXPECT_EQ(hash_of("abc").size(), 64U);
  EXPECT_NE(hash_of("abc"), hash_of("abd"));
  EXPECT_NE(hash_of("abc", "a key of this one use"), hash_of("abc"));
  EXPECT_NE(hash_of("abc", "a key of this one use"), hash_of("abc", "a key of another use."));
}

TEST(Secret, IsComparedWhole) {
  EXPECT_TRUE(same("word", "word"));
  EXPECT_FALSE(same("word", "words"));
  EXPECT_FALSE(same("word", "work"));
  EXPECT_TRUE(same("", ""));
}

}  // namespace
}  // namespace overens::account
