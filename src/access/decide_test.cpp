#include "access/decide.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "access/of_event.hpp"
#include "access/policy.hpp"
#include "disk/agreements.hpp"

namespace overens::access {
namespace {

using enum Action;
using Actions = std::vector<Action>;
using Kind = Actor::Kind;

Actor const visitor;
Actor const developer{Kind::developer, "developer"};
Actor const system_of_soc{Kind::system, "system", {"soc", "school"}};
Actor const system_of_all{Kind::system, "system", {}, true};

Actor staff(std::string role) {
  return {Kind::staff, "s1", {"soc"}, false, std::move(role), "u1"};
}
Actor const without_commission = staff("");
Actor const caseworker = staff("caseworker");
Actor const health_professional = staff("health_professional");
Actor const sip_coordinator = staff("sip_coordinator");
Actor const unit_manager = staff("unit_manager");
Actor const duty_officer = staff("duty_officer");
Actor const log_reviewer = staff("log_reviewer");
Actor const administrator = staff("administrator");
Actor const agreement_owner = staff("agreement_owner");
Actor const statistician = staff("statistician");
Actor const operations = staff("operations");
std::vector<Actor const*> const everybody = {&visitor,      &developer,           &system_of_soc,   &without_commission,
                                             &caseworker,   &health_professional, &sip_coordinator, &unit_manager,
                                             &duty_officer, &log_reviewer,        &administrator,   &agreement_owner,
                                             &statistician, &operations};

disk::Agreements const& world() {
  static auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  return *all;
}

Decision decide(Actor const& actor, Action action, Object const& object) {
  return access::decide(world().policy, actor, action, object);
}

struct Expected {
  Actor const& actor;
  ObjectClass object;
  Actions actions;
};

Actions const look = {read, list};
Actions const shared_work = {read, list, foresee, record, correct, withdraw, import_event};
Actions const work_alone = {read, list, foresee, record, correct, withdraw, import_event};
Actions const work = {read, list, foresee, record, correct, withdraw, disclose, import_event};
Actions const by_hand = {read, list, foresee, record, correct, withdraw};
Actions const by_hand_and_disclose = {read, list, foresee, record, correct, withdraw, disclose};

// All that is allowed, written out again: what does not stand here must be denied.
std::vector<Expected> const allowed = {
    {visitor, ObjectClass::open, {read, list, doubt, sign_in}},
    {caseworker, ObjectClass::identity, by_hand},
    {caseworker, ObjectClass::coordination, by_hand_and_disclose},
    {caseworker, ObjectClass::notes, by_hand_and_disclose},
    {caseworker, ObjectClass::received, look},
    {health_professional, ObjectClass::identity, by_hand},
    {health_professional, ObjectClass::coordination, by_hand_and_disclose},
    {health_professional, ObjectClass::notes, by_hand_and_disclose},
    {health_professional, ObjectClass::received, look},
    {sip_coordinator, ObjectClass::coordination, by_hand},
    {sip_coordinator, ObjectClass::received, look},
    {unit_manager, ObjectClass::coordination, look},
    {unit_manager, ObjectClass::internal, look},
    {administrator, ObjectClass::internal, by_hand},
    {agreement_owner, ObjectClass::statistics, look},
    {statistician, ObjectClass::statistics, look},
    {log_reviewer, ObjectClass::access_log, {read, list, record}},
    {developer, ObjectClass::open, {read, list, doubt, own_account, sign_in, sign_out}},
    {developer, ObjectClass::identity, work},
    {developer, ObjectClass::coordination, work},
    {developer, ObjectClass::notes, work},
    {developer, ObjectClass::received, look},
    {developer, ObjectClass::sensitive, work},
    {developer, ObjectClass::governance, shared_work},
    {developer, ObjectClass::internal, work_alone},
    {system_of_soc, ObjectClass::open, {read, list, doubt}},
    {system_of_soc, ObjectClass::identity, work},
    {system_of_soc, ObjectClass::coordination, work},
    {system_of_soc, ObjectClass::notes, work},
    {system_of_soc, ObjectClass::received, look},
    {system_of_soc, ObjectClass::sensitive, work},
    {system_of_soc, ObjectClass::governance, shared_work},
    {system_of_soc, ObjectClass::internal, work_alone},
};

// What every member of staff may, whatever their role; and who of them may record what the parties share.
bool may_as_staff(Actor const& actor, ObjectClass object, Action action) {
  auto const is_look = action == read || action == list;
  if (actor.kind != Kind::staff) return false;
  if (object == ObjectClass::open)
    return is_look || action == doubt || action == own_account || action == sign_in || action == sign_out;
  if (object != ObjectClass::governance) return false;
  auto const records =
      &actor == &sip_coordinator || &actor == &unit_manager || &actor == &administrator || &actor == &agreement_owner;
  return is_look || (records && (action == foresee || action == record || action == correct || action == withdraw));
}

bool is_allowed(Actor const& actor, ObjectClass object, Action action) {
  if (may_as_staff(actor, object, action)) return true;
  return std::any_of(allowed.begin(), allowed.end(), [&](Expected const& row) {
    return &row.actor == &actor && row.object == object &&
           std::find(row.actions.begin(), row.actions.end(), action) != row.actions.end();
  });
}

TEST(decide, allows_what_the_matrix_says_and_nothing_else) {
  for (auto const* actor : everybody) {
    for (auto const object : all_object_classes) {
      for (auto const action : all_actions) {
        for (auto const* owner : {"", "soc"}) {
          auto const decision = decide(*actor, action, {object, owner});
          // Nothing that is open to everybody has an owner.
          if (actor == &visitor && *owner != '\0') {
            EXPECT_FALSE(decision.allowed);
            continue;
          }
          EXPECT_EQ(decision.allowed, is_allowed(*actor, object, action))
              << actor->id << " " << actor->role << " " << static_cast<int>(object) << " " << static_cast<int>(action)
              << " " << owner;
          EXPECT_FALSE(decision.rule.empty());
          EXPECT_EQ(decision.why.code.empty(), decision.allowed);
        }
      }
    }
  }
}

TEST(decide, says_that_nobody_is_signed_in) {
  EXPECT_EQ(decide(visitor, list, {ObjectClass::governance}).why.code, "unauthorized");
  EXPECT_EQ(decide(visitor, record, {ObjectClass::notes, "soc"}).why.code, "unauthorized");
}

TEST(decide, lets_a_system_act_for_its_own_authorities_only) {
  for (auto const action : work) {
    EXPECT_TRUE(decide(system_of_soc, action, {ObjectClass::notes, "school"}).allowed);
    EXPECT_FALSE(decide(system_of_soc, action, {ObjectClass::notes, "hsn"}).allowed);
    EXPECT_TRUE(decide(system_of_all, action, {ObjectClass::notes, "hsn"}).allowed);
  }
  EXPECT_EQ(decide(system_of_soc, record, {ObjectClass::notes, "hsn"}).why.code, "forbidden");
  EXPECT_EQ(decide(system_of_soc, list, {ObjectClass::notes, "hsn"}).why.code, "forbidden");
  EXPECT_EQ(decide({Kind::system, "system"}, record, {ObjectClass::notes, "soc"}).why.code, "forbidden");
}

TEST(decide, keeps_an_authoritys_staff_from_every_other_authority) {
  for (auto const action : all_actions)
    EXPECT_FALSE(decide(system_of_soc, action, {ObjectClass::internal, "hsn"}).allowed);
  EXPECT_EQ(decide(system_of_soc, read, {ObjectClass::internal, "hsn"}).why.code, "not_found");
  EXPECT_EQ(decide(visitor, list, {ObjectClass::internal, "soc"}).why.code, "unauthorized");
}

TEST(decide, answers_another_authoritys_record_as_one_that_is_not_there) {
  EXPECT_EQ(decide(system_of_soc, read, {ObjectClass::notes, "hsn"}).why.code, "not_found");
}

TEST(decide, keeps_the_access_log_from_everybody_for_now) {
  for (auto const* actor : {&developer, &system_of_all})
    EXPECT_EQ(decide(*actor, read, {ObjectClass::access_log, "soc"}).why.code, "forbidden");
}

TEST(decide, lets_staff_act_for_their_own_authority_only) {
  EXPECT_TRUE(decide(caseworker, record, {ObjectClass::notes, "soc"}).allowed);
  EXPECT_EQ(decide(caseworker, record, {ObjectClass::notes, "hsn"}).why.code, "forbidden");
  EXPECT_EQ(decide(caseworker, read, {ObjectClass::notes, "hsn"}).why.code, "not_found");
}

TEST(Policy, has_a_row_or_more_for_every_role_that_gives_rights) {
  for (auto const& role : world().vocabulary.code_set("staff_roles")->codes)
    EXPECT_TRUE(std::any_of(everybody.begin(), everybody.end(), [&](auto const* one) { return one->role == role.id; }))
        << role.id << " stands in no row of the matrix";
}

TEST(Policy, allows_nothing_without_rows) {
  for (auto const* actor : everybody) EXPECT_FALSE(access::decide({}, *actor, read, {ObjectClass::open}).allowed);
}

TEST(Policy, refuses_what_it_does_not_know) {
  auto const loaded = [](std::string const& row, std::string const& more = "") {
    base::Findings findings;
    auto const policy = load_policy({{"policy.yaml", "rows:\n  - " + row + "\n" + more}}, world().vocabulary, findings);
    EXPECT_EQ(findings.usable(), !policy.rows().empty());
    return findings.usable();
  };
  EXPECT_TRUE(loaded("{rule: A, who: staff, class: open, may: [read]}"));
  EXPECT_TRUE(loaded("{rule: A, who: caseworker, class: notes, may: [read, import]}"));
  EXPECT_FALSE(loaded("{rule: A, who: caseworkers, class: notes, may: [read]}"));
  EXPECT_FALSE(loaded("{rule: A, who: staff, class: note, may: [read]}"));
  EXPECT_FALSE(loaded("{rule: A, who: staff, class: notes, may: [reed]}"));
  EXPECT_FALSE(loaded("{rule: A, who: staff, class: notes, may: []}"));
  EXPECT_FALSE(loaded("{who: staff, class: notes, may: [read]}"));
  EXPECT_FALSE(loaded("{rule: A, who: staff, class: notes, may: [read], except: [list]}"));
  EXPECT_FALSE(loaded("{rule: A, who: staff, class: open, may: [read]}",
                      "  - {rule: A, who: staff, class: notes, may: [read]}"));
}

event::EventType type(std::string name, std::vector<std::string> classes) {
  event::EventType made;
  made.name = std::move(name);
  made.shared = std::find(classes.begin(), classes.end(), "shared") != classes.end();
  made.internal = std::find(classes.begin(), classes.end(), "internal") != classes.end();
  made.classes = std::move(classes);
  return made;
}

TEST(of_event, the_most_closely_kept_class_counts) {
  EXPECT_EQ(class_of(type("forum.met", {"shared"})), ObjectClass::governance);
  EXPECT_EQ(class_of(type("case.opened", {"core"})), ObjectClass::coordination);
  EXPECT_EQ(class_of(type("placement.started", {"care"})), ObjectClass::notes);
  EXPECT_EQ(class_of(type("violence.noted", {"core", "sensitive"})), ObjectClass::sensitive);
  EXPECT_EQ(class_of(type("person.registered", {"core"})), ObjectClass::identity);
  EXPECT_EQ(class_of(type("complaint.answered", {})), ObjectClass::notes);
  EXPECT_EQ(class_of(type("staff.registered", {"internal"})), ObjectClass::internal);
  EXPECT_EQ(class_of(type("unit.doubted", {"shared", "open"})), ObjectClass::open);
}

TEST(of_event, changing_and_disclosing_are_more_than_recording) {
  EXPECT_EQ(action_of(type("event.corrected", {})), correct);
  EXPECT_EQ(action_of(type("event.withdrawn", {})), withdraw);
  EXPECT_EQ(action_of(type("disclosure.made", {})), disclose);
  EXPECT_EQ(action_of(type("disclosure.ended", {})), disclose);
  EXPECT_EQ(action_of(type("forum.met", {"shared"})), record);
  EXPECT_EQ(action_of(type("unit.doubted", {"shared", "open"})), doubt);
}

}  // namespace
}  // namespace overens::access
