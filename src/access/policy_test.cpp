#include "access/policy.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace overens::access
