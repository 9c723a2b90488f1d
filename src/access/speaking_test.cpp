#include <algorithm>

#include <gtest/gtest.h>

#include "access/people_test.hpp"

namespace overens::access {
namespace {

TEST(relation_of, a_case_that_no_unit_has_is_no_units_own) {
  Object const in_case{ObjectClass::notes, "soc", {}, true};
  EXPECT_EQ(relation_of(caseworker, in_case), Relation::own_authority);
  EXPECT_EQ(relation_of(caseworker, {ObjectClass::notes, "soc", "u1", true}), Relation::own_unit);
  EXPECT_EQ(relation_of(caseworker, {ObjectClass::notes, "soc", "u2", true}), Relation::own_authority);
  EXPECT_EQ(relation_of(caseworker, {ObjectClass::notes, "hsn", "u1", true}), Relation::nobody);
  EXPECT_EQ(relation_of(importer, in_case), Relation::own_unit);
  EXPECT_EQ(relation_of(visitor, {ObjectClass::governance, "soc", {}, false, true}), Relation::party);
}

TEST(decide_route, asks_whether_there_is_any_such_object) {
  auto const code = [](Actor const& actor, Action action, ObjectClass object) {
    return access::decide_route(world().policy, actor, action, object).why.code;
  };
  EXPECT_EQ(code(caseworker, read, ObjectClass::coordination), "");
  EXPECT_EQ(code(operations, read, ObjectClass::coordination), "forbidden");
  EXPECT_EQ(code(visitor, read, ObjectClass::coordination), "unauthorized");
  EXPECT_EQ(code(staff("caseworker", "administration"), read, ObjectClass::coordination), "forbidden");
}

TEST(decide, says_that_nobody_is_signed_in) {
  EXPECT_EQ(decide(visitor, list, {ObjectClass::governance}).why.code, "unauthorized");
  EXPECT_EQ(decide(visitor, record, {ObjectClass::notes, "soc"}).why.code, "unauthorized");
}

TEST(decide, lets_a_system_act_for_its_own_authorities_only) {
  for (auto const action : work) {
    EXPECT_TRUE(decide(importer, action, {ObjectClass::notes, "school"}).allowed);
    EXPECT_FALSE(decide(importer, action, {ObjectClass::notes, "hsn"}).allowed);
  }
  EXPECT_EQ(decide(importer, record, {ObjectClass::notes, "hsn"}).why.code, "forbidden");
  EXPECT_EQ(decide(importer, list, {ObjectClass::notes, "hsn"}).why.code, "forbidden");
  EXPECT_EQ(decide({Kind::system, "system", {}, "importer"}, record, {ObjectClass::notes, "soc"}).why.code,
            "forbidden");
}

TEST(decide, keeps_an_authoritys_staff_from_every_other_authority) {
  for (auto const action : all_actions) EXPECT_FALSE(decide(importer, action, {ObjectClass::internal, "hsn"}).allowed);
  EXPECT_EQ(decide(importer, read, {ObjectClass::internal, "hsn"}).why.code, "not_found");
  EXPECT_EQ(decide(visitor, list, {ObjectClass::internal, "soc"}).why.code, "unauthorized");
}

TEST(decide, answers_another_authoritys_record_as_one_that_is_not_there) {
  EXPECT_EQ(decide(importer, read, {ObjectClass::notes, "hsn"}).why.code, "not_found");
}

TEST(decide, keeps_the_access_log_from_everybody_for_now) {
  for (auto const* actor : {&developer, &importer, &terminal})
    EXPECT_EQ(decide(*actor, read, {ObjectClass::access_log, "soc"}).why.code, "forbidden");
}

TEST(decide, lets_staff_act_for_their_own_authority_only) {
  EXPECT_TRUE(decide(administrator, record, {ObjectClass::internal, "soc"}).allowed);
  EXPECT_EQ(decide(caseworker, record, {ObjectClass::notes, "hsn"}).why.code, "forbidden");
  EXPECT_EQ(decide(caseworker, read, {ObjectClass::notes, "hsn"}).why.code, "not_found");
}

TEST(decide, gives_a_system_nothing_by_a_role_of_staff_and_the_other_way_round) {
  EXPECT_FALSE(decide(system_as("administrator"), record, {ObjectClass::internal, "soc"}).allowed);
  EXPECT_FALSE(decide(staff("importer"), record, {ObjectClass::sensitive, "soc"}).allowed);
}

TEST(Policy, has_a_row_or_more_for_every_role_that_gives_rights) {
  for (auto const* set : {"staff_roles", "system_roles"}) {
    for (auto const& role : world().vocabulary.code_set(set)->codes)
      EXPECT_TRUE(
          std::any_of(everybody.begin(), everybody.end(), [&](auto const* one) { return one->role == role.id; }))
          << role.id << " stands in no row of the matrix";
  }
}

TEST(Policy, allows_nothing_without_rows) {
  for (auto const* actor : everybody) EXPECT_FALSE(access::decide({}, *actor, read, {ObjectClass::open}).allowed);
}

}  // namespace
}  // namespace overens::access
