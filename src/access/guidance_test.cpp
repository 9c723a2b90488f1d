#include "access/guidance.hpp"

#include <gtest/gtest.h>

#include "disk/agreements.hpp"

namespace overens::access {
namespace {

disk::Agreements const& agreements() {
  static auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  return *all;
}

std::string answer(GuidanceQuestion const& asked) {
  auto const* const row = agreements().guidance.answer(asked);
  return row == nullptr ? "" : row->answer;
}

TEST(Guidance, says_what_the_statutes_say) {
  EXPECT_TRUE(agreements().findings.usable());
  // A concern for a child is reported, whoever has it; the unborn child is not covered by that duty.
  for (auto const* by : {"region_health_care", "social_services", "school", "private_provider"})
    EXPECT_EQ(answer({by, "social_services", "minor", "child_concern"}), "must") << by;
  EXPECT_EQ(answer({"region_health_care", "social_services", "pregnant", "child_concern"}), "assess");
  EXPECT_EQ(answer({"region_health_care", "social_services", "adult_substance", "compulsory_care"}), "must");
  // OSL 25:12 and 26:9 reach misuse of substances, and neither gambling nor doping.
  EXPECT_EQ(answer({"region_health_care", "social_services", "adult_substance", "care_now"}), "assess");
  EXPECT_EQ(answer({"social_services", "region_health_care", "adult_other", "care_now"}), "consent");
  EXPECT_EQ(answer({"social_services", "region_health_care", "adult_substance", "planning"}), "consent");
  EXPECT_EQ(answer({"region_health_care", "close_person", "adult_substance", "asked"}), "consent");
  EXPECT_EQ(answer({"social_services", "individual", "adult_substance", "asked"}), "may");
  EXPECT_EQ(answer({"social_services", "guardian", "minor", "asked"}), "assess");
  EXPECT_EQ(answer({"region_health_care", "social_services", "adult_substance", "follow_up"}), "never");
}

TEST(Guidance, refuses_what_it_does_not_know) {
  auto const said = [&](std::string const& rows) {
    base::Findings findings;
    auto const guidance =
        load_guidance({"guidance.yaml", "rows:\n" + rows}, agreements().vocabulary, agreements().policy, findings);
    EXPECT_EQ(findings.usable(), !guidance.rows().empty());
    return findings.usable();
  };
  std::string const rest = "  - {rule: Z, answer: consent, bases: [consent_lifts], sv: x, en: x}\n";
  EXPECT_TRUE(said(rest));
  EXPECT_TRUE(said("  - {rule: A, to: [police], answer: never, bases: [consent_lifts], sv: x, en: x}\n" + rest));
  EXPECT_FALSE(said("  - {rule: Z, to: [police], answer: never, bases: [consent_lifts], sv: x, en: x}\n" + rest))
      << "a name used twice";
  EXPECT_FALSE(said("  - {rule: A, to: [police], answer: never, bases: [consent_lifts], sv: x, en: x}\n"))
      << "somebody else is told nothing";
  EXPECT_FALSE(said(rest + "  - {rule: A, to: [police], answer: never, bases: [consent_lifts], sv: x, en: x}\n"))
      << "a row that answers nothing";
  for (auto const* row : {"{rule: A, to: [nobody], answer: never, bases: [consent_lifts], sv: x, en: x}",
                          "{rule: A, by: [nobody], answer: never, bases: [consent_lifts], sv: x, en: x}",
                          "{rule: A, about: [nobody], answer: never, bases: [consent_lifts], sv: x, en: x}",
                          "{rule: A, purpose: [nothing], answer: never, bases: [consent_lifts], sv: x, en: x}",
                          "{rule: A, to: [police], answer: perhaps, bases: [consent_lifts], sv: x, en: x}",
                          "{rule: A, to: [police], answer: never, bases: [no_law], sv: x, en: x}",
                          "{rule: A, to: [police], answer: never, sv: x, en: x}"})
    EXPECT_FALSE(said("  - " + std::string(row) + "\n" + rest)) << row;
}

}  // namespace
}  // namespace overens::access
