// Who may act as what on a day, by their authority's own events.

#include "app/organisation/staff_rights.hpp"

#include "app/organisation/organisation_test.hpp"

namespace overens::app {
namespace {

struct StaffRightsOn : Organisations {
  std::optional<access::Actor> actor(std::string const& commission, char const* day,
                                     std::string const& authority = "soc", std::string const& staff = "s1") {
    return rights.actor({.id = "x", .authority = authority, .staff = staff}, commission, on(day));
  }
  std::vector<std::string> held_as_account(char const* day) {
    std::vector<std::string> ids;
    for (auto const& one : rights.commissions({.id = "x", .authority = "soc", .staff = "s1"}, on(day)))
      ids.push_back(one.id);
    return ids;
  }
  StaffRights rights{*store, world().vocabulary};
};

using Ids = std::vector<std::string>;

TEST_P(StaffRightsOn, are_those_of_the_commission_that_was_chosen) {
  begin();
  ASSERT_EQ(give("c1", "s1", "u1", R"("from":"2026-03-10","through":"2026-03-20")"), "");
  auto const before = actor("", "2026-03-09");
  ASSERT_TRUE(before) << "somebody who works there, with nothing to do yet";
  EXPECT_EQ(before->role, "");
  EXPECT_FALSE(actor("c1", "2026-03-09"));
  for (auto const* day : {"2026-03-10", "2026-03-20"}) {
    auto const by = actor("", day);
    ASSERT_TRUE(by) << day;
    EXPECT_EQ(by->kind, access::Actor::Kind::staff);
    EXPECT_EQ(by->id, "s1");
    EXPECT_EQ(by->name, "Kim Berg");
    EXPECT_EQ(by->authorities, Ids{"soc"});
    EXPECT_EQ(std::tuple(by->role, by->commission, by->unit, by->purpose), std::tuple("caseworker", "c1", "u1", "care"))
        << "the only one needs no choice";
  }
  EXPECT_FALSE(actor("c1", "2026-03-21"));
  EXPECT_EQ(actor("", "2026-03-21")->role, "");
}

TEST_P(StaffRightsOn, are_none_of_several_until_one_is_chosen) {
  begin();
  ASSERT_EQ(give("c1", "s1", "u1"), "");
  ASSERT_EQ(record("c2", "commission.given", "soc", "c2",
                   R"({"staff":"s1","role":"unit_manager","purpose":"follow_up","from":"2026-03-01"})"),
            "");
  EXPECT_EQ(held_as_account("2026-04-01"), (Ids{"c1", "c2"}));
  EXPECT_EQ(actor("", "2026-04-01")->role, "");
  EXPECT_EQ(actor("c2", "2026-04-01")->role, "unit_manager");
  EXPECT_EQ(actor("c2", "2026-04-01")->unit, "") << "the whole authority";
  EXPECT_FALSE(actor("nothing", "2026-04-01"));
}

TEST_P(StaffRightsOn, are_of_ones_own_authority_and_end_with_the_work_there) {
  begin();
  ASSERT_EQ(give("c1", "s1", "u1"), "");
  EXPECT_FALSE(actor("", "2026-04-01", "hsn", "s1")) << "an id of another authority";
  EXPECT_FALSE(actor("c1", "2026-04-01", "hsn", "s2")) << "its commission";
  EXPECT_FALSE(actor("", "2026-04-01", "soc", "nobody"));
  ASSERT_EQ(record("l1", "staff.left", "soc", "s1", "{}", "2026-03-15"), "");
  EXPECT_TRUE(actor("c1", "2026-03-15"));
  EXPECT_FALSE(actor("c1", "2026-03-16"));
  EXPECT_FALSE(actor("", "2026-03-16")) << "not even as somebody who works there";
  EXPECT_EQ(held_as_account("2026-03-16"), Ids{});
}

TEST_P(StaffRightsOn, wait_for_what_two_give) {
  begin();
  ASSERT_EQ(record("c1", "commission.given", "soc", "c1",
                   R"({"staff":"s1","role":"administrator","purpose":"administration","from":"2026-03-01"})"),
            "");
  EXPECT_FALSE(actor("c1", "2026-04-01"));
  ASSERT_EQ(record("n1", "commission.confirmed", "soc", "c1"), "");
  EXPECT_TRUE(actor("c1", "2026-04-01"));
  EXPECT_FALSE(actor("c1", "2026-03-31")) << "not before the day on which it was recorded";
}

INSTANTIATE_TEST_SUITE_P(Databases, StaffRightsOn, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
