#include "access/policy.hpp"

#include <gtest/gtest.h>

#include "access/look_rules.hpp"
#include "disk/agreements.hpp"

namespace overens::access {
namespace {

TEST(Policy, refuses_what_it_does_not_know) {
  auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  auto const loaded = [&](std::string const& row, std::string const& more = "") {
    base::Findings findings;
    auto const policy = load_policy({{"policy.yaml", "rows:\n  - " + row + "\n" + more}}, all->vocabulary, findings);
    EXPECT_EQ(findings.usable(), !policy.rows().empty());
    return findings.usable();
  };
  EXPECT_TRUE(loaded("{rule: A, who: staff, class: open, may: [read]}"));
  EXPECT_TRUE(loaded("{rule: A, who: record_system, class: notes, may: [read]}"));
  EXPECT_TRUE(loaded("{rule: A, who: caseworker, class: notes, may: [read, import]}"));
  EXPECT_FALSE(loaded("{rule: A, who: caseworkers, class: notes, may: [read]}"));
  EXPECT_FALSE(loaded("{rule: A, who: staff, class: note, may: [read]}"));
  EXPECT_FALSE(loaded("{rule: A, who: staff, class: notes, may: [reed]}"));
  EXPECT_FALSE(loaded("{rule: A, who: staff, class: notes, may: []}"));
  EXPECT_FALSE(loaded("{who: staff, class: notes, may: [read]}"));
  EXPECT_FALSE(loaded("{rule: A, who: staff, class: notes, may: [read], except: [list]}"));
  EXPECT_TRUE(loaded(
      "{rule: A, who: staff, class: notes, may: [read], when: [involved], relation: [own_unit], purpose: [care]}"));
  EXPECT_FALSE(loaded("{rule: A, who: staff, class: notes, may: [read], when: [involve]}"));
  EXPECT_FALSE(loaded("{rule: A, who: staff, class: notes, may: [read], relation: [nobody]}"));
  EXPECT_FALSE(loaded("{rule: A, who: staff, class: notes, may: [read], purpose: [fun]}"));
  EXPECT_FALSE(loaded("{rule: A, who: staff, class: notes, may: [read], basis: [law]}"));
  EXPECT_FALSE(loaded("{rule: A, who: staff, class: notes, may: [read], mask: [all]}"));
  std::string const law = "{id: law, statute: x, sv: x, en: x, from: 2026-01-01}";
  EXPECT_TRUE(loaded("{rule: A, who: staff, class: notes, may: [read], basis: [law]}", "bases:\n  - " + law + "\n"));
  EXPECT_FALSE(loaded("{rule: A, who: staff, class: notes, may: [read], basis: [law]}",
                      "bases:\n  - " + law + "\n  - " + law + "\n"));
  EXPECT_FALSE(loaded("{rule: A, who: staff, class: open, may: [read]}",
                      "  - {rule: A, who: staff, class: notes, may: [read]}"));
}

TEST(Policy, opens_nothing_in_an_emergency_that_nobody_goes_through) {
  auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  auto const checked = [&](std::vector<ReviewRule> review) {
    auto rules = all->look_rules;
    rules.review = std::move(review);
    base::Findings findings;
    check_reviews(all->policy, rules, findings);
    return findings.usable();
  };
  ReviewRule const every{.rule = "a", .label = {}, .by_rules = {"N1", "N2", "N3"}};
  auto sample = every, at_night = every, another = every, some = every;
  sample.one_in = 2;
  at_night.hours = std::pair(22, 6);
  another.by_rules.push_back("N99");
  some.by_rules = {"N1", "N2"};
  EXPECT_TRUE(checked({every}));
  for (auto const& one : {sample, at_night, another, some}) EXPECT_FALSE(checked({one}));
  EXPECT_FALSE(checked({}));
}

TEST(Policy, breaks_the_glass_by_purpose_and_kind_of_authority) {
  auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  Actor actor{
      .kind = Actor::Kind::staff, .id = "s1", .authorities = {"x"}, .role = "health_professional", .purpose = "care"};
  actor.is_fresh = true;
  AccessFacts facts{
      .relation = Relation::own_authority, .reason = "unconscious", .on = calendar::parse_day("2026-11-30")};
  facts.authority_kind = "region_health_care";
  auto const ask = [&](ObjectClass object, Action action = Action::read) {
    return decide(all->policy, actor, action, {object, "x"}, facts).why.code;
  };
  EXPECT_EQ(ask(ObjectClass::notes), "");
  EXPECT_NE(ask(ObjectClass::sensitive), "");
  EXPECT_NE(ask(ObjectClass::notes, Action::list), "");
  EXPECT_NE(ask(ObjectClass::notes, Action::record), "");
  facts.is_protected = true;
  EXPECT_NE(ask(ObjectClass::notes), "");
  facts.is_protected = false;
  facts.is_blocked = true;
  EXPECT_EQ(ask(ObjectClass::notes), "blocked");
  facts.is_blocked = false;
  facts.authority_kind = "social_services";
  EXPECT_EQ(ask(ObjectClass::notes), "not_involved");
  facts.authority_kind = "municipal_health_care";
  EXPECT_EQ(ask(ObjectClass::notes), "");
  actor.purpose = "coordination";
  EXPECT_EQ(ask(ObjectClass::notes), "not_involved");
}

}  // namespace
}  // namespace overens::access
