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

// What has a last day stays owed after the agreement's end.
TEST_P(Rounds, pass_by_a_standing_duty_when_its_agreement_is_no_longer_in_force) {
  Scratch const scratch{GetParam()};
  auto const store = scratch.open();
  {
    Office office(*store);
    ASSERT_FALSE(office
                     .ask(R"({"command":"r","do":"record","type":"authority.registered","owner":"soc",
      "happened":"2026-01-01","subject":{"kind":"authority","id":"soc"},
      "data":{"kind":"social_services","party":"2326"}})")
                     .refused);
    office.settle();
  }
  SharedState known({world().packs, world().vocabulary, world().edition});
  auto const owed = [&](std::string const& norm, std::string const& on, journal::SubjectRef const& of) {
    Refresh refresh(*store, known);
    refresh.begin_again(*calendar::parse_day(on));
    while (refresh.step(*calendar::parse_day(on), 1000)) {
    }
    auto const rows = store->view(of).obligations;
    return std::any_of(rows.begin(), rows.end(), [&](ObligationRow const& row) { return row.norm == norm; });
  };
  EXPECT_TRUE(owed("smadit-routines", "2027-12-31", {"party", "2326"}));
  EXPECT_FALSE(owed("smadit-routines", "2028-01-01", {"party", "2326"}));
  EXPECT_TRUE(owed("agreement-revised", "2028-01-02", {"agreement", "jamtland-harjedalen"}));
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

// As in a journal from before it was noted.
TEST_P(Rounds, that_are_done_have_made_all_views) {
  Scratch const scratch{GetParam()};
  auto const store = scratch.open();
  Office office(*store);
  office.register_authorities();
  office.settle();
  {
    auto const transaction = store->begin();
    transaction->set_progress("views.complete", "");
    transaction->commit();
  }
  EXPECT_TRUE(Refresh::are_complete(*store));
}

INSTANTIATE_TEST_SUITE_P(Databases, Rounds, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
