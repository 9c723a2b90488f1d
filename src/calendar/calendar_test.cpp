#include <random>

#include <gtest/gtest.h>

#include "calendar/recipe.hpp"

namespace overens::calendar {
namespace {

using namespace std::chrono_literals;

Day d(char const* s) {
  return parse_day(s).value();
}
Moment m(char const* s) {
  return parse_moment(s).value();
}

TEST(weeks, end_on_sunday) {
  for (auto const* day : {"2026-11-16", "2026-11-18", "2026-11-22"})
    EXPECT_EQ(to_string(end_of_week(*parse_day(day))), "2026-11-22") << day;
  EXPECT_EQ(to_string(end_of_week(*parse_day("2026-12-28"))), "2027-01-03");
}

TEST(Day, reads_only_real_days) {
  EXPECT_EQ(to_string(d("2024-02-29")), "2024-02-29");
  for (auto const* bad :
       {"2023-02-29", "2024-2-9", "2024-13-01", "2024-00-10", "24-01-01", "2024/01/01", "2024-01-01 ", ""}) {
    EXPECT_FALSE(parse_day(bad)) << bad;
  }
}

TEST(Instant, needs_an_offset) {
  EXPECT_EQ(to_string(*parse_instant("2026-01-31T09:00+01:00")), "2026-01-31T08:00:00Z");
  EXPECT_EQ(to_string(*parse_instant("2026-01-31T08:00:00.1234Z")), "2026-01-31T08:00:00.123Z");
  for (auto const* bad :
       {"2026-01-31T08:00", "2026-01-31T24:00Z", "2026-01-31 08:00Z", "2026-01-31T08:00Zx", "2026-01-31T08:00+1"}) {
    EXPECT_FALSE(parse_instant(bad)) << bad;
  }
}

TEST(Age, turns_on_the_birthday) {
  EXPECT_EQ(age(d("2008-03-10"), d("2026-03-09")), 17);
  EXPECT_EQ(age(d("2008-03-10"), d("2026-03-10")), 18);
  EXPECT_EQ(age(d("2008-02-29"), d("2026-02-28")), 17);
  EXPECT_EQ(age(d("2008-02-29"), d("2026-03-01")), 18);
}

TEST(SwedishTime, days_begin_at_swedish_midnight) {
  EXPECT_EQ(day_in_sweden(*parse_instant("2026-01-31T23:30:00Z")), d("2026-02-01"));
  EXPECT_EQ(day_in_sweden(*parse_instant("2026-06-30T21:59:59Z")), d("2026-06-30"));
  EXPECT_EQ(day_in_sweden(*parse_instant("2026-06-30T22:00:00Z")), d("2026-07-01"));
  EXPECT_EQ(end_of(d("2026-03-29")) - start_of(d("2026-03-29")), 23h);
  EXPECT_EQ(end_of(d("2026-10-25")) - start_of(d("2026-10-25")), 25h);
}

TEST(Holidays, by_dated_rules) {
  EXPECT_EQ(easter(2024), d("2024-03-31"));
  EXPECT_EQ(easter(2038), d("2038-04-25"));
  auto const has = [](int year, char const* day) {
    for (auto const& h : holidays(year)) {
      if (h.day == d(day)) return true;
    }
    return false;
  };
  EXPECT_TRUE(has(2004, "2004-05-31"));  // Whit Monday, the last one
  EXPECT_FALSE(has(2005, "2005-05-16"));
  EXPECT_FALSE(has(2004, "2004-06-06"));
  EXPECT_TRUE(has(2005, "2005-06-06"));
  EXPECT_TRUE(has(2026, "2026-06-20"));  // Midsummer Day
  EXPECT_TRUE(has(2026, "2026-10-31"));  // All Saints' Day
  EXPECT_TRUE(holidays(1989).empty());
}

struct Ten {
  char const* from;
  char const* to;
};
class TenWorkingDays : public testing::TestWithParam<Ten> {};
TEST_P(TenWorkingDays, eves_off) {
  auto const result = due(m(GetParam().from), {{10, Unit::working_day}}, {});
  EXPECT_EQ(to_string(result->day), GetParam().to);
}
// The agreement pack's own examples (design: "What the engine must get right", point 6).
INSTANTIATE_TEST_SUITE_P(table, TenWorkingDays,
                         testing::Values(Ten{"2024-03-22", "2024-04-09"}, Ten{"2025-04-14", "2025-04-30"},
                                         Ten{"2025-05-26", "2025-06-11"}, Ten{"2025-06-12", "2025-06-27"},
                                         Ten{"2025-12-16", "2026-01-07"}, Ten{"2025-12-18", "2026-01-09"}));

TEST(Due, the_anchor_is_day_zero_and_the_last_day_is_not_late) {
  auto const result = *due(m("2026-11-11"), {{1, Unit::week}}, {});
  EXPECT_EQ(to_string(result.day), "2026-11-18");
  EXPECT_FALSE(is_past(result, m("2026-11-18")));
  EXPECT_FALSE(is_past(result, m("2026-11-18T22:30:00Z")));
  EXPECT_TRUE(is_past(result, m("2026-11-19")));
}

TEST(Due, a_day_of_the_calendar_is_not_counted) {
  Recipe recipe;
  recipe.day = *parse_day("2027-01-02");  // a Saturday
  std::vector<Days> const paused = {{*parse_day("2026-01-01"), *parse_day("2026-06-01")}};
  for (auto const* anchor : {"2025-07-01", "2028-01-01"}) {
    EXPECT_EQ(to_string(due(m(anchor), recipe, {}, paused)->day), "2027-01-02");
    auto const steps = *explain(m(anchor), recipe, {}, paused);
    ASSERT_EQ(steps.size(), 1U);
    EXPECT_EQ(steps.front().kind, Step::Kind::last);
    EXPECT_EQ(to_string(steps.front().day), "2027-01-02");
  }
  recipe.roll = Roll::next_working_day;
  EXPECT_EQ(to_string(due(m("2025-07-01"), recipe, {})->day), "2027-01-04");
  EXPECT_EQ(explain(m("2025-07-01"), recipe, {})->back().day, due(m("2025-07-01"), recipe, {})->day);
}

TEST(Due, eves_are_a_choice) {
  EXPECT_EQ(to_string(due(m("2025-12-23"), {{1, Unit::working_day}}, {Eves::off})->day), "2025-12-29");
  EXPECT_EQ(to_string(due(m("2025-12-23"), {{1, Unit::working_day}}, {Eves::working})->day), "2025-12-24");
}

TEST(Due, an_unclear_month_end_is_an_error_until_chosen) {
  EXPECT_EQ(due(m("2026-01-31"), {{1, Unit::month}}, {}).error().code, "unclear_month_end");
  EXPECT_EQ(to_string(due(m("2026-01-31"), {{1, Unit::month}}, {Eves::off, MonthEnd::last_day_of_month})->day),
            "2026-02-28");
  EXPECT_EQ(to_string(due(m("2026-01-31"), {{1, Unit::month}}, {Eves::off, MonthEnd::first_of_next_month})->day),
            "2026-03-01");
  EXPECT_EQ(to_string(due(m("2026-01-30"), {{3, Unit::month}}, {})->day), "2026-04-30");
  EXPECT_EQ(due(m("2024-02-29"), {{1, Unit::year}}, {}).error().code, "unclear_month_end");
}

TEST(Due, hours_run_through_clock_changes) {
  auto const spring = *due(m("2026-03-28T12:00:00+01:00"), {{24, Unit::hour}}, {});
  EXPECT_EQ(local_time(*spring.at), "2026-03-29 13:00");
  auto const day_only = *due(m("2026-03-28"), {{24, Unit::hour}}, {});
  EXPECT_EQ(local_time(*day_only.at), "2026-03-30 01:00");
  EXPECT_FALSE(is_past(day_only, m("2026-03-30")));
  EXPECT_TRUE(is_past(day_only, m("2026-03-31")));
  auto const plain = *due(m("2026-03-10"), {{24, Unit::hour}}, {});
  EXPECT_FALSE(is_past(plain, m("2026-03-11")));
  EXPECT_TRUE(is_past(plain, m("2026-03-12"))) << "all of the day is after the last moment";
  EXPECT_TRUE(is_past(spring, m("2026-03-29T13:00:01+02:00")));
}

TEST(Due, rolls_to_a_working_day) {
  EXPECT_EQ(to_string(due(m("2026-04-26"), {{5, Unit::day}, Roll::next_working_day}, {})->day), "2026-05-04");
  EXPECT_EQ(to_string(due(m("2026-04-26"), {{5, Unit::day}, Roll::previous_working_day}, {})->day), "2026-04-30");
}

TEST(Due, that_a_statute_orders_is_counted_by_the_act) {
  auto const last = [](char const* from, long count, Unit unit) {
    return to_string(due(Moment::whole(*parse_day(from)), {{count, unit}, roll_of_the_act}, rules_of_the_act)->day);
  };
  EXPECT_EQ("2026-03-02", last("2026-01-31", 1, Unit::month)) << "28 February is a Saturday";
  EXPECT_EQ("2024-02-29", last("2024-01-31", 1, Unit::month));
  EXPECT_EQ("2026-06-22", last("2026-06-12", 1, Unit::week)) << "Midsummer Eve counts as a Sunday";
  EXPECT_EQ("2027-01-04", last("2026-12-24", 1, Unit::week)) << "New Year's Eve as well";
}

TEST(Due, days_while_the_clock_stands_still_do_not_count) {
  Days const paused[] = {{d("2026-03-04"), d("2026-03-09")}};  // Wednesday through Sunday
  EXPECT_EQ(to_string(due(m("2026-03-02"), {{1, Unit::week}}, {}, paused)->day), "2026-03-14");
  EXPECT_EQ(to_string(due(m("2026-03-02"), {{3, Unit::working_day}}, {}, paused)->day), "2026-03-10");
  EXPECT_EQ(to_string(due(m("2026-03-10"), {{1, Unit::week}}, {}, paused)->day), "2026-03-17");
}

TEST(Due, outside_the_calendar_is_refused) {
  EXPECT_EQ(due(m("1989-12-31"), {{1, Unit::day}}, {}).error().code, "outside_calendar");
  EXPECT_EQ(due(m("2100-12-31"), {{1, Unit::day}}, {}).error().code, "outside_calendar");
  EXPECT_EQ(due(m("2100-12-30"), {{10, Unit::working_day}}, {}).error().code, "outside_calendar");
  EXPECT_EQ(due(m("2100-12-30"), {{1, Unit::day}, Roll::next_working_day}, {}).error().code, "outside_calendar");
  EXPECT_EQ(due(m("1990-01-01"), {{0, Unit::day}, Roll::previous_working_day}, {}).error().code, "outside_calendar");
  EXPECT_FALSE(explain(m("2100-12-30"), {{1, Unit::day}, Roll::next_working_day}, {}));
}

TEST(IsBefore, compares_days_unless_both_have_times) {
  EXPECT_FALSE(is_before(m("2026-01-10"), m("2026-01-10T15:00Z")));
  EXPECT_FALSE(is_before(m("2026-01-10T08:00Z"), m("2026-01-10")));
  EXPECT_TRUE(is_before(m("2026-01-10T08:00Z"), m("2026-01-10T15:00Z")));
}

TEST(Properties, explanation_ends_on_the_due_day_and_working_days_add_up) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> start(0, 365 * 100);
  std::uniform_int_distribution<long> count(-40, 60);
  for (int i = 0; i < 20'000; ++i) {
    auto const from = first_day + std::chrono::days(200 + start(random));
    auto const n = count(random);
    auto const eves = i % 2 == 0 ? Eves::off : Eves::working;
    auto const to = add_working_days(from, n, eves);
    // By hand: step one day at a time.
    auto day = from;
    for (long k = 0; k < std::abs(n);) {
      day += std::chrono::days(n < 0 ? -1 : 1);
      if (*why_off(day, eves).key == '\0') ++k;
    }
    ASSERT_EQ(to, day) << to_string(from) << " " << n;
    if (n >= 0) {
      ASSERT_EQ(working_days_between(from, to, eves), n);
    }
    Recipe const recipe{{n < 0 ? -n : n, static_cast<Unit>(1 + i % 3)}, static_cast<Roll>(i % 3)};
    Days const paused[] = {{from + std::chrono::days(i % 7), from + std::chrono::days(i % 7 + i % 11)}};
    auto const steps = explain(Moment::whole(from), recipe, {eves}, paused);
    ASSERT_EQ(steps->back().day, due(Moment::whole(from), recipe, {eves}, paused)->day);
  }
}

}  // namespace
}  // namespace overens::calendar
