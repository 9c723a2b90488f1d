#include "agreement/lifecycle.hpp"

#include <gtest/gtest.h>

#include "event/known.hpp"

namespace overens::agreement {
namespace {

namespace known = event::known;
using Why = Lifecycle::End::Why;

calendar::Day day(char const* text) {
  return *calendar::parse_day(text);
}

Pack version(std::string name, char const* from, char const* through) {
  Pack pack;
  pack.agreement = "prov";
  pack.version = std::move(name);
  pack.parties = {{"99", "Region Prov", Party::Kind::region}, {"9901", "Norrby", Party::Kind::municipality}};
  pack.validity.from = day(from);
  if (through != nullptr) pack.validity.through = day(through);
  return pack;
}

Pack prolonging() {
  auto pack = version("1", "2021-07-01", "2024-06-30");
  pack.validity.prolonged = Prolongation{
      {12, calendar::Unit::month}, {known::agreement_evaluation_begun, known::agreement_revision_begun}, {}};
  return pack;
}

LifecycleEvent lifecycle_event(char const* type, char const* on, std::string of = "1") {
  LifecycleEvent one;
  one.type = type;
  one.on = day(on);
  one.version = std::move(of);
  return one;
}

LifecycleEvent approved(char const* party, char const* on) {
  auto one = lifecycle_event(known::agreement_approved, on);
  one.party = party;
  return one;
}

TEST(Lifecycle, BindsNobodyBeforeItsOwnWhereTheAgreementSaysSo) {
  auto pack = version("1", "2021-07-01", nullptr);
  pack.approval = Approval{};
  EXPECT_EQ(Lifecycle({&pack}, {}).adopted(pack, "9901"), day("2021-07-01"));
  pack.approval->binds_unrecorded = false;
  Lifecycle const nobody({&pack}, {});
  EXPECT_EQ(nobody.adopted(pack, "9901"), std::nullopt);
  EXPECT_EQ(nobody.in_force(day("2021-07-01"), "9901"), nullptr);
  EXPECT_FALSE(nobody.rests_on_document(pack));
  Lifecycle const one({&pack}, {approved("9901", "2021-09-15")});
  EXPECT_EQ(one.adopted(pack, "9901"), day("2021-09-15"));
  EXPECT_EQ(one.adopted(pack, "99"), std::nullopt);
  EXPECT_TRUE(nobody.holds(pack, day("2021-09-15")));
  EXPECT_FALSE(nobody.binds_anybody(pack, day("2021-09-15")));
  EXPECT_FALSE(one.binds_anybody(pack, day("2021-09-14")));
  EXPECT_TRUE(one.binds_anybody(pack, day("2021-09-15")));
}

TEST(Lifecycle, HoldsFromTheDayThatTheDecisionNames) {
  auto const pack = version("1", "2021-07-01", nullptr);
  auto earlier = approved("9901", "2021-09-15");
  earlier.from = day("2021-07-15");
  auto later = approved("99", "2021-06-15");
  later.from = day("2022-01-01");
  Lifecycle const life({&pack}, {earlier, later});
  EXPECT_EQ(life.adopted(pack, "9901"), day("2021-07-15"));
  EXPECT_EQ(life.adopted(pack, "99"), day("2022-01-01"));
  earlier.from = day("2021-01-01");
  EXPECT_EQ(Lifecycle({&pack}, {earlier}).adopted(pack, "9901"), day("2021-07-01"));
}

TEST(Lifecycle, EndsWithTheDocument) {
  auto const pack = prolonging();
  Lifecycle const life({&pack}, {});
  EXPECT_EQ(life.end(pack).last, day("2024-06-30"));
  EXPECT_TRUE(life.holds(pack, day("2024-06-30")));
  EXPECT_FALSE(life.holds(pack, day("2024-07-01")));
  EXPECT_EQ(life.in_force(day("2024-07-01")), nullptr);
}

TEST(Lifecycle, GoesOnWhenAllThatIsAskedForWasBegunInTime) {
  auto const pack = prolonging();
  auto const revision = lifecycle_event(known::agreement_revision_begun, "2024-02-01");
  Lifecycle const half({&pack}, {revision});
  EXPECT_EQ(half.end(pack).why, Why::document);
  Lifecycle const late({&pack}, {revision, lifecycle_event(known::agreement_evaluation_begun, "2024-07-01")});
  EXPECT_EQ(late.end(pack).why, Why::document);
  Lifecycle const whole({&pack}, {revision, lifecycle_event(known::agreement_evaluation_begun, "2024-06-30")});
  EXPECT_EQ(whole.end(pack).why, Why::prolonged_by_itself);
  EXPECT_EQ(whole.end(pack).last, day("2025-06-30"));
  EXPECT_EQ(whole.end(pack).because.size(), 2U);
}

TEST(Lifecycle, DoesNotGoOnBesideItsSuccessor) {
  auto const old = prolonging();
  auto const next = version("2", "2024-07-01", nullptr);
  Lifecycle const life({&old, &next}, {lifecycle_event(known::agreement_revision_begun, "2024-02-01"),
                                       lifecycle_event(known::agreement_evaluation_begun, "2024-02-01")});
  EXPECT_EQ(life.end(old).last, day("2024-06-30"));
  EXPECT_EQ(life.in_force(day("2024-07-01")), &next);
}

TEST(Lifecycle, ADecisionProlongsAndAReplacementEnds) {
  auto const pack = prolonging();
  auto longer = lifecycle_event(known::agreement_prolonged, "2024-05-01");
  longer.through = day("2024-12-31");
  auto replaced = lifecycle_event(known::agreement_replaced, "2024-10-01");
  replaced.by = "en ny";
  Lifecycle const life({&pack}, {replaced, longer});
  EXPECT_EQ(life.end(pack).last, day("2024-09-30"));
  EXPECT_EQ(life.end(pack).why, Why::replaced);
  replaced.in_part = true;
  Lifecycle const part({&pack}, {replaced, longer});
  EXPECT_EQ(part.end(pack).last, day("2024-12-31"));
}

TEST(Lifecycle, HoldsForThePartiesThatHaveApproved) {
  auto const pack = prolonging();
  Lifecycle const document({&pack}, {});
  EXPECT_TRUE(document.rests_on_document(pack));
  EXPECT_EQ(document.adopted(pack, "9901"), day("2021-07-01"));
  EXPECT_EQ(document.adopted(pack, "9902"), std::nullopt);
  Lifecycle const life({&pack}, {approved("99", "2021-05-03"), approved("9901", "2021-09-01")});
  EXPECT_FALSE(life.rests_on_document(pack));
  EXPECT_EQ(life.adopted(pack, "99"), day("2021-07-01")) << "not before the version's own day";
  EXPECT_EQ(life.adopted(pack, "9901"), day("2021-09-01"));
  EXPECT_EQ(life.in_force(day("2021-08-01"), "9901"), nullptr);
  EXPECT_EQ(life.in_force(day("2021-08-01"), "99"), &pack);
}

TEST(Lifecycle, ASignatureCountsWhereTheAgreementAsksForOne) {
  auto pack = prolonging();
  pack.approval = Approval{};
  pack.approval->form = Approval::Form::signature;
  auto signed_by = lifecycle_event(known::agreement_signed, "2021-08-01");
  signed_by.party = "99";
  Lifecycle const life({&pack}, {approved("9901", "2021-07-15"), signed_by});
  EXPECT_EQ(life.adopted(pack, "99"), day("2021-08-01"));
  EXPECT_EQ(life.adopted(pack, "9901"), std::nullopt) << "approved, but not signed";
}

TEST(Lifecycle, RevisionIsDueAtTheEarlierOfItsTwoDays) {
  auto pack = prolonging();
  EXPECT_EQ(Lifecycle::revision_due(pack), std::nullopt);
  pack.revision = Revision{};
  pack.revision->every = calendar::Span{3, calendar::Unit::year};
  EXPECT_EQ(Lifecycle::revision_due(pack), day("2024-06-30"));
  pack.revision->latest = day("2023-12-31");
  EXPECT_EQ(Lifecycle::revision_due(pack), day("2023-12-31"));
}

}  // namespace
}  // namespace overens::agreement
