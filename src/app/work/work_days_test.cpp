#include "app/cases/cases_test.hpp"

namespace overens::app {
namespace {

using obligation::Pace;

struct WorkDays : Cases {
  std::set<int> away(Actor const& actor) {
    auto const found = queries.work_days(actor);
    EXPECT_TRUE(found) << found.error().code;
    std::set<int> all;
    if (found) {
      for (auto const day : *found) all.insert(static_cast<int>((day - calendar::day_in_sweden(now)).count()));
    }
    return all;
  }
  /// Rows of Vide's case in the place of its own: of a pace, so many days from today.
  void put(std::vector<std::pair<Pace, std::optional<int>>> const& made) {
    auto views = std::vector{store->view({"case", "c1"})};
    auto& rows = views.front().obligations;
    auto const found = std::find_if(rows.begin(), rows.end(), [](auto const& row) {
      return row.authority == "soc" && row.owed && row.life == obligation::Life::open;
    });
    ASSERT_NE(found, rows.end());
    auto const pattern = *found;
    rows.clear();
    for (auto const& [pace, away_by] : made) {
      auto row = pattern;
      row.id = fmt::format("made/{}", rows.size());
      row.pace = pace;
      row.details.watch.reset();
      row.due_on.reset();
      if (away_by) row.due_on = calendar::day_in_sweden(now) + std::chrono::days(*away_by);
      rows.push_back(row);
    }
    sort(views.front());
    auto const transaction = store->begin();
    transaction->put(views);
    transaction->commit();
  }
};

TEST_P(WorkDays, are_each_once_with_what_is_late_on_today) {
  put({{Pace::strict, -40},
       {Pace::strict, -1},
       {Pace::strict, 3},
       {Pace::strict, 3},
       {Pace::lenient, 9},
       {Pace::lenient, {}}});
  EXPECT_EQ(away(vide), (std::set{0, 3, 9}));
  EXPECT_EQ(away(other_unit), std::set<int>());
}

TEST_P(WorkDays, are_without_what_is_never_late_and_past_and_what_waits_for_others) {
  put({{Pace::lenient, -1}, {Pace::watched, 2}, {Pace::waits, 3}, {Pace::lenient, 0}});
  EXPECT_EQ(away(vide), std::set{0});
  put({{Pace::lenient, -1}, {Pace::watched, 0}, {Pace::waits, 0}});
  EXPECT_EQ(away(vide), std::set<int>());
}

TEST_P(WorkDays, are_also_those_of_a_colleague_who_is_away) {
  put({{Pace::strict, -1}, {Pace::strict, 3}});
  auto stand_in = other_unit;
  EXPECT_EQ(away(stand_in), std::set<int>());
  stand_in.stands_in_for = {vide.id};
  EXPECT_EQ(away(stand_in), (std::set{0, 3}));
}

// However many stand on a day, one row of it is enough.
TEST_P(WorkDays, are_read_by_days_and_not_by_rows) {
  std::vector<std::pair<Pace, std::optional<int>>> many;
  for (int i = 0; i < 300; ++i) many.emplace_back(Pace::strict, i % 3);
  put(many);
  CountingStore counting(*store);
  Looks counted(counting, world().policy, world().look_rules, [this] { return now; });
  Queries asked(counted, agreements, world().vocabulary, [this] { return now; });
  ASSERT_EQ(asked.work_days(vide)->size(), 3U);
  EXPECT_LT(counting.asked, 40);
}

TEST_P(WorkDays, are_without_those_of_a_protected_identity) {
  put({{Pace::strict, 3}});
  EXPECT_EQ(away(vide), std::set{3});
  record(
      R"("type":"protection.set","case":"c1","subject":{"kind":"case","id":"c1"},"data":{"marking":"confidentiality_marking"})");
  put({{Pace::strict, 3}});
  EXPECT_EQ(away(vide), std::set<int>());
}

INSTANTIATE_TEST_SUITE_P(Databases, WorkDays, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
