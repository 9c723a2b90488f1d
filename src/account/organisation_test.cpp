#include "account/organisation.hpp"

#include <gtest/gtest.h>

namespace overens::account {
namespace {

calendar::Day day(char const* words) {
  return *calendar::parse_day(words);
}

StandingEvent registered(char const* id, char const* on) {
  return {"staff.registered", id, "soc", day(on), {{"name", id}, {"email", std::string(id) + "@example.org"}}};
}

StandingEvent given(char const* id, char const* staff, char const* from, char const* through = "") {
  StandingEvent event{
      "commission.given", id, "soc", day("2026-01-01"), {{"staff", staff}, {"unit", "u1"}, {"from", from}}};
  if (*through != '\0') event.values["through"] = through;
  return event;
}

std::vector<std::string> held(Organisation const& all, char const* staff, char const* on) {
  std::vector<std::string> ids;
  for (auto const* one : all.held_by(staff, day(on))) ids.push_back(one->id);
  return ids;
}

using Ids = std::vector<std::string>;

TEST(organisation, a_commission_is_held_from_its_first_day_through_its_last) {
  Organisation const all(
      {registered("a", "2026-01-01"), given("c1", "a", "2026-02-01", "2026-02-28"), given("c2", "a", "2026-02-28")});
  EXPECT_EQ(held(all, "a", "2026-01-31"), Ids{});
  EXPECT_EQ(held(all, "a", "2026-02-01"), Ids{"c1"});
  EXPECT_EQ(held(all, "a", "2026-02-28"), (Ids{"c1", "c2"}));
  EXPECT_EQ(held(all, "a", "2026-03-01"), Ids{"c2"});
  EXPECT_EQ(held(all, "b", "2026-03-01"), Ids{});
}

TEST(organisation, a_commission_of_some_roles_holds_from_when_another_administrator_has_confirmed_it) {
  auto const of_role = [](char const* id, char const* role) {
    auto event = given(id, "a", "2026-02-01");
    event.values["role"] = role;
    return event;
  };
  StandingEvent const confirmed{"commission.confirmed", "c2", "soc", day("2026-01-01"), {}, day("2026-02-05")};
  std::vector<StandingEvent> events = {confirmed, registered("a", "2026-01-01"), of_role("c1", "administrator"),
                                       of_role("c2", "administrator"), of_role("c3", "caseworker")};
  Organisation const all(events, {"administrator"});
  EXPECT_EQ(held(all, "a", "2026-02-04"), Ids{"c3"}) << "not before it was recorded, whatever day is said";
  EXPECT_EQ(held(all, "a", "2026-02-05"), (Ids{"c2", "c3"}));
  EXPECT_TRUE(all.commissions()[0].waits);
}

TEST(organisation, what_is_ended_sooner_holds_through_that_day) {
  StandingEvent const end{"commission.ended", "c1", "soc", day("2026-02-10"), {{"reason", "left"}}};
  // Also when the end was recorded first.
  Organisation const all({end, registered("a", "2026-01-01"), given("c1", "a", "2026-02-01", "2026-02-28")});
  EXPECT_EQ(held(all, "a", "2026-02-10"), Ids{"c1"});
  EXPECT_EQ(held(all, "a", "2026-02-11"), Ids{});
  EXPECT_EQ(all.commissions().front().end_reason, "left");
}

TEST(organisation, what_is_ended_at_once_holds_no_longer_that_day) {
  StandingEvent const end{
      "commission.ended", "c1", "soc", day("2026-02-10"), {{"reason", "misused"}, {"at_once", "true"}}};
  StandingEvent const left{"staff.left", "b", "soc", day("2026-02-10"), {{"at_once", "true"}}};
  Organisation const all({registered("a", "2026-01-01"), registered("b", "2026-01-01"), given("c1", "a", "2026-02-01"),
                          given("c2", "b", "2026-02-01"), given("c3", "a", "2026-02-10"), end, left});
  EXPECT_EQ(held(all, "a", "2026-02-09"), Ids{"c1"});
  EXPECT_EQ(held(all, "a", "2026-02-10"), Ids{"c3"});
  EXPECT_EQ(held(all, "b", "2026-02-09"), Ids{"c2"});
  EXPECT_EQ(held(all, "b", "2026-02-10"), Ids{});
  EXPECT_EQ(all.staff("b")->left_on, day("2026-02-10"));
  EXPECT_EQ(all.staff("b")->works_through, day("2026-02-09"));
}

TEST(organisation, an_end_after_the_last_day_does_not_make_it_longer) {
  StandingEvent const end{"commission.ended", "c1", "soc", day("2026-03-10"), {{"reason", "not_needed"}}};
  Organisation const all({registered("a", "2026-01-01"), given("c1", "a", "2026-02-01", "2026-02-28"), end});
  EXPECT_EQ(held(all, "a", "2026-03-01"), Ids{});
}

TEST(organisation, whoever_has_left_holds_nothing_afterwards) {
  StandingEvent const left{"staff.left", "a", "soc", day("2026-02-10"), {}};
  Organisation const all({registered("a", "2026-01-01"), given("c1", "a", "2026-02-01"), left});
  EXPECT_EQ(held(all, "a", "2026-02-10"), Ids{"c1"});
  EXPECT_EQ(held(all, "a", "2026-02-11"), Ids{});
  EXPECT_EQ(all.staff("a")->left_on, day("2026-02-10"));
}

TEST(organisation, what_was_said_last_of_somebody_holds) {
  StandingEvent const renamed{
      "staff.described", "a", "soc", day("2026-02-01"), {{"name", "B"}, {"email", "b@example.org"}}};
  Organisation const all({registered("a", "2026-01-01"), renamed});
  ASSERT_EQ(all.staff().size(), 1U);
  EXPECT_EQ(all.staff().front().name, "B");
  EXPECT_EQ(all.staff("b"), nullptr);
}

}  // namespace
}  // namespace overens::account
