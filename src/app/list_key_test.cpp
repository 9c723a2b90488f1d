#include "app/list_key.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace overens::app {
namespace {

calendar::Day const day = calendar::Day(std::chrono::days(20'000));

TEST(list_key, comes_back_as_it_was) {
  for (auto const& key : {ObligationKey{day, "case-1", "norm/placement-1"}, ObligationKey{{}, "", "n/ä"},
                          ObligationKey{day, "a:b.c", ""}})
    EXPECT_EQ(read_obligation_key(to_word(key)), key);
  for (auto const& key : {CaseKey{day, "case-1"}, CaseKey{{}, "a:b"}}) EXPECT_EQ(read_case_key(to_word(key)), key);
  for (auto const* in_case : {"case-1", "a:b"}) EXPECT_EQ(read_word_of_case(word_of_case(in_case)), in_case);
}

TEST(list_key, is_a_word_that_an_address_can_hold) {
  auto const word = to_word(ObligationKey{day, "case?&=", "n/1 2"});
  EXPECT_TRUE(std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '-' || c == '_';
  })) << word;
}

TEST(list_key, nothing_else_is_read) {
  auto const word = to_word(CaseKey{day, "case-1"});
  EXPECT_FALSE(read_word_of_case(word));
  EXPECT_FALSE(read_case_key(word_of_case("case-1")));
  EXPECT_FALSE(read_obligation_key(word));
  EXPECT_FALSE(read_word_of_case(to_word(ObligationKey{day, "c", "n"})));
  for (auto const* bad : {"", "1", "case-1", "====", "MjAwMDA", "eApjYXNl"})
    EXPECT_FALSE(read_case_key(bad) || read_word_of_case(bad)) << bad;
  EXPECT_FALSE(read_word_of_case(std::string(4000, 'A')));
}

}  // namespace
}  // namespace overens::app
