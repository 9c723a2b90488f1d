#include "obligation/urgency.hpp"

#include <gtest/gtest.h>

namespace overens::obligation {
namespace {

using calendar::Day;
using calendar::Due;
using std::chrono::days;

Day const monday = Day(std::chrono::year{2026} / 3 / 9);

std::vector<std::optional<Due>> some_days(Day today) {
  std::vector<std::optional<Due>> all = {std::nullopt};
  for (auto const on : {-40, -1, 0, 1, 6, 7, 40}) all.push_back(Due{today + days(on), std::nullopt});
  return all;
}

// The part that an urgency stands in; nothing for what is not known here, which stands among the days.
std::optional<ListPart> part_by(Urgency urgency) {
  switch (urgency) {
    case Urgency::late:
      return ListPart::late;
    case Urgency::look_now:
    case Urgency::source_missing:
      return ListPart::look;
    case Urgency::today:
      return ListPart::today;
    case Urgency::this_week:
      return ListPart::this_week;
    case Urgency::later:
      return ListPart::later;
    case Urgency::no_day:
      return ListPart::no_day;
    case Urgency::waits_for_other:
    case Urgency::begins_later:
      return ListPart::waits;
    case Urgency::not_told:
    case Urgency::unknown_here:
      break;
  }
  return std::nullopt;
}

// What is kept of an urgency tells where it stands on any day, and in the order of the days.
TEST(Pace, tells_the_part_of_the_list_whatever_the_day) {
  auto tried = 0;
  for (auto const life : {Life::waiting, Life::open}) {
    for (auto const part : {Part::to_act, Part::own_part_done, Part::waits_for_other}) {
      for (unsigned unknown = 0; unknown < 16; ++unknown) {
        Knowledge const knowledge{(unknown & 1) != 0, (unknown & 2) != 0, (unknown & 4) != 0, (unknown & 8) != 0};
        for (auto const practice : {false, true}) {
          for (auto const& due : some_days(monday)) {
            for (auto const& watch : due ? std::vector<std::optional<Due>>{std::nullopt} : some_days(monday)) {
              Standing const standing{life, part, knowledge, due, watch, practice};
              auto const day = due ? std::optional(due->day) : watch ? std::optional(watch->day) : std::nullopt;
              for (auto const later : {0, 1, 3, 6, 7, 100}) {
                auto const now = monday + days(later);
                ++tried;
                auto const pace = pace_of(standing);
                auto const urgency = urgency_of(standing, calendar::Moment::whole(now));
                auto const told = list_part(pace, day, now);
                auto const expected = part == Part::to_act ? part_by(urgency) : std::optional(ListPart::waits);
                auto const said = std::string(to_string(pace)) + " " + std::string(to_string(urgency));
                EXPECT_EQ(told == ListPart::late, urgency == Urgency::late && part == Part::to_act) << said;
                EXPECT_EQ(told, expected.value_or(told)) << said;
              }
            }
          }
        }
      }
    }
  }
  EXPECT_GT(tried, 10000);
}

TEST(Pace, keeps_the_order_of_the_days) {
  for (auto const pace : {Pace::strict, Pace::lenient, Pace::watched, Pace::waits, Pace::missed}) {
    auto last = ListPart::late;
    for (auto on = monday - days(30); on < monday + days(30); on += days(1)) {
      auto const part = list_part(pace, on, monday + days(2));
      EXPECT_LE(last, part) << to_string(pace);
      last = part;
    }
    EXPECT_LE(last, list_part(pace, std::nullopt, monday)) << to_string(pace);
  }
}

TEST(Pace, of_what_ended_says_whether_it_is_still_to_be_seen) {
  Obligation o;
  o.life = Life::closed;
  for (auto const outcome : {Outcome::breached, Outcome::missed, Outcome::ended_unmet}) {
    o.outcome = outcome;
    o.late_act = no_act;
    EXPECT_EQ(pace_when_closed(o), Pace::missed) << to_string(outcome);
    o.late_act = 3;
    EXPECT_EQ(pace_when_closed(o), Pace::settled) << to_string(outcome);
  }
  o.late_act = no_act;
  for (auto const outcome : {Outcome::met, Outcome::met_late, Outcome::released, Outcome::voided, Outcome::kept}) {
    o.outcome = outcome;
    EXPECT_EQ(pace_when_closed(o), Pace::settled) << to_string(outcome);
  }
  o.outcome = Outcome::broken;
  EXPECT_EQ(pace_when_closed(o), Pace::missed);
}

}  // namespace
}  // namespace overens::obligation
