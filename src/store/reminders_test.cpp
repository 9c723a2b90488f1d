// What is kept of reminders, on each database.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "test/databases/scratch.hpp"

namespace overens::store {
namespace {

using namespace std::chrono_literals;
using calendar::Day;
using databases::all_kinds;
using databases::Kind;
using databases::Scratch;

class RemindersOf : public testing::TestWithParam<Kind> {
 protected:
  RemindersOf() {
    for (auto const* id : {"a1", "a2"})
      store->accounts().add(
          {.id = id, .name = fmt::format("{}@region.test", id), .authority = "region", .staff = id, .made = now});
  }
  std::optional<std::string> claim(Day day, calendar::Instant at) {
    auto const claimed = reminders.claim_mail(day, at, at + 45s);
    return claimed ? std::optional(fmt::format("{} {}", claimed->account, claimed->tries)) : std::nullopt;
  }

  calendar::Instant const now = *calendar::parse_instant("2026-04-01T12:00:00Z");
  Day const today = calendar::day_in_sweden(now);
  Scratch scratch{GetParam()};
  std::unique_ptr<app::Store> store = scratch.open();
  app::ReminderStore& reminders = store->reminders();
};

TEST_P(RemindersOf, a_calendar_takes_the_place_of_the_one_before) {
  reminders.put({"h1", "a1", "k1", {}, now});
  reminders.put({"h2", "a1", "k1", {}, now});
  reminders.put({"h3", "a1", "k2", {}, now});
  EXPECT_FALSE(reminders.calendar("h1"));
  ASSERT_TRUE(reminders.calendar("h2"));
  EXPECT_EQ(reminders.calendar("h2")->commission, "k1");
  EXPECT_TRUE(reminders.calendar("h3"));
  reminders.changed("h2", "days", now + 1min);
  EXPECT_EQ(reminders.calendar("h2")->days, "days");
  EXPECT_EQ(reminders.calendar("h2")->changed, now + 1min);
  reminders.remove_calendar("a1", "k1");
  EXPECT_FALSE(reminders.has_calendar("a1", "k1"));
  EXPECT_TRUE(reminders.has_calendar("a1", "k2"));
}

TEST_P(RemindersOf, end_with_the_account) {
  reminders.put({"h1", "a1", "k1", {}, now});
  reminders.want_mail("a1", true);
  store->accounts().invite({.hash = "i", .account = "a1", .made = now});
  EXPECT_FALSE(reminders.calendar("h1")) << "what opened it before opens nothing";
  EXPECT_TRUE(reminders.wants_mail("a1"));
  reminders.put({"h2", "a1", "k1", {}, now});
  store->accounts().close("a1");
  EXPECT_FALSE(reminders.calendar("h2"));
  EXPECT_FALSE(reminders.wants_mail("a1"));
}

TEST_P(RemindersOf, mail_is_claimed_once_a_day) {
  EXPECT_EQ(claim(today, now), std::nullopt) << "nobody wants it";
  reminders.want_mail("a1", true);
  reminders.want_mail("a1", true);
  reminders.want_mail("a2", true);
  EXPECT_EQ(claim(today, now), "a1 1");
  EXPECT_EQ(claim(today, now), "a2 1");
  EXPECT_EQ(claim(today, now), std::nullopt);
  reminders.done_with_mail("a1", today);
  EXPECT_EQ(claim(today, now + 46s), "a2 2") << "whoever had it was killed";
  reminders.put_off_mail("a2", today, now + 10min);
  EXPECT_EQ(claim(today, now + 9min), std::nullopt);
  EXPECT_EQ(claim(today, now + 11min), "a2 3");
  EXPECT_EQ(claim(today + std::chrono::days(1), now + 24h), "a2 1") << "another day, whatever came of this one";
  EXPECT_EQ(claim(today + std::chrono::days(1), now + 24h), "a1 1");
  reminders.done_with_mail("a2", today);
  EXPECT_EQ(claim(today + std::chrono::days(1), now + 25h), "a1 2");
  EXPECT_EQ(claim(today + std::chrono::days(1), now + 25h), "a2 2") << "of yesterday nothing is said any more";
  reminders.want_mail("a1", false);
  reminders.want_mail("a2", false);
  EXPECT_EQ(claim(today + std::chrono::days(2), now + 48h), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Databases, RemindersOf, testing::ValuesIn(all_kinds), databases::called);

}  // namespace
}  // namespace overens::store
