#include "agreement/meant.hpp"

#include <gtest/gtest.h>

namespace overens::agreement {
namespace {

using base::text;

event::Vocabulary vocabulary() {
  event::Vocabulary v;
  v.needs = {{"housing", {"Boende och boendestöd", ""}, {"bostad", "boende"}}, {"laro", {"LARO", ""}, {"metadon"}}};
  event::CodeSet groups{"target_groups", {{"narcotics", {"narkotika", ""}}, {"pregnancy", {"graviditet", ""}}}};
  for (auto const letter : std::string("abcdefghijklmno"))
    groups.codes.push_back({std::string(3, letter), {"något annat", ""}});
  v.code_sets = {groups, {"forms", {{"hvb", {"hem för vård eller boende (HVB)", ""}}, {"home", {"familjehem", ""}}}}};
  return v;
}

std::string told(std::string_view word, std::string_view list) {
  auto const v = vocabulary();
  auto const known = list == "needs" ? known_needs(v) : known_codes(v, list);
  return base::english(instead_of(word, known, text("see the list")));
}

TEST(Meant, by_its_swedish_name) {
  EXPECT_EQ(told("narkotika", "target_groups"), "did you mean narcotics?");
  EXPECT_EQ(told("LARO", "needs"), "did you mean laro?");
}

TEST(Meant, by_another_word_for_it) {
  EXPECT_EQ(told("metadon", "needs"), "did you mean laro?");
  EXPECT_EQ(told("boende", "needs"), "did you mean housing?");
}

TEST(Meant, by_a_word_of_its_name_or_how_one_begins) {
  EXPECT_EQ(told("HVB", "forms"), "did you mean hvb?");
  EXPECT_EQ(told("gravid", "target_groups"), "did you mean pregnancy?");
}

TEST(Meant, by_how_it_is_spelled) {
  EXPECT_EQ(told("narcotic", "target_groups"), "did you mean narcotics?");
}

TEST(Meant, several_are_none) {
  EXPECT_EQ(told("annat", "target_groups"), "see the list");
}

TEST(Meant, a_short_list_is_told_whole_and_a_long_one_where_it_stands) {
  EXPECT_EQ(told("banan", "forms"), "write one of: hvb, home");
  EXPECT_EQ(told("banan", "target_groups"), "see the list");
  EXPECT_EQ(told("banan", "no such list"), "see the list");
}

}  // namespace
}  // namespace overens::agreement
