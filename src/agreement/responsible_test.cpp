#include "agreement/responsible.hpp"

#include <gtest/gtest.h>

namespace overens::agreement {
namespace {

Holder at(std::string unit) {
  Holder holder;
  holder.party = "region";
  holder.unit = std::move(unit);
  return holder;
}

UnitRoute unit(std::string id, std::optional<Ages> ages) {
  UnitRoute one;
  one.id = std::move(id);
  one.ages = ages;
  return one;
}

Pack pack_with(Responsibility row) {
  Pack pack;
  pack.units = {unit("young", Ages{13, 23}), unit("adult", Ages{18, std::nullopt}), unit("all", std::nullopt)};
  row.need = "laro";
  pack.responsibilities = {std::move(row)};
  return pack;
}

// Those who are told, for an age.
std::vector<std::string> told(Pack const& pack, std::optional<int> age) {
  std::vector<std::string> all;
  for (auto const& line : who(pack, "laro", age)) {
    for (auto const* holder : line.who) all.push_back(holder->unit);
  }
  return all;
}

using Units = std::vector<std::string>;

TEST(Responsible, AUnitIsToldOnlyForTheAgesThatItReceives) {
  Responsibility row;
  row.who = {at("young"), at("adult"), at("all")};
  auto const pack = pack_with(row);
  EXPECT_EQ(told(pack, std::nullopt), (Units{"young", "adult", "all"}));
  EXPECT_EQ(told(pack, 12), (Units{"all"}));
  EXPECT_EQ(told(pack, 13), (Units{"young", "all"}));
  EXPECT_EQ(told(pack, 22), (Units{"young", "adult", "all"}));
  EXPECT_EQ(told(pack, 23), (Units{"adult", "all"}));
  EXPECT_TRUE(who(pack, "laro", 12).front().named_for.empty()) << "somebody is left";
  EXPECT_EQ(who(pack, "laro", 12).front().of_other_ages.size(), 2U);
}

TEST(Responsible, WhoeverIsLeftWithNobodyIsToldForWhichAgesSomebodyIsNamed) {
  Responsibility row;
  row.who = {at("young")};
  auto const lines = who(pack_with(row), "laro", 23);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_TRUE(lines.front().who.empty());
  EXPECT_EQ(lines.front().named_for, (std::vector{Ages{13, 23}}));
}

TEST(Responsible, TheAgesOfTheRowDecideToo) {
  Responsibility row;
  row.ages = Ages{std::nullopt, 18};
  row.who = {at("all"), at("young")};
  auto const pack = pack_with(row);
  EXPECT_EQ(told(pack, 17), (Units{"all", "young"}));
  EXPECT_EQ(told(pack, 18), Units());
  EXPECT_EQ(who(pack, "laro", 18).front().named_for, (std::vector{Ages{std::nullopt, 18}, Ages{13, 18}}));
}

TEST(Responsible, AnAgeOutsideEveryBandIsAnsweredWithTheBands) {
  Responsibility row;
  row.by_age = {{Ages{13, 18}, {at("all")}, {}}, {Ages{18, 21}, {at("adult")}, {}}};
  auto const pack = pack_with(row);
  EXPECT_EQ(told(pack, 13), (Units{"all"}));
  EXPECT_EQ(told(pack, 20), (Units{"adult"}));
  for (auto const age : {12, 21}) {
    auto const lines = who(pack, "laro", age);
    ASSERT_EQ(lines.size(), 1U) << age;
    EXPECT_EQ(lines.front().named_for, (std::vector{Ages{13, 18}, Ages{18, 21}}));
  }
  EXPECT_EQ(who(pack, "laro", std::nullopt).size(), 2U);
}

TEST(Responsible, ABandReachesNoFurtherThanItsRow) {
  Responsibility row;
  row.ages = Ages{std::nullopt, 18};
  row.by_age = {{Ages{13, std::nullopt}, {at("all")}, {}}, {Ages{18, 21}, {at("adult")}, {}}};
  auto const pack = pack_with(row);
  auto const lines = who(pack, "laro", std::nullopt);
  ASSERT_EQ(lines.size(), 1U) << "the second band lies outside the row";
  EXPECT_EQ(lines.front().ages, (Ages{13, 18}));
  EXPECT_EQ(told(pack, 17), (Units{"all"}));
  EXPECT_EQ(told(pack, 18), Units());
  EXPECT_EQ(who(pack, "laro", 20).front().named_for, (std::vector{Ages{13, 18}}));
}

TEST(Responsible, ANeedThatPointsNobodyOutIsALine) {
  Responsibility row;
  row.nobody = true;
  auto const lines = who(pack_with(row), "laro", 40);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_TRUE(lines.front().who.empty());
  EXPECT_TRUE(who(pack_with(row), "housing", 40).empty());
}

}  // namespace
}  // namespace overens::agreement
