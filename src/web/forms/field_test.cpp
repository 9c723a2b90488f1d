#include <gtest/gtest.h>

#include "web/forms/bad_inputs_test.hpp"
#include "web/forms/written_day.hpp"

namespace overens::web {
namespace {

using Values = std::vector<std::string>;

calendar::Day const today = *calendar::parse_day("2026-11-22");

Field field(FieldType type) {
  static wording::Language const english(wording::Tongue::english);
  auto const choices = type == FieldType::boolean ? yes_or_no(english)
                                                  : std::vector<OptionGroup>{{{}, {{"a", "A", {"first"}}, {"b", "B"}}}};
  return {.name = "x", .label = "X", .type = type, .choices = choices};
}

Values kept(Field const& field, Values const& sent) {
  auto const read = read_field(field, sent, today);
  return read ? *read : Values{"refused: " + read.error().code};
}

TEST(WrittenDay, IsUnderstoodAsPeopleWriteIt) {
  for (auto const* written : {"2026-11-01", "2026-11-1", "20261101", "1/11 2026", "01/11/2026", "1 november 2026",
                              "1 NOV 2026", "1 November 2026"})
    EXPECT_EQ(written_day(written), calendar::parse_day("2026-11-01")) << written;
  for (auto const* written : {"", "1/11", "1/11 26", "november 2026", "31 november 2026", "1 nove 2026", "2026/11/01",
                              "2026-11-01.", " 2026-11-01", "2026-011-00001", "1989-12-31", "2101-01-01"})
    EXPECT_FALSE(written_day(written)) << written;
}

TEST(WrittenDay, ThatDoesNotExistIsToldFromWhatIsNoDay) {
  for (auto const* written : {"2026-02-30", "2026-13-01", "20260230", "30/2 2026", "30 februari 2026", "2026-02-257",
                              "2026-02-30 14:30", "2026-04-31T09:00"})
    EXPECT_TRUE(is_no_day(written)) << written;
  for (auto const* written : {"2026-02-28", "2026-02-", "1989-12-31", "30 nove 2026", "", "2026-02-28 14:30"})
    EXPECT_FALSE(is_no_day(written)) << written;
  EXPECT_FALSE(written_day("2026-02-257"));
  EXPECT_EQ(kept(field(FieldType::day), {"2026-02-30"}), Values{"refused: no_such_day"});
  EXPECT_EQ(kept(field(FieldType::moment), {"2026-02-30 09:00"}), Values{"refused: no_such_day"});
  EXPECT_EQ(kept(field(FieldType::day), {"30 i februari"}), Values{"refused: bad_value"});
}

TEST(Field, KeepsTheOneFormOfItsType) {
  EXPECT_EQ(kept(field(FieldType::day), {" 21 november 2026 "}), Values{"2026-11-21"});
  EXPECT_EQ(kept(field(FieldType::moment), {"21/11 2026 09:05"}), Values{"2026-11-21 09:05"});
  EXPECT_EQ(kept(field(FieldType::integer), {"007"}), Values{"7"});
  EXPECT_EQ(kept(field(FieldType::money), {"1 250,50 kr"}), Values{"1250,50"});
  EXPECT_EQ(kept(field(FieldType::money), {"1250.00"}), Values{"1250"});
  EXPECT_EQ(kept(field(FieldType::pick), {"first"}), Values{"a"});
  EXPECT_EQ(kept(field(FieldType::boolean), {"nej"}), Values{"nej"});
  EXPECT_EQ(kept(field(FieldType::words), {" one\r\ntwo "}), Values{"one\ntwo"});
}

TEST(Field, ADayIsSaidByItsWordAndATimeWithAPoint) {
  Field const field{.name = "nar", .type = FieldType::moment};
  auto const today = *calendar::parse_day("2026-03-01");
  for (auto const& [written, kept] :
       {std::pair("i dag", "2026-03-01"), std::pair("Idag", "2026-03-01"), std::pair("I GÅR", "2026-02-28"),
        std::pair("igår 10.30", "2026-02-28 10:30"), std::pair("2026-02-27 10.30", "2026-02-27 10:30")}) {
    auto const read = read_field(field, {written}, today);
    ASSERT_TRUE(read) << written;
    EXPECT_EQ(*read, std::vector<std::string>{kept}) << written;
  }
  for (auto const* written : {"i morgon", "igårkväll", "2026-02-27 10,30", "i dag 25.00"})
    EXPECT_FALSE(read_field(field, {written}, today)) << written;
}

TEST(Field, WhatShowsNothingIsNotFilledIn) {
  Field const field{.name = "namn", .label = "Namn", .type = FieldType::line, .required = true};
  EXPECT_EQ(read_field(field, {"\u200B"}, *calendar::parse_day("2026-03-01")).error().code, "missing_value");
}

TEST(Field, TakesSeveralOnlyWhereItIsAList) {
  EXPECT_EQ(kept(field(FieldType::code), {"b", "a"}), Values{"refused: bad_value"});
  EXPECT_EQ(kept(field(FieldType::code), {"b", " b", ""}), Values{"b"});
  auto many = field(FieldType::code);
  many.list = true;
  EXPECT_EQ(kept(many, {"b", "a", "b"}), (Values{"b", "a"}));
  auto lines = field(FieldType::line);
  lines.list = true;
  EXPECT_EQ(kept(lines, {"one\r\n\r\n two"}), (Values{"one", "two"}));
}

TEST(Field, IsMissingOnlyWhereItIsRequired) {
  auto one = field(FieldType::day);
  EXPECT_EQ(kept(one, {" "}), Values());
  one.required = true;
  EXPECT_EQ(kept(one, {" "}), Values{"refused: missing_value"});
  EXPECT_EQ(kept(one, {}), Values{"refused: missing_value"});
}

TEST(Field, RefusesTheBadInputsOfItsType) {
  for (auto const type : {FieldType::line, FieldType::words, FieldType::code, FieldType::pick, FieldType::boolean,
                          FieldType::day, FieldType::moment, FieldType::integer, FieldType::money}) {
    for (auto const& bad : bad_inputs(field(type)))
      EXPECT_EQ(kept(field(type), {bad}), Values{is_no_day(bad) ? "refused: no_such_day" : "refused: bad_value"})
          << bad;
  }
}

TEST(Money, IsWrittenInKronor) {
  for (auto const* kronor_written : {"0", "12", "12,05", "1250,50"})
    EXPECT_EQ(kronor(ore(kronor_written)), kronor_written);
  EXPECT_EQ(ore("1250,50"), 125050);
}

}  // namespace
}  // namespace overens::web
