#include <gtest/gtest.h>

#include "event/person_number.hpp"
#include "identity/record.hpp"

namespace overens::identity {
namespace {

calendar::Day day(std::string_view words) {
  return *calendar::parse_day(words);
}
calendar::Day const today = day("2026-11-30");

std::string read(std::string_view words) {
  auto const number = read_number(words, today);
  return number ? std::string(to_string(number->kind)) + " " + number->digits : number.error().code;
}

// The numbers are among those that the Swedish Tax Agency keeps for tests, or follow from its rules.
TEST(Number, has_one_form_however_it_is_written) {
  for (auto const* words : {"189001019802", "18900101-9802", "18900101+9802", " 1890 0101 9802 ", "900101+9802"})
    EXPECT_EQ(read(words), "personal 189001019802") << words;
  EXPECT_EQ(read("20121212-1212"), "personal 201212121212");
  EXPECT_EQ(read("121212-1212"), "personal 201212121212");
  EXPECT_EQ(read("121212+1212"), "personal 191212121212") << "more than a hundred years old";
  EXPECT_EQ(read("19121212-1212"), "personal 191212121212");
}

TEST(Number, of_coordination_and_of_reserve_are_told_apart) {
  EXPECT_EQ(read("19701063-2391"), "coordination 197010632391");
  EXPECT_EQ(read("701063-2391"), "coordination 197010632391");
  auto const number = read_number("197010632391", today);
  ASSERT_TRUE(number);
  EXPECT_EQ(born_on(*number), day("1970-10-03"));
  EXPECT_EQ(shown(*number), "19701063-2391");
}

TEST(Number, with_a_wrong_day_or_check_digit_is_none) {
  for (auto const* words : {"20121212-1213", "20121312-1212", "20120230-1212", "2012121", "", "-", "abc", "121212-121",
                            "20121212-12121", "20121212/1212", "1212121212121212", "0000000000"})
    EXPECT_EQ(read(words), "bad_number") << words;
}

TEST(Number, of_somebody_who_is_yet_to_be_born_is_none) {
  EXPECT_TRUE(event::is_person_number("209912121218"));
  EXPECT_EQ(read("209912121218"), "bad_number");
}

TEST(Number, of_a_region_is_kept_as_it_is_without_marks) {
  auto const number = read_reserve_number(" ab 12-34x ");
  ASSERT_TRUE(number);
  EXPECT_EQ(number->digits, "AB1234X");
  EXPECT_FALSE(born_on(*number));
  for (auto const* words : {"abc", "", "1234 å", "1234567890123456789012345678901"})
    EXPECT_FALSE(read_reserve_number(words)) << words;
}

TEST(Number, that_is_half_written_is_no_reserve_number) {
  for (auto const* words :
       {"1234", "201212", "20121212", "20121212-12", "20121212-1212", "19800101K12", "19800101-K124"})
    EXPECT_FALSE(read_reserve_number(words)) << words;
}

TEST(Number, is_searched_for_as_it_is_registered) {
  auto const any = [](std::string_view words) {
    auto const number = read_any_number(words, today);
    return number ? std::string(to_string(number->kind)) + " " + number->digits : base::english(number.error().why);
  };
  EXPECT_EQ(any("20121212-1212"), "personal 201212121212");
  EXPECT_EQ(any("ab 12-34x"), "reserve " + read_reserve_number("AB1234X")->digits);
  EXPECT_EQ(any("20121212-12"), base::english(read_number("x", today).error().why)) << "half written";
  EXPECT_EQ(any("abc"), base::english(read_reserve_number("abc").error().why));
}

TEST(Record, is_read_as_it_was_kept) {
  IdentityRecord const record{.name = "Prov \"Ett\"\nSvensson",
                              .number = Number{NumberKind::coordination, "197010632391"},
                              .telephone = "070-000 00 00",
                              .address = "Provgatan 1",
                              .other_way = "genom provbutiken",
                              .language = "dari",
                              .interpreter = "dari, helst en kvinna",
                              .representatives = {{"god_man", "Prov Två", "08-00", "ekonomi", today, {}}},
                              .protection = "ring inte hem"};
  auto const read = read_record(to_json(record));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, record);
  IdentityRecord const least{.name = "Okänd", .no_number = "vill inte säga"};
  EXPECT_EQ(read_record(to_json(least)), least);
  for (auto const* words : {"", "[]", "{", R"({"number":{"kind":"x"}})", R"({"name":7})"})
    EXPECT_FALSE(read_record(words)) << words;
}

}  // namespace
}  // namespace overens::identity
