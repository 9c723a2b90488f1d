#include "agreement/compare.hpp"

#include <gtest/gtest.h>

namespace overens::agreement {
namespace {

using Aspect = Difference::Aspect;
using Verdict = Pair::Verdict;

Condition on(std::string event) {
  Condition condition;
  condition.event = std::move(event);
  return condition;
}

Norm norm(std::string id, std::string section) {
  Norm one;
  one.id = std::move(id);
  one.title.sv = one.id;
  one.cite = {std::move(section)};
  one.verb = Verb::must;
  one.per = "placement";
  one.bearer.roles = {"municipal_authority"};
  one.opens = on("placement.started");
  one.due = DueRule{};
  one.due->recipe = calendar::Recipe{{1, calendar::Unit::week}, calendar::Roll::none};
  one.met = on("sip.held");
  return one;
}

Pack pack(std::string agreement, std::vector<Norm> norms) {
  Pack result;
  result.agreement = std::move(agreement);
  for (auto const* id : {"s1", "s2", "s3"}) {
    Section section;
    section.id = id;
    result.sections.push_back(section);
  }
  result.norms = std::move(norms);
  return result;
}

Pair only(Norm const& before, Norm const& after) {
  static Pack a;
  static Pack b;
  a = pack("prov", {before});
  b = pack("prov", {after});
  auto const pairs = compare(a, b);
  EXPECT_EQ(pairs.size(), 1U);
  return pairs.front();
}

TEST(Compare, TheSameIsTheSame) {
  EXPECT_EQ(only(norm("n", "s1"), norm("n", "s1")).verdict(), Verdict::same);
}

TEST(Compare, AShorterTimeIsStronger) {
  auto after = norm("n", "s1");
  after.due->recipe->span = {3, calendar::Unit::day};
  EXPECT_EQ(only(norm("n", "s1"), after).verdict(), Verdict::stronger);
  EXPECT_EQ(only(after, norm("n", "s1")).verdict(), Verdict::weaker);
}

TEST(Compare, AWordForADayIsWeakerThanADay) {
  auto after = norm("n", "s1");
  after.due->recipe.reset();
  after.due->unstated = "utan dröjsmål";
  EXPECT_EQ(only(norm("n", "s1"), after).verdict(), Verdict::weaker);
}

TEST(Compare, ShouldIsWeakerThanMust) {
  auto after = norm("n", "s1");
  after.verb = Verb::should;
  EXPECT_EQ(only(norm("n", "s1"), after).verdict(), Verdict::weaker);
  after.due->recipe->span = {1, calendar::Unit::day};
  EXPECT_EQ(only(norm("n", "s1"), after).verdict(), Verdict::changed) << "weaker in strength, stronger in time";
}

TEST(Compare, MoreWaysOutAreWeaker) {
  auto after = norm("n", "s1");
  after.release = {on("sip.declined")};
  auto const pair = only(norm("n", "s1"), after);
  EXPECT_EQ(pair.verdict(), Verdict::weaker);
  EXPECT_EQ(pair.differences.front().aspect, Aspect::releases);
}

TEST(Compare, TheOppositeOfAValueIsAnotherCondition) {
  auto before = norm("n", "s1");
  before.opens->where.push_back({.field = "child", .words = {"true"}});
  auto after = before;
  after.opens->where.front().is = Where::Is::none_of;
  auto const pair = only(before, after);
  EXPECT_EQ(pair.verdict(), Verdict::changed);
  EXPECT_EQ(pair.differences.front().aspect, Aspect::opens);
  EXPECT_EQ(compare(pack("one", {before}), pack("other", {after})).size(), 2U) << "opposite rules are no pair";
}

TEST(Compare, HowAnEventCountsIsPartOfTheCondition) {
  auto const before = norm("n", "s1");
  std::vector<Norm> others(6, before);
  others[0].met->where.push_back({.field = "assessments", .words = {"both"}});
  others[1].met->within = calendar::Span{6, calendar::Unit::month};
  others[2].met->times = 2;
  others[3].met->before = "opening";
  others[4].met->not_ended_by = "sip.ended";
  others[5].met->distinct = "party";
  for (auto const& after : others) {
    auto const pair = only(before, after);
    ASSERT_EQ(pair.verdict(), Verdict::changed);
    EXPECT_EQ(pair.differences.front().aspect, Aspect::fulfils);
  }
}

TEST(Compare, BothAreNotOneOfThem) {
  auto before = norm("n", "s1");
  before.met->event.clear();
  before.met->parts = {on("sip.held"), on("natures.specified")};
  before.met->form = Condition::Form::any;
  auto after = before;
  std::swap(after.met->parts[0], after.met->parts[1]);
  EXPECT_EQ(only(before, after).verdict(), Verdict::same) << "the order says nothing";
  after.met->form = Condition::Form::all;
  EXPECT_EQ(only(before, after).verdict(), Verdict::changed);
}

TEST(Compare, TellsWhatIsAddedAndMissingInTheOrderOfTheFirst) {
  auto const a = pack("prov", {norm("late", "s3"), norm("early", "s1"), norm("gone", "s2")});
  auto const b = pack("prov", {norm("early", "s1"), norm("new", "s1"), norm("late", "s3")});
  auto const pairs = compare(a, b);
  ASSERT_EQ(pairs.size(), 4U);
  EXPECT_EQ(pairs[0].before->id, "early");
  EXPECT_EQ(pairs[1].before->id, "gone");
  EXPECT_EQ(pairs[1].verdict(), Verdict::missing);
  EXPECT_EQ(pairs[2].before->id, "late");
  EXPECT_EQ(pairs[3].after->id, "new");
  EXPECT_EQ(pairs[3].verdict(), Verdict::added);
}

TEST(Compare, AcrossAgreementsWhatFulfilsDecides) {
  auto other = norm("quite-another-name", "s2");
  other.due->recipe->span = {2, calendar::Unit::week};
  auto const a = pack("one", {norm("n", "s1")});
  auto const b = pack("other", {other});
  auto const pairs = compare(a, b);
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_EQ(pairs[0].verdict(), Verdict::weaker);
  other.met = on("plan.signed");
  EXPECT_EQ(compare(a, pack("other", {other})).size(), 2U);
}

TEST(Compare, AcrossAgreementsWhatOpensDecidesToo) {
  auto other = norm("n", "s1");
  other.opens = on("placement.decided");
  EXPECT_EQ(compare(pack("one", {norm("n", "s1")}), pack("other", {other})).size(), 2U);
  other.opens = on("placement.started");
  other.opens->where.push_back({.field = "form", .words = {"hvb"}});
  EXPECT_EQ(compare(pack("one", {norm("n", "s1")}), pack("other", {other})).size(), 2U) << "only some placements";
  auto here = norm("n", "s1");
  here.opens = other.opens;
  EXPECT_EQ(compare(pack("one", {here}), pack("other", {other})).size(), 1U);
}

TEST(Compare, AcrossAgreementsTheValuesOfWhatIsOwedDecideToo) {
  auto training = norm("n", "s1");
  training.met = on("activity.held");
  training.met->where.push_back({.field = "kind", .words = {"joint_training"}});
  auto conference = training;
  conference.met->where.front().words = {"conference"};
  EXPECT_EQ(compare(pack("one", {training}), pack("other", {conference})).size(), 2U);
  EXPECT_EQ(compare(pack("one", {training}), pack("other", {training})).size(), 1U);
}

TEST(Compare, AProhibitionIsNeverComparedWithADuty) {
  auto other = norm("n", "s1");
  other.verb = Verb::must_not;
  other.broken_by = other.met;
  other.met.reset();
  EXPECT_EQ(compare(pack("one", {norm("n", "s1")}), pack("other", {other})).size(), 2U);
}

}  // namespace
}  // namespace overens::agreement
