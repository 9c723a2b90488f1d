#include "web/day_line.hpp"

#include <gtest/gtest.h>

namespace overens::web {
namespace {

using Now = DutyDays::Now;

calendar::Day day(char const* written) {
  return *calendar::parse_day(written);
}

TEST(ALineOfDays, is_nothing_where_no_day_is_known) {
  EXPECT_FALSE(day_line({}, day("2026-03-20")));
  std::vector<DutyDays> const none = {{"a", {}, {}, Now::open}};
  EXPECT_FALSE(day_line(none, day("2026-03-20")));
  std::vector<DutyDays> const of_today = {{"a", day("2026-03-20"), {}, Now::open}};
  EXPECT_FALSE(day_line(of_today, day("2026-03-20")));
  EXPECT_TRUE(day_line(of_today, day("2026-03-21")));
}

TEST(ALineOfDays, goes_from_the_first_day_to_the_last_with_today_among_them) {
  std::vector<DutyDays> const duties = {{"late", day("2026-03-01"), day("2026-03-11"), Now::late},
                                        {"open", day("2026-03-11"), day("2026-04-10"), Now::open},
                                        {"no last day", day("2026-03-11"), {}, Now::open},
                                        {"missed", day("2026-03-01"), day("2026-03-11"), Now::missed},
                                        {"missed", day("2026-03-11"), day("2026-04-10"), Now::open}};
  auto const line = day_line(duties, day("2026-03-21"));
  ASSERT_TRUE(line);
  ASSERT_EQ(line->rows.size(), 4U);
  auto const& late = line->rows[0].duties[0];
  EXPECT_DOUBLE_EQ(late.time->from, 2);
  EXPECT_DOUBLE_EQ(late.time->until, 26);
  EXPECT_DOUBLE_EQ(*late.last, 26);
  EXPECT_DOUBLE_EQ(late.late->from, 26);
  EXPECT_DOUBLE_EQ(late.late->until, 50);
  EXPECT_DOUBLE_EQ(line->today, 50);
  EXPECT_DOUBLE_EQ(*line->rows[1].duties[0].last, 98);
  EXPECT_FALSE(line->rows[1].duties[0].late);
  EXPECT_DOUBLE_EQ(line->rows[2].duties[0].time->until, 50) << "to today";
  EXPECT_FALSE(line->rows[2].duties[0].last);
  EXPECT_TRUE(line->rows[3].duties[0].is_missed);
  EXPECT_FALSE(line->rows[3].duties[0].late);
  ASSERT_EQ(line->rows[3].duties.size(), 2U) << "of one title";
  EXPECT_FALSE(line->rows[3].duties[1].is_missed);
  EXPECT_LT(line->rows[0].down, line->rows[1].down);
  EXPECT_GT(line->height, line->rows[3].down);
}

TEST(ALineOfDays, shows_when_what_was_late_was_done) {
  std::vector<DutyDays> const duties = {{"a", day("2026-03-01"), day("2026-03-11"), Now::done, day("2026-03-16")}};
  auto const line = day_line(duties, day("2026-03-21"));
  auto const& duty = line->rows[0].duties[0];
  EXPECT_DOUBLE_EQ(duty.late->from, 50);
  EXPECT_DOUBLE_EQ(duty.late->until, 74);
  EXPECT_DOUBLE_EQ(*duty.done, 74);
}

TEST(ALineOfDays, says_how_many_there_is_no_room_for) {
  std::vector<DutyDays> duties;
  for (int i = 0; i < 40; ++i) duties.push_back({std::to_string(i % 33), day("2026-03-01"), {}, Now::open});
  auto const line = day_line(duties, day("2026-03-20"));
  EXPECT_EQ(line->rows.size(), 30U);
  EXPECT_EQ(line->left_out, 3) << "each title once";
}

TEST(ALineOfDays, has_few_ticks_however_long_it_is) {
  for (auto const* last : {"2026-03-02", "2026-05-01", "2026-12-31", "2029-01-01", "2046-01-01"}) {
    std::vector<DutyDays> const duties = {{"a", day("2026-02-15"), day(last), Now::open}};
    auto const line = day_line(duties, day("2026-02-20"));
    EXPECT_GE(line->ticks.size(), 1U) << last;
    EXPECT_LE(line->ticks.size(), 7U) << last;
    for (auto const& tick : line->ticks) EXPECT_LE(tick.at, 86) << last;
  }
}

TEST(ALineOfDays, shortens_titles_by_whole_characters) {
  std::string const title(60, 'x');
  std::string swedish;
  for (int i = 0; i < 60; ++i) swedish += "å";
  std::vector<DutyDays> const duties = {{title, day("2026-03-01"), {}, Now::open},
                                        {swedish, day("2026-03-01"), {}, Now::open}};
  auto const line = day_line(duties, day("2026-03-20"));
  EXPECT_EQ(line->rows[0].title, title);
  EXPECT_EQ(line->rows[0].short_title.size(), 38U + std::string("…").size());
  EXPECT_EQ(line->rows[1].short_title.size(), 76U + std::string("…").size());
}

}  // namespace
}  // namespace overens::web
