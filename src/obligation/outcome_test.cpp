#include "obligation/outcome.hpp"

#include <gtest/gtest.h>

namespace overens::obligation {
namespace {

using calendar::Moment;

Moment day(int day_of_march) {
  return Moment::whole(calendar::Day(std::chrono::year{2026} / 3 / day_of_march));
}
std::optional<Happening> on(int day_of_march) {
  return Happening{static_cast<std::uint32_t>(day_of_march), day(day_of_march)};
}

// A duty that opened on the 2nd, seen on the 20th.
Happened seen(std::optional<int> due) {
  Happened all;
  all.opened = day(2);
  all.now = day(20);
  if (due) all.due = calendar::Due{day(*due).day, std::nullopt};
  return all;
}

void expect(Happened const& happened, Outcome outcome, int when, EndedWith ended_with = EndedWith::nothing) {
  auto const settled = settle(happened);
  ASSERT_TRUE(settled);
  EXPECT_EQ(to_string(settled->outcome), to_string(outcome));
  EXPECT_EQ(settled->when, day(when));
  EXPECT_EQ(settled->ended_with, ended_with);
}

TEST(Outcome, nothing_happened) {
  EXPECT_FALSE(settle(seen(9)));
  EXPECT_FALSE(settle(seen(25)));
  EXPECT_FALSE(settle(seen({})));
}

TEST(Outcome, in_time_the_act_outranks_all_but_what_was_done_beforehand) {
  auto all = seen(9);
  all.act = on(9);
  all.release = on(3);
  all.end = on(4);
  all.closing = on(5);
  all.lapses = true;
  expect(all, Outcome::met, 9);
  all.beforehand = Happening{1, day(2)};
  expect(all, Outcome::met, 2);
}

TEST(Outcome, a_release_that_stands_on_the_last_day_outranks_what_ended) {
  auto all = seen(9);
  all.release = on(1);
  all.end = on(4);
  all.act = on(12);
  expect(all, Outcome::released, 2);
}

TEST(Outcome, what_ends_with_its_subject_in_time_ends_then) {
  auto all = seen(9);
  all.end = on(4);
  all.closing = on(3);
  expect(all, Outcome::breached, 4, EndedWith::subject);
}

TEST(Outcome, what_lapses_does_so_on_its_last_day) {
  auto all = seen(9);
  all.lapses = true;
  all.unmet = Outcome::missed;
  all.act = on(12);
  all.closing = on(3);
  expect(all, Outcome::missed, 9);
  all.now = day(9);
  all.act.reset();
  EXPECT_FALSE(settle(all));
}

TEST(Outcome, a_closed_case_leaves_the_time_and_no_more) {
  auto all = seen(9);
  all.closing = on(3);
  all.act = on(10);
  expect(all, Outcome::breached, 10, EndedWith::its_case);
  all.act.reset();
  all.now = day(9);
  EXPECT_FALSE(settle(all));
}

TEST(Outcome, after_the_last_day_the_first_decides) {
  auto all = seen(9);
  all.act = on(12);
  all.late_release = on(13);
  all.end = on(14);
  all.late_closing = on(15);
  expect(all, Outcome::met_late, 12);
  all.act = on(16);
  expect(all, Outcome::breached, 13);
  all.late_release.reset();
  expect(all, Outcome::breached, 14, EndedWith::subject);
  all.end.reset();
  expect(all, Outcome::breached, 15, EndedWith::its_case);
}

TEST(Outcome, of_what_came_late_on_one_day_the_act_counts) {
  auto all = seen(9);
  all.late_release = all.end = all.late_closing = all.act = on(12);
  expect(all, Outcome::met_late, 12);
}

TEST(Outcome, without_a_last_day_the_first_decides_and_on_one_day_the_act) {
  auto all = seen({});
  all.act = all.release = all.end = all.closing = on(5);
  expect(all, Outcome::met, 5);
  all.act = on(6);
  expect(all, Outcome::released, 5);
  all.release.reset();
  expect(all, Outcome::ended_unmet, 5, EndedWith::subject);
  all.end.reset();
  expect(all, Outcome::ended_unmet, 5, EndedWith::its_case);
}

TEST(Outcome, a_day_to_look_is_not_cut_short_by_a_closing) {
  auto all = seen({});
  all.watch = calendar::Due{day(9).day, std::nullopt};
  all.closing = on(5);
  all.now = day(9);
  EXPECT_FALSE(settle(all));
  all.now = day(10);
  expect(all, Outcome::ended_unmet, 10, EndedWith::its_case);
  all.act = on(9);
  expect(all, Outcome::met, 9);
  all.closing.reset();
  all.act = on(10);
  expect(all, Outcome::met_after_watch, 10);
}

TEST(Outcome, what_has_a_last_day_but_a_standing_clock_is_unmet_when_its_subject_ends) {
  auto all = seen({});
  all.clock_stands = true;
  all.end = on(5);
  expect(all, Outcome::breached, 5, EndedWith::subject);
}

// Whichever of them it is.
TEST(Outcome, what_is_known_to_have_come_after_the_last_moment_shows_that_it_is_over) {
  auto const hours = [](int after) {
    return Happening{7, Moment::exact(calendar::Instant(day(9).day) + std::chrono::hours(11 + after))};
  };
  for (auto Happened::*one : {&Happened::act, &Happened::end, &Happened::late_release, &Happened::late_closing}) {
    auto all = seen({});
    all.due = calendar::Due{day(9).day, hours(0).when.at};
    all.now = day(9);
    all.lapses = true;
    EXPECT_FALSE(settle(all));
    all.*one = hours(1);
    expect(all, Outcome::breached, 9);
  }
}

// Asked of a whole day: what came after the last moment of it is seen.
TEST(Outcome, an_hour_of_the_day_asked) {
  auto const noon = [](int d) {
    return calendar::Instant(day(d).day) + std::chrono::hours(11);  // noon in Sweden in March
  };
  auto all = seen({});
  all.due = calendar::Due{day(9).day, noon(9)};
  all.now = day(9);
  EXPECT_FALSE(settle(all));
  all.act = Happening{7, Moment::exact(noon(9) + std::chrono::hours(1))};
  auto const late = settle(all);
  ASSERT_TRUE(late);
  EXPECT_EQ(late->outcome, Outcome::met_late);
  all.closing = on(3);
  auto const closed = settle(all);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->outcome, Outcome::breached);
  EXPECT_EQ(closed->when, Moment::exact(noon(9)));
}

}  // namespace
}  // namespace overens::obligation
