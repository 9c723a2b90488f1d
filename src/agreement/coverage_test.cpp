#include "agreement/coverage.hpp"

#include <gtest/gtest.h>

namespace overens::agreement {
namespace {

template <class T>
T named(std::string id) {
  T item;
  item.id = std::move(id);
  return item;
}

// A pack with an item of each kind, and its ledger of one passage carried by `ids`.
struct CoverageOf : testing::Test {
  CoverageOf() {
    pack.agreement = "county";
    pack.validity.cite = {"s9"};
    pack.norms = {named<Norm>("duty"), named<Norm>("for-the-young")};
    pack.norms[0].readings = {"open-question"};
    pack.norms[1].groups = {"young"};
    pack.ladders = {named<Ladder>("ladder")};
    pack.groups = {named<TargetGroup>("young"), named<TargetGroup>("noted"), named<TargetGroup>("told")};
    pack.groups[1].noted = {"alcohol"};
    pack.readings = {named<Reading>("open-question"), named<Reading>("decided")};
    pack.readings[1].decided = true;
    pack.forums = {named<Forum>("forum")};
    pack.commitments = {named<Commitment>("commitment")};
    pack.local_templates = {named<LocalTemplate>("template")};
    pack.goals = {named<Goal>("goal")};
  }

  static Passage carried_by(std::vector<std::string> const& ids, std::string section = "s1") {
    Passage passage;
    passage.section = std::move(section);
    for (auto const& id : ids) passage.items.emplace_back(id, "…");
    return passage;
  }
  Coverage by(std::vector<std::string> const& ids, std::string section = "s1") const {
    return coverage_of(carried_by(ids, std::move(section)), pack, vocabulary, demonstrated);
  }

  Pack pack;
  event::Vocabulary vocabulary;
  Demonstrated demonstrated;
};

TEST_F(CoverageOf, ANormIsComputedOnceAScenarioShowsIt) {
  EXPECT_EQ(by({"duty"}), Coverage::workable);
  EXPECT_EQ(by({"ladder"}), Coverage::workable);
  demonstrated.ids = {"duty", "ladder"};
  EXPECT_EQ(by({"duty"}), Coverage::computed);
  EXPECT_EQ(by({"ladder"}), Coverage::computed);
}

TEST_F(CoverageOf, AGroupIsComputedByANormForIt) {
  EXPECT_EQ(by({"young"}), Coverage::shown);
  EXPECT_EQ(by({"noted"}), Coverage::workable);
  EXPECT_EQ(by({"told"}), Coverage::shown);
  demonstrated.ids = {"for-the-young"};
  EXPECT_EQ(by({"young"}), Coverage::computed);
  EXPECT_EQ(by({"told"}), Coverage::shown);
}

TEST_F(CoverageOf, TheHeadIsComputedWhereItsValidityIsSaid) {
  EXPECT_EQ(by({"county"}, "s9"), Coverage::shown);
  demonstrated.validity = true;
  EXPECT_EQ(by({"county"}, "s9"), Coverage::computed);
  EXPECT_EQ(by({"county"}, "s1"), Coverage::shown);
}

TEST_F(CoverageOf, WhatCanBeRecordedIsWorkableAndTheRestIsShown) {
  EXPECT_EQ(by({"forum"}), Coverage::workable);
  EXPECT_EQ(by({"commitment"}), Coverage::workable);
  EXPECT_EQ(by({"template"}), Coverage::workable);
  EXPECT_EQ(by({"goal"}), Coverage::shown);
  EXPECT_EQ(by({"open-question"}), Coverage::open);
  EXPECT_EQ(by({"decided"}), Coverage::shown);
  EXPECT_EQ(by({}), Coverage::not_software);
  EXPECT_EQ(by({"open-question", "goal", "forum"}), Coverage::workable) << "the most that one of them does";
}

TEST_F(CoverageOf, HowManyOfTheItemsAreComputedIsCounted) {
  demonstrated.ids = {"duty"};
  auto const some = computed_items(carried_by({"duty", "goal", "commitment"}), pack, vocabulary, demonstrated);
  EXPECT_EQ(some.computed, 1);
  EXPECT_EQ(some.all, 3);
  pack.ledger = {carried_by({"duty", "goal"}), carried_by({"duty"}), carried_by({})};
  auto const sums = coverage_sums(pack, vocabulary, demonstrated);
  EXPECT_EQ(sums.items.computed, 2);
  EXPECT_EQ(sums.items.all, 3);
}

TEST_F(CoverageOf, SumsCountEachPassageOnceAndThoseOnOpenReadings) {
  pack.ledger = {carried_by({"duty"}), carried_by({"open-question"}), carried_by({"decided"}), carried_by({})};
  auto const sums = coverage_sums(pack, vocabulary, demonstrated);
  EXPECT_EQ(sums.all, 4);
  EXPECT_EQ(sums.passages, (std::array<long, coverages>{0, 1, 1, 1, 1}));
  EXPECT_EQ(sums.on_open_readings, 2) << "the norm's own reading, and the one that the passage names";
}

}  // namespace
}  // namespace overens::agreement
