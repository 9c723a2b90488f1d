#include "access/decide.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "access/policy.hpp"
#include "disk/agreements.hpp"

namespace overens::access {
namespace {

using enum Action;
using Actions = std::vector<Action>;
using Kind = Actor::Kind;

Actor const visitor;
Actor const developer{Kind::developer, "developer"};
Actor const terminal{Kind::terminal, "terminal"};

Actor system_as(std::string role) {
  return {Kind::system, "system", {"soc", "school"}, std::move(role)};
}
Actor const system_without_role = system_as("");
Actor const record_system = system_as("record_system");
Actor const staff_directory = system_as("staff_directory");
Actor const importer = system_as("importer");

Actor staff(std::string role, std::string purpose = "care") {
  return {.kind = Kind::staff,
          .id = "s1",
          .authorities = {"soc"},
          .role = std::move(role),
          .unit = "u1",
          .purpose = std::move(purpose)};
}
Actor const without_commission = staff("");
Actor const caseworker = staff("caseworker");
Actor const health_professional = staff("health_professional");
Actor const sip_coordinator = staff("sip_coordinator");
Actor const unit_manager = staff("unit_manager");
Actor const duty_officer = staff("duty_officer");
Actor const log_reviewer = staff("log_reviewer", "review");
Actor const administrator = staff("administrator");
Actor const agreement_owner = staff("agreement_owner");
Actor const statistician = staff("statistician");
Actor const operations = staff("operations");
Actor const individual{.kind = Kind::individual, .id = "i1", .persons = {"soc/p1"}};
Actor const by_code{.kind = Kind::individual_by_code, .id = "i2", .persons = {"soc/p1"}};
std::vector<Actor const*> const everybody = {
    &individual,          &by_code,         &visitor,      &developer,  &terminal,           &system_without_role,
    &record_system,       &staff_directory, &importer,     &caseworker, &without_commission, &sip_coordinator,
    &health_professional, &unit_manager,    &duty_officer, &operations, &log_reviewer,       &administrator,
    &agreement_owner,     &statistician};

disk::Agreements const& world() {
  static auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  return *all;
}

calendar::Day const today = *calendar::parse_day("2026-11-30");

/// How somebody stands to what they ask for.
struct Standing {
  Relation relation = Relation::own_unit;
  bool is_involved = false;
  bool is_named = false;
  bool has_reason = false;

  bool operator==(Standing const&) const = default;
};

std::vector<Standing> every_standing() {
  std::vector<Standing> all;
  for (auto n = 0; n <= static_cast<int>(Relation::nobody); ++n) {
    for (auto const involved : {false, true}) {
      for (auto const named : {false, true}) {
        for (auto const reason : {false, true}) all.push_back({static_cast<Relation>(n), involved, named, reason});
      }
    }
  }
  return all;
}

AccessFacts facts_of(Standing const& standing) {
  return {.relation = standing.relation,
          .is_involved = standing.is_involved,
          .is_named = standing.is_named,
          .reason = standing.has_reason ? "was asked to" : "",
          .on = today};
}

Decision decide(Actor const& actor, Action action, ObjectClass object, Standing const& standing) {
  return access::decide(world().policy, actor, action, {object, "soc"}, facts_of(standing));
}

Decision decide(Actor const& actor, Action action, Object const& object) {
  return access::decide(world().policy, actor, action, object);
}

using Stands = bool (*)(Standing const&);

bool own(Standing const& s) {
  return s.relation == Relation::own_unit || s.relation == Relation::own_authority;
}
bool own_unit(Standing const& s) {
  return s.relation == Relation::own_unit;
}
bool own_or_partys(Standing const& s) {
  return own(s) || s.relation == Relation::party;
}
bool involved(Standing const& s) {
  return own(s) && s.is_involved;
}
bool named(Standing const& s) {
  return involved(s) && s.is_named;
}
bool involved_or_own_unit(Standing const& s) {
  return involved(s) || own_unit(s);
}
bool received_involved(Standing const& s) {
  return s.is_involved && (own(s) || s.relation == Relation::live_disclosure);
}
bool received(Standing const& s) {
  return own(s) || s.relation == Relation::live_disclosure || s.relation == Relation::ended_disclosure ||
         s.relation == Relation::withdrawn_consent;
}
bool own_unit_or_reason(Standing const& s) {
  return own_unit(s) || (own(s) && s.has_reason);
}
bool own_unit_and_reason(Standing const& s) {
  return own_unit(s) && s.has_reason;
}

struct Expected {
  Actor const* actor;
  ObjectClass object;
  Actions actions;
  Stands stands;
};

Actions const look = {read, list};
Actions const work = {read, list, foresee, record, correct, withdraw, disclose, import_event};
Actions const case_work = {read, list, foresee, record, correct, withdraw, disclose, assign, import_event};
Actions const shared_work = {foresee, record, correct, withdraw, import_event};
Actions const by_hand = {read, list, foresee, record, correct, withdraw};
Actions const by_hand_and_disclose = {read, list, foresee, record, correct, withdraw, disclose};
Actions const change = {foresee, record, correct, withdraw};
Actions const at_home = {read, list, doubt, own_account, sign_in, sign_out};

void add_systems(std::vector<Expected>& all) {
  for (auto const* actor : {&developer, &importer}) {
    all.insert(all.end(),
               {{actor, ObjectClass::identity, work, own},
                {actor, ObjectClass::coordination, case_work, own},
                {actor, ObjectClass::notes, work, own},
                {actor, ObjectClass::received, look, own},
                {actor, ObjectClass::sensitive, work, own},
                {actor, ObjectClass::governance, look, own_or_partys},
                {actor, ObjectClass::governance, shared_work, own},
                {actor, ObjectClass::internal, {read, list, foresee, record, correct, withdraw, import_event}, own}});
  }
  all.push_back({&developer, ObjectClass::coordination, {take_on}, own});
  all.push_back({&developer, ObjectClass::identity, {search}, own});
  all.push_back({&developer, ObjectClass::internal, {manage_account}, own});
  all.push_back({&developer, ObjectClass::open, at_home, own_or_partys});
  for (auto const* actor : {&terminal, &system_without_role, &record_system, &staff_directory, &importer})
    all.push_back({actor, ObjectClass::open, {read, list, doubt}, own_or_partys});
  for (auto const* actor : {&system_without_role, &record_system, &staff_directory, &importer})
    all.push_back({actor, ObjectClass::governance, look, own_or_partys});
  for (auto const object :
       {ObjectClass::identity, ObjectClass::coordination, ObjectClass::notes, ObjectClass::sensitive})
    all.push_back({&terminal, object, {import_event}, own});
  Actions const alone = {read, list, foresee, record, correct, withdraw, import_event};
  all.insert(all.end(), {{&terminal, ObjectClass::governance, alone, own},
                         {&terminal, ObjectClass::internal, alone, own},
                         {&record_system, ObjectClass::identity, by_hand, own},
                         {&record_system, ObjectClass::coordination, by_hand_and_disclose, own},
                         {&record_system, ObjectClass::coordination, {assign}, own},
                         {&record_system, ObjectClass::notes, by_hand_and_disclose, own},
                         {&record_system, ObjectClass::received, look, own},
                         {&record_system, ObjectClass::governance, change, own},
                         {&staff_directory, ObjectClass::governance, change, own},
                         {&staff_directory, ObjectClass::internal, by_hand, own}});
}

// All that is allowed, written out again: what does not stand here must be denied.
std::vector<Expected> allowed() {
  std::vector<Expected> all = {
      {&visitor, ObjectClass::open, {read, list, doubt, own_page, sign_in}, own_or_partys},
      {&sip_coordinator, ObjectClass::coordination, by_hand, own},
      {&sip_coordinator, ObjectClass::received, look, received},
      {&sip_coordinator, ObjectClass::governance, change, own},
      {&unit_manager, ObjectClass::coordination, {read, list, assign}, own_unit_or_reason},
      {&unit_manager, ObjectClass::notes, {list}, own_unit},
      {&unit_manager, ObjectClass::notes, {read}, own_unit_and_reason},
      {&unit_manager, ObjectClass::governance, change, own_unit},
      {&unit_manager, ObjectClass::internal, look, own},
      {&administrator, ObjectClass::governance, change, own},
      {&administrator, ObjectClass::internal, by_hand, own},
      {&administrator, ObjectClass::internal, {manage_account}, own},
      {&agreement_owner, ObjectClass::governance, change, own},
      {&agreement_owner, ObjectClass::statistics, look, own},
      {&statistician, ObjectClass::statistics, look, own},
      {&log_reviewer, ObjectClass::access_log, {read, list, record}, own},
  };
  for (auto const* actor : {&caseworker, &health_professional}) {
    all.insert(all.end(), {{actor, ObjectClass::identity, by_hand, involved},
                           {actor, ObjectClass::identity, {list}, involved_or_own_unit},
                           {actor, ObjectClass::identity, {search}, own},
                           {actor, ObjectClass::coordination, by_hand_and_disclose, involved},
                           {actor, ObjectClass::coordination, {list}, involved_or_own_unit},
                           {actor, ObjectClass::coordination, {take_on}, own_unit},
                           {actor, ObjectClass::notes, by_hand_and_disclose, involved},
                           {actor, ObjectClass::notes, {list}, involved_or_own_unit},
                           {actor, ObjectClass::received, look, received_involved},
                           {actor, ObjectClass::sensitive, by_hand, named}});
  }
  add_systems(all);
  for (auto const* actor : {&individual, &by_code})
    all.push_back({actor, ObjectClass::open, {read, list, doubt, own_page, sign_in, sign_out}, own_or_partys});
  for (auto const* actor : everybody) {
    if (actor->kind != Kind::staff) continue;
    all.push_back({actor, ObjectClass::open, at_home, own_or_partys});
    all.push_back({actor, ObjectClass::governance, look, own_or_partys});
  }
  return all;
}

TEST(decide, allows_what_the_matrix_says_and_nothing_else) {
  auto const expected = allowed();
  for (auto const* actor : everybody) {
    for (auto const object : all_object_classes) {
      for (auto const action : all_actions) {
        for (auto const& standing : every_standing()) {
          auto const decision = decide(*actor, action, object, standing);
          auto const is_allowed = std::any_of(expected.begin(), expected.end(), [&](Expected const& row) {
            return row.actor == actor && row.object == object && row.stands(standing) &&
                   std::find(row.actions.begin(), row.actions.end(), action) != row.actions.end();
          });
          ASSERT_EQ(decision.allowed, is_allowed)
              << actor->id << " " << actor->role << " " << to_string(object) << " action " << static_cast<int>(action)
              << " relation " << static_cast<int>(standing.relation) << " " << standing.is_involved << standing.is_named
              << standing.has_reason << " " << decision.why.code;
          EXPECT_FALSE(decision.rule.empty());
          EXPECT_EQ(decision.why.code.empty(), decision.allowed);
        }
      }
    }
  }
}

TEST(decide, says_at_which_step_it_was_denied) {
  auto const code = [](Actor const& actor, Action action, ObjectClass object, Standing const& standing) {
    return decide(actor, action, object, standing).why.code;
  };
  EXPECT_EQ(code(visitor, read, ObjectClass::notes, {}), "unauthorized");
  EXPECT_EQ(code(caseworker, read, ObjectClass::notes, {Relation::nobody, true}), "not_found");
  EXPECT_EQ(code(operations, read, ObjectClass::notes, {Relation::nobody}), "not_found");
  EXPECT_EQ(code(caseworker, record, ObjectClass::notes, {Relation::nobody, true}), "forbidden");
  EXPECT_EQ(code(caseworker, take_on, ObjectClass::coordination, {Relation::own_authority}), "other_unit");
  EXPECT_EQ(code(caseworker, read, ObjectClass::received, {Relation::withdrawn_consent, true}), "disclosure_ended");
  EXPECT_EQ(code(caseworker, read, ObjectClass::notes, {}), "not_involved");
  EXPECT_EQ(code(caseworker, read, ObjectClass::sensitive, {Relation::own_unit, true}), "not_involved");
  EXPECT_EQ(code(unit_manager, read, ObjectClass::notes, {}), "reason_needed");
  EXPECT_EQ(code(unit_manager, read, ObjectClass::coordination, {Relation::own_authority}), "reason_needed");
  EXPECT_EQ(code(operations, read, ObjectClass::notes, {}), "forbidden");
}

TEST(decide, a_protected_identity_and_a_block_come_before_what_the_role_may) {
  auto facts = facts_of({Relation::own_unit, true});
  auto const ask = [&](Actor const& actor) {
    return access::decide(world().policy, actor, read, {ObjectClass::coordination, "soc"}, facts).why.code;
  };
  facts.is_protected = true;
  EXPECT_EQ(ask(caseworker), "");
  EXPECT_EQ(ask(unit_manager), "protected_identity");
  facts.is_blocked = true;
  EXPECT_EQ(ask(caseworker), "blocked");
  facts.is_involved = false;
  EXPECT_EQ(ask(caseworker), "not_involved");  // whether it is blocked is told to those who work in the case
}

TEST(decide, rests_on_a_statute_that_holds_on_the_day) {
  auto facts = facts_of({Relation::own_unit, true});
  auto const ask = [&] { return access::decide(world().policy, caseworker, read, {ObjectClass::notes, "soc"}, facts); };
  EXPECT_EQ(ask().basis->id, "social_services_tasks");
  facts.on = *calendar::parse_day("2001-09-30");
  EXPECT_EQ(ask().why.code, "no_basis");
  facts.on.reset();
  EXPECT_EQ(ask().why.code, "no_basis");
}

TEST(decide, a_commission_gives_rights_for_its_purpose_only) {
  Standing const standing{Relation::own_unit, true};
  EXPECT_TRUE(decide(staff("caseworker", "coordination"), read, ObjectClass::notes, standing).allowed);
  EXPECT_EQ(decide(staff("caseworker", "administration"), read, ObjectClass::notes, standing).why.code, "forbidden");
  EXPECT_FALSE(decide(staff("log_reviewer", "care"), read, ObjectClass::access_log, standing).allowed);
}

TEST(decide, leaves_out_who_at_another_party_recorded_something) {
  Object const of_others{ObjectClass::governance, "hsn", {}, false, true};
  EXPECT_TRUE(decide(caseworker, read, of_others).leaves_out(Masked::who_recorded));
  EXPECT_FALSE(
      decide(caseworker, read, {ObjectClass::governance, "soc", {}, false, true}).leaves_out(Masked::who_recorded));
  EXPECT_EQ(decide(administrator, correct, of_others).why.code, "other_unit");
}

TEST(decide, a_manager_changes_their_own_unit) {
  Object const own_unit{ObjectClass::governance, "soc", "u1"}, other_unit{ObjectClass::governance, "soc", "u2"};
  EXPECT_TRUE(decide(unit_manager, record, own_unit).allowed);
  EXPECT_EQ(decide(unit_manager, record, other_unit).why.code, "other_unit");
  EXPECT_TRUE(decide(administrator, record, other_unit).allowed);
  EXPECT_TRUE(decide(unit_manager, record, {ObjectClass::governance, "soc"}).allowed);
}

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
