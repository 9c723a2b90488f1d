#include "app/agreement_status.hpp"

#include "app/world_test.hpp"

namespace overens::app {
namespace {

using namespace std::chrono_literals;

struct Statuses : testing::TestWithParam<databases::Kind> {
  AgreementStatus status(std::chrono::milliseconds fresh) const {
    return {*store, {world().packs, world().vocabulary, {}}, {}, fresh, 1min};
  }
  /// Whether anything is recorded of the agreement's life.
  static bool is_recorded(AgreementStatus::Known const& known) {
    return std::any_of(known.lifecycles().begin(), known.lifecycles().end(), [](auto const& life) {
      return life.versions().front()->agreement == "sjoland" && !life.lifecycle_events().empty();
    });
  }
  void record() {
    office.register_authorities();
    auto const outcome = office.ask(R"({"command":"b1","do":"begin_revision","owner":"hsn","happened":"2026-03-01",)"
                                    R"("subject":{"kind":"agreement","id":"sjoland"},"data":{"version":"2026"}})");
    ASSERT_FALSE(outcome.refused) << base::english(outcome.refused->why);
  }

  calendar::Day day = calendar::day_in_sweden(noon);
  Scratch scratch{GetParam()};
  std::unique_ptr<Store> store = scratch.open({.patience = 1s});
  Office office{*store};
};

TEST_P(Statuses, are_at_hand_for_a_while_and_for_their_day) {
  auto asked = status(1h);
  EXPECT_EQ(asked.at_hand(day), nullptr);
  auto const known = asked.on(day);
  EXPECT_EQ(asked.at_hand(day), known);
  EXPECT_EQ(asked.on(day), known);
  EXPECT_EQ(asked.at_hand(day + std::chrono::days(1)), nullptr);
  EXPECT_NE(asked.on(day + std::chrono::days(1)), known);
  asked.look_again();
  EXPECT_EQ(asked.at_hand(day + std::chrono::days(1)), nullptr);
}

TEST_P(Statuses, see_what_has_been_recorded) {
  auto asked = status(0ms);
  auto kept = status(1h);
  EXPECT_FALSE(is_recorded(*asked.on(day)));
  EXPECT_FALSE(is_recorded(*kept.on(day)));
  record();
  EXPECT_TRUE(is_recorded(*asked.on(day)));
  EXPECT_FALSE(is_recorded(*kept.on(day)));
  kept.look_again();
  EXPECT_TRUE(is_recorded(*kept.on(day)));
}

TEST_P(Statuses, tell_what_was_known_while_the_store_does_not_answer) {
  auto asked = status(0ms);
  auto never = status(0ms);
  record();
  auto const known = asked.on(day);
  scratch.alter("alter table event rename to elsewhere");
  EXPECT_EQ(asked.on(day), known);
  EXPECT_TRUE(is_recorded(*asked.on(day + std::chrono::days(1))));
  EXPECT_THROW(never.on(day), StoreFailed);
  scratch.alter("alter table elsewhere rename to event");
  EXPECT_TRUE(is_recorded(*never.on(day)));
}

TEST_P(Statuses, report_an_entry_that_cannot_be_read_and_not_a_store_that_does_not_answer) {
  std::atomic<int> reports = 0;
  AgreementStatus asked{
      *store, {world().packs, world().vocabulary, {}}, [&](std::string const&) { ++reports; }, 0ms, 1min};
  record();
  scratch.alter("alter table event rename to elsewhere");
  EXPECT_THROW(asked.on(day), StoreFailed);
  EXPECT_EQ(reports, 0);
  scratch.alter("alter table elsewhere rename to event");
  scratch.alter("update event set data = '{\"no such field\":1}' where id = 'b1'");
  EXPECT_ANY_THROW(asked.on(day));
  EXPECT_ANY_THROW(asked.on(day));
  EXPECT_EQ(reports, 1);
}

INSTANTIATE_TEST_SUITE_P(Databases, Statuses, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
