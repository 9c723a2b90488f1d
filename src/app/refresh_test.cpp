// Rounds, in which all views are made anew by one edition of the agreements.

#include "app/refresh.hpp"

#include <thread>

#include "app/world_test.hpp"

namespace overens::app {
namespace {

struct Rounds : testing::TestWithParam<databases::Kind> {};

TEST_P(Rounds, are_made_by_one_edition_of_the_agreements) {
  Scratch const scratch{GetParam()};
  auto const store = scratch.open();
  {
    Office office(*store);
    office.register_authorities();
    EXPECT_FALSE(office.ask(started("c1")).refused);
    office.settle();
  }
  auto const today = calendar::day_in_sweden(noon);
  auto const tomorrow = today + std::chrono::days(1);
  SharedState ours({world().packs, world().vocabulary, world().edition});
  SharedState theirs({{}, world().vocabulary, "other"});
  Refresh our(*store, ours);
  Refresh their(*store, theirs);
  our.begin(today);
  EXPECT_FALSE(our.step(today, 10));
  their.begin(today);
  EXPECT_FALSE(our.step(today, 10));
  // They do not end it: the next day is anybody's.
  EXPECT_TRUE(our.step(tomorrow, 10));
  EXPECT_FALSE(their.step(tomorrow, 10));
  while (our.step(tomorrow, 10)) {
  }
  EXPECT_FALSE(store->view({"case", "a1"}).obligations.empty());
  // The last round was ours: when they are started again, they begin anew.
  their.begin(tomorrow);
  EXPECT_FALSE(our.step(tomorrow, 10));
  while (their.step(tomorrow, 10)) {
  }
  EXPECT_TRUE(store->view({"case", "a1"}).obligations.empty());
}

TEST_P(Rounds, leave_nothing_of_an_agreement_that_is_gone) {
  Scratch const scratch{GetParam()};
  auto const store = scratch.open();
  auto const today = calendar::day_in_sweden(noon);
  auto const owed = [&] { return store->view({"party", "9901"}).obligations.size(); };
  {
    Office office(*store);
    office.register_authorities();
    office.settle();
  }
  auto const before = owed();
  EXPECT_GT(before, 0U);
  auto const round = [&](Refresh& by, calendar::Day on) {
    while (by.step(on, 10)) {
    }
  };
  SharedState ours({world().packs, world().vocabulary, world().edition});
  SharedState theirs({{}, world().vocabulary, "other"});
  Refresh our(*store, ours);
  Refresh their(*store, theirs);
  auto const wrong = [&] { return check(*store, theirs, today, [](std::uint64_t) {}); };
  our.begin_again(today);
  round(our, today);
  auto const found = wrong();
  EXPECT_NE(std::find(found.begin(), found.end(), journal::SubjectRef{"party", "9901"}), found.end());
  their.begin(today);
  round(their, today);
  EXPECT_EQ(owed(), 0U);
  EXPECT_TRUE(wrong().empty());
  // What was there before is not taken to be there still.
  round(our, today + std::chrono::days(1));
  EXPECT_EQ(owed(), before);
}

INSTANTIATE_TEST_SUITE_P(Databases, Rounds, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
