#include "app/shared_views.hpp"

#include "app/world_test.hpp"

namespace overens::app {
namespace {

struct SharedViews : testing::TestWithParam<databases::Kind> {
  void record(std::string const& id, std::string const& type, std::string const& on, std::string const& kind,
              std::string const& subject, std::string const& data = "{}", std::string const& owner = "hsn") {
    auto const outcome = office.ask(fmt::format(
        R"({{"command":"{}","do":"record","type":"{}","owner":"{}","happened":"{}","subject":{{"kind":"{}","id":"{}"}},"data":{}}})",
        id, type, owner, on, kind, subject, data));
    ASSERT_FALSE(outcome.refused) << base::english(outcome.refused->why);
  }
  /// How many meetings the county group owes, as the region sees it.
  long meetings_owed(std::string const& forum) const {
    auto const rows = store->view({"forum", forum}).obligations;
    return std::count_if(rows.begin(), rows.end(), [](ObligationRow const& row) {
      return row.norm == "county-group-meets" && row.life != obligation::Life::closed;
    });
  }
  AsOf now() const {
    SharedState known(office.basis);
    known.catch_up(*store);
    return known.as_of(calendar::day_in_sweden(noon));
  }

  Scratch scratch{GetParam()};
  std::unique_ptr<Store> store = scratch.open();
  Office office{*store};
};

TEST_P(SharedViews, of_what_an_event_touches_are_there_at_once_and_nothing_else_is_made_anew) {
  office.register_authorities();
  for (auto const* forum : {"f1", "f2"}) {
    record(fmt::format("founded-{}", forum), "forum.founded", "2026-02-01", "forum", forum,
           R"({"role":"county-group","agreement":"sjoland"})");
  }
  office.settle();
  ASSERT_EQ(meetings_owed("f1"), 1);
  auto const before = now();
  record("met", "forum.met", "2026-04-01", "forum", "f1");
  EXPECT_EQ(meetings_owed("f1"), 0);
  EXPECT_EQ(meetings_owed("f2"), 1);
  EXPECT_EQ(now(), before);
  EXPECT_EQ(store->progress("views.going"), "");
  // Corrected to another forum, and withdrawn.
  auto const correct = [&](std::string const& id, std::string const& what, std::string const& of,
                           std::string const& data) {
    auto const outcome = office.ask(
        fmt::format(R"({{"command":"{}","do":"{}","owner":"hsn","happened":"2026-04-01","data":{{"event":"{}",{}}}}})",
                    id, what, of, data));
    ASSERT_FALSE(outcome.refused) << base::english(outcome.refused->why);
  };
  correct("moved", "correct", "met", R"("subject":"f2")");
  EXPECT_EQ(meetings_owed("f1"), 1);
  EXPECT_EQ(meetings_owed("f2"), 0);
  correct("not-moved", "withdraw", "moved", R"("reason":"duplicate")");
  EXPECT_EQ(meetings_owed("f1"), 0);
  EXPECT_EQ(meetings_owed("f2"), 1);
  EXPECT_EQ(now(), before);
}

TEST_P(SharedViews, hold_what_a_party_without_an_authority_owes) {
  record("registered", "authority.registered", "2026-01-01", "authority", "soc",
         R"({"kind":"social_services","party":"9901"})", "soc");
  record("founded", "forum.founded", "2026-02-01", "forum", "f1", R"({"role":"county-group","agreement":"sjoland"})",
         "soc");
  office.settle();
  auto const rows = store->view({"forum", "f1"}).obligations;
  auto const meeting = std::find_if(rows.begin(), rows.end(), [](ObligationRow const& row) {
    return row.norm == "county-group-meets" && row.life != obligation::Life::closed;
  });
  ASSERT_NE(meeting, rows.end());
  EXPECT_EQ(meeting->authority, "");
  ASSERT_EQ(meeting->bearers.size(), 1U);
  EXPECT_EQ(meeting->bearers.front().id, "99");
  EXPECT_EQ(meetings_owed("f1"), 1);
  office.register_authorities();
  office.settle();
  EXPECT_EQ(meetings_owed("f1"), 1) << "now that the region has one, once and its own";
}

TEST_P(SharedViews, of_others_follow_when_the_register_says_something_else) {
  office.register_authorities();
  SharedState const known(office.basis);
  auto const registered = now();
  record("founded", "forum.founded", "2026-02-01", "forum", "f1", R"({"role":"county-group","agreement":"sjoland"})");
  auto const founded = now();
  EXPECT_NE(founded, registered);
  EXPECT_FALSE(known.can_change_cases(registered, founded)) << "no case of these agreements asks for a forum";
  record("held", "activity.held", "2026-02-02", "agreement", "sjoland", R"({"activity":"joint_training"})");
  auto const in_use = now();
  record("again", "activity.held", "2026-02-03", "agreement", "sjoland", R"({"activity":"joint_training"})");
  EXPECT_EQ(now(), in_use);
  record("joined", "authority.joined", "2026-02-01", "authority", "hsn");
  EXPECT_TRUE(known.can_change_cases(in_use, now()));
  office.settle();
}

TEST_P(SharedViews, read_nothing_private_and_private_ones_nothing_shared) {
  SharedState const known(office.basis);
  auto const& asked = known.rules()->book.asked();
  for (auto const& type : known.vocabulary().types) {
    if (!type.shared) continue;
    EXPECT_EQ(type.in_case, event::Presence::none) << type.name;
    for (auto const& kind : asked.groups(type)) EXPECT_FALSE(known.is_private(kind)) << type.name << " " << kind;
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, SharedViews, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
