// Compares our rules with the zone database of the machine (tzdata), for the years that it lists change by change.
#include "calendar/swedish_time.hpp"

#include <date/tz.h>
#include <gtest/gtest.h>

namespace overens::calendar {
namespace {

TEST(SwedishTime, agrees_with_the_zone_database_1990_through_2037) {
  auto const* zone = date::locate_zone("Europe/Stockholm");
  auto const end = Instant(Day(std::chrono::year{2037} / 12 / 31));
  for (auto at = Instant(first_day); at < end; at += std::chrono::minutes(30)) {
    auto const info = zone->get_info(std::chrono::floor<std::chrono::seconds>(at));
    ASSERT_EQ(std::chrono::seconds(ahead_of_utc(at)), info.offset) << to_string(at);
  }
}

TEST(SwedishTime, summer_time_goes_on_after_2037) {
  EXPECT_EQ(ahead_of_utc(*parse_instant("2060-07-01T12:00:00Z")), std::chrono::hours(2));
  EXPECT_EQ(ahead_of_utc(*parse_instant("2060-12-01T12:00:00Z")), std::chrono::hours(1));
}

}  // namespace
}  // namespace overens::calendar
