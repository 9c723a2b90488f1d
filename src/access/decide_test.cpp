#include "access/decide.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "access/people_test.hpp"

namespace overens::access {
namespace {

/// How somebody stands to what they ask for.
struct Standing {
  Relation relation = Relation::own_unit;
  bool is_involved = false;
  bool is_named = false;
  bool has_reason = false;
  bool is_fresh = false;

  bool operator==(Standing const&) const = default;
};

std::vector<Standing> every_standing() {
  std::vector<Standing> all;
  for (auto n = 0; n <= static_cast<int>(Relation::nobody); ++n) {
    for (auto const involved : {false, true}) {
      for (auto const named : {false, true}) {
        for (auto const reason : {false, true}) {
          for (auto const fresh : {false, true})
            all.push_back({static_cast<Relation>(n), involved, named, reason, fresh});
        }
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

Decision decide(Actor actor, Action action, ObjectClass object, Standing const& standing) {
  actor.is_fresh = standing.is_fresh;
  return access::decide(world().policy, actor, action, {object, "soc"}, facts_of(standing));
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
bool fresh_involved(Standing const& s) {
  return involved(s) && s.is_fresh;
}
bool fresh(Standing const& s) {
  return own(s) && s.is_fresh;
}
bool named(Standing const& s) {
  return involved(s) && s.is_named;
}
bool fresh_named(Standing const& s) {
  return named(s) && s.is_fresh;
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
bool live(Standing const& s) {
  return s.relation == Relation::live_disclosure;
}
bool sent_by_name(Standing const& s) {
  return live(s) && s.is_involved && s.is_named;
}
bool live_and_fresh(Standing const& s) {
  return live(s) && s.is_fresh;
}
bool live_involved_and_fresh(Standing const& s) {
  return live_and_fresh(s) && s.is_involved;
}
bool own_or_live(Standing const& s) {
  return own(s) || live(s);
}
bool own_unit_or_live(Standing const& s) {
  return own_unit(s) || live(s);
}
bool only_received(Standing const& s) {
  return received(s) && !own(s);
}
bool own_unit_or_live_and_reason(Standing const& s) {
  return (own_unit(s) || live(s)) && s.has_reason;
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
Actions const at_home = {read, list, subscribe, doubt, own_account, sign_in, sign_out};

void add_systems(std::vector<Expected>& all) {
  for (auto const* actor : {&developer, &importer}) {
    all.insert(all.end(), {{actor, ObjectClass::identity, work, own},
                           {actor, ObjectClass::coordination, case_work, own},
                           {actor, ObjectClass::notes, work, own},
                           {actor, ObjectClass::received, look, own},
                           {actor, ObjectClass::sensitive, work, own},
                           {actor, ObjectClass::governance, look, own_or_partys},
                           {actor, ObjectClass::governance, shared_work, own},
                           {actor,
                            ObjectClass::internal,
                            {read, list, foresee, record, correct, withdraw, grant, name_stand_in, import_event},
                            own}});
  }
  all.push_back({&developer, ObjectClass::coordination, {take_on, receive}, own});
  all.push_back({&developer, ObjectClass::identity, {search}, own});
  all.push_back({&developer, ObjectClass::internal, {confirm, manage_account, open_account}, own});
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
                         {&terminal, ObjectClass::internal, {grant, confirm, name_stand_in}, own},
                         {&staff_directory, ObjectClass::internal, {grant, name_stand_in}, own},
                         {&record_system, ObjectClass::identity, by_hand_and_disclose, own},
                         {&record_system, ObjectClass::coordination, by_hand_and_disclose, own},
                         {&record_system, ObjectClass::coordination, {assign}, own},
                         {&record_system, ObjectClass::notes, by_hand_and_disclose, own},
                         {&record_system, ObjectClass::received, look, own},
                         {&record_system, ObjectClass::governance, change, own},
                         {&staff_directory, ObjectClass::governance, change, own},
                         {&staff_directory, ObjectClass::internal, by_hand, own}});
}

void add_duty_officer(std::vector<Expected>& all) {
  all.insert(all.end(), {{&duty_officer, ObjectClass::coordination, {read, list, take_on}, sent_by_name},
                         {&duty_officer, ObjectClass::received, look, received_involved},
                         {&duty_officer, ObjectClass::coordination, {read, list, foresee, record}, involved},
                         {&duty_officer, ObjectClass::notes, {read, list, foresee, record}, involved},
                         {&duty_officer, ObjectClass::notes, {Action::disclose}, fresh_involved},
                         {&duty_officer, ObjectClass::sensitive, look, sent_by_name},
                         {&duty_officer, ObjectClass::identity, {search}, own}});
}

// What has come in is registered, and answered as not theirs: all that goes out of it is that answer.
void add_arrivals(std::vector<Expected>& all) {
  auto const answers = [&](Actor const* actor, Stands receives, Stands discloses) {
    all.push_back({actor, ObjectClass::coordination, {Action::receive}, receives});
    for (auto const object : {ObjectClass::coordination, ObjectClass::notes})
      all.push_back({actor, object, {Action::disclose}, discloses});
  };
  for (auto const* actor : {&caseworker, &health_professional, &duty_officer})
    answers(actor, received_involved, live_involved_and_fresh);
  answers(&sip_coordinator, own_or_live, live_and_fresh);
  answers(&unit_manager, own_unit_or_live, live_and_fresh);
}

// All that is allowed, written out again: what does not stand here must be denied.
std::vector<Expected> allowed() {
  std::vector<Expected> all = {
      {&visitor, ObjectClass::open, {read, list, subscribe, doubt, own_page, sign_in}, own_or_partys},
      {&sip_coordinator, ObjectClass::coordination, by_hand, own},
      {&sip_coordinator, ObjectClass::received, look, received},
      {&sip_coordinator, ObjectClass::coordination, look, only_received},
      {&sip_coordinator, ObjectClass::governance, change, own},
      {&unit_manager, ObjectClass::coordination, {read, list, assign}, own_unit_or_reason},
      {&unit_manager, ObjectClass::coordination, {read, list, assign}, live},
      {&unit_manager, ObjectClass::received, look, own_unit_or_live_and_reason},
      {&unit_manager, ObjectClass::notes, {list}, own_unit},
      {&unit_manager, ObjectClass::notes, {read}, own_unit_and_reason},
      {&unit_manager, ObjectClass::governance, change, own_unit},
      {&unit_manager, ObjectClass::internal, look, own},
      {&administrator, ObjectClass::governance, change, own},
      {&administrator, ObjectClass::internal, by_hand, own},
      {&administrator, ObjectClass::internal, {manage_account}, own},
      {&administrator, ObjectClass::internal, {grant, confirm, open_account}, fresh},
      {&agreement_owner, ObjectClass::governance, change, own},
      {&agreement_owner, ObjectClass::statistics, look, own},
      {&statistician, ObjectClass::statistics, look, own},
      {&log_reviewer, ObjectClass::access_log, {read, list, record}, own},
      {&sensitive_log_reviewer, ObjectClass::sensitive_log, {list, record}, own},
      {&unit_manager, ObjectClass::internal, {name_stand_in}, own_unit},
      {&administrator, ObjectClass::internal, {name_stand_in}, own},
  };
  for (auto const* actor : {&caseworker, &health_professional}) {
    all.insert(all.end(), {{actor, ObjectClass::identity, by_hand, involved},
                           {actor, ObjectClass::identity, {Action::disclose}, fresh_involved},
                           {actor, ObjectClass::identity, {list}, involved_or_own_unit},
                           {actor, ObjectClass::identity, {search}, own},
                           {actor, ObjectClass::coordination, by_hand, involved},
                           {actor, ObjectClass::coordination, {Action::disclose}, fresh_involved},
                           {actor, ObjectClass::coordination, {list}, involved_or_own_unit},
                           {actor, ObjectClass::coordination, {take_on}, own_unit},
                           {actor, ObjectClass::notes, by_hand, involved},
                           {actor, ObjectClass::notes, {Action::disclose}, fresh_involved},
                           {actor, ObjectClass::notes, {list}, involved_or_own_unit},
                           {actor, ObjectClass::received, look, received_involved},
                           {actor, ObjectClass::sensitive, look, sent_by_name},
                           {actor, ObjectClass::coordination, {read, list, take_on}, sent_by_name},
                           {actor, ObjectClass::sensitive, by_hand, named},
                           {actor, ObjectClass::sensitive, {Action::disclose}, fresh_named}});
  }
  add_systems(all);
  add_duty_officer(all);
  add_arrivals(all);
  for (auto const* actor : {&individual, &by_code})
    all.push_back(
        {actor, ObjectClass::open, {read, list, subscribe, doubt, own_page, sign_in, sign_out}, own_or_partys});
  for (auto const* actor : everybody) {
    if (actor->kind != Kind::staff) continue;
    all.push_back({actor, ObjectClass::open, at_home, own_or_partys});
    all.push_back({actor, ObjectClass::governance, look, own_or_partys});
    all.push_back({actor, ObjectClass::internal, {name_stand_in}, involved});
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
  EXPECT_EQ(code(caseworker, read, ObjectClass::coordination, {Relation::live_disclosure}), "not_involved");
  EXPECT_EQ(code(caseworker, read, ObjectClass::notes, {}), "not_involved");
  EXPECT_EQ(code(caseworker, read, ObjectClass::sensitive, {Relation::own_unit, true}), "not_involved");
  EXPECT_EQ(code(unit_manager, read, ObjectClass::notes, {}), "reason_needed");
  EXPECT_EQ(code(unit_manager, read, ObjectClass::coordination, {Relation::own_authority}), "reason_needed");
  EXPECT_EQ(code(operations, read, ObjectClass::notes, {}), "forbidden");
  EXPECT_EQ(code(caseworker, Action::disclose, ObjectClass::notes, {Relation::own_unit, true}), "sign_in_again");
  EXPECT_EQ(code(caseworker, Action::disclose, ObjectClass::notes, {}), "not_involved") << "nobody is asked in vain";
  EXPECT_EQ(code(administrator, grant, ObjectClass::internal, {}), "sign_in_again");
}

TEST(decide, a_protected_identity_and_a_block_come_before_what_the_role_may) {
  auto facts = facts_of({Relation::own_unit, true});
  auto const ask = [&](Actor const& actor) {
    return access::decide(world().policy, actor, read, {ObjectClass::coordination, "soc"}, facts).why.code;
  };
  facts.is_protected = true;
  EXPECT_EQ(ask(caseworker), "");
  EXPECT_EQ(ask(sip_coordinator), "protected_identity");
  EXPECT_EQ(ask(unit_manager), "reason_needed") << "as of a case of another unit";
  facts.reason = "a complaint";
  EXPECT_EQ(ask(unit_manager), "protected_identity");
  facts.reason.clear();
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

// A manager in social services looks by its statute, one in health care by that of health care; a reviewer likewise.
TEST(decide, rests_on_the_statute_of_their_own_kind_of_authority) {
  auto const basis_of = [](Actor actor, std::string const& kind, ObjectClass object) {
    actor.authority_kind = kind;
    auto const decision =
        access::decide(world().policy, actor, read, {object, "soc"}, facts_of({Relation::own_unit, true}));
    return decision.basis == nullptr ? std::string() : decision.basis->id;
  };
  EXPECT_EQ(basis_of(unit_manager, "social_services", ObjectClass::coordination), "social_services_tasks");
  EXPECT_EQ(basis_of(unit_manager, "region_health_care", ObjectClass::coordination), "inner_secrecy");
  auto const reviewer = staff("log_reviewer", "review");
  EXPECT_EQ(basis_of(reviewer, "social_services", ObjectClass::access_log), "security_of_processing");
  EXPECT_EQ(basis_of(reviewer, "private_provider", ObjectClass::access_log), "access_control");
  EXPECT_EQ(basis_of(unit_manager, "", ObjectClass::coordination), "inner_secrecy")
      << "the first, where it is not known";
}

TEST(decide, a_commission_gives_rights_for_its_purpose_only) {
  Standing const standing{Relation::own_unit, true};
  EXPECT_TRUE(decide(staff("caseworker", "coordination"), read, ObjectClass::notes, standing).allowed);
  EXPECT_EQ(decide(staff("caseworker", "administration"), read, ObjectClass::notes, standing).why.code, "forbidden");
  EXPECT_FALSE(decide(staff("log_reviewer", "care"), read, ObjectClass::access_log, standing).allowed);
}

TEST(decide, lets_what_belongs_to_no_case_be_worked_with_without_one) {
  Object alone{ObjectClass::notes, "soc"};
  alone.stands_alone = true;
  for (auto const* role : {"caseworker", "health_professional", "unit_manager"}) {
    auto const who = staff(role, role == std::string_view("unit_manager") ? "" : "care");
    for (auto const action : {read, list, Action::foresee, record, Action::correct, Action::withdraw}) {
      auto const facts = facts_of({Relation::own_unit, false});
      EXPECT_TRUE(access::decide(world().policy, who, action, alone, facts).allowed) << role;
      auto of_others = facts;
      of_others.relation = Relation::nobody;
      EXPECT_FALSE(access::decide(world().policy, who, action, alone, of_others).allowed) << role;
    }
    EXPECT_FALSE(decide(who, record, ObjectClass::notes, {Relation::own_unit, false}).allowed) << role;
  }
  EXPECT_EQ(access::decide(world().policy, staff("sip_coordinator", "care"), read, alone,
                           facts_of({Relation::own_unit, false}))
                .why.code,
            "forbidden");
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

}  // namespace
}  // namespace overens::access
