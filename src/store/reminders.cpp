#include "store/reminders.hpp"

#include <limits>

#include "store/typed_rows.hpp"

namespace overens::store {
namespace {

// Later than any instant, and before every day.
constexpr std::int64_t never_again = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t no_day_yet = std::numeric_limits<std::int32_t>::min();

constexpr Statement put_calendar{
    "insert into calendar_address (hash, account, commission, days, changed) values (?1, ?2, ?3, ?4, ?5)", 5};
constexpr Statement calendar_by_hash{
    "select hash, account, commission, days, changed from calendar_address where hash = ?1", 1};
constexpr Statement calendar_of{"select 1 from calendar_address where account = ?1 and commission = ?2", 2};
constexpr Statement drop_calendar{"delete from calendar_address where account = ?1 and commission = ?2", 2};
constexpr Statement other_days{"update calendar_address set days = ?2, changed = ?3 where hash = ?1", 3};
constexpr Statement wish_of{"select 1 from mail_wish where account = ?1", 1};
constexpr Statement add_wish{
    "insert into mail_wish (account, day, next, tries) values (?1, ?2, 0, 0) on conflict (account) do nothing", 2};
constexpr Statement drop_wish{"delete from mail_wish where account = ?1", 1};
#define OVERENS_NEXT_MAIL \
  "select account from mail_wish where (day, next) <= (?1, ?2) order by day, next, account limit 1"
constexpr Statement mail_waiting{OVERENS_NEXT_MAIL, 2};
constexpr Statement claim_next{
    "update mail_wish set tries = case when day = ?1 then tries + 1 else 1 end, day = ?1, next = ?3 "
    "where account = (" OVERENS_NEXT_MAIL ") returning account, tries",
    3};
constexpr Statement see_to_again{"update mail_wish set next = ?3 where account = ?1 and day = ?2", 3};

std::int64_t number(calendar::Day day) {
  return day.time_since_epoch().count();
}

}  // namespace

bool ReminderTables::is_there(Statement const& statement, std::span<SqlValue const> values) {
  return readers_.with([&](Connection& c) { return changes(c, statement, values); });
}
void ReminderTables::change(Statement const& statement, std::span<SqlValue const> values) {
  write(writers_, [&](Connection& c) {
    c.write(statement, values);
    return true;
  });
}

void ReminderTables::put(app::KeptCalendar const& calendar) {
  write(writers_, [&](Connection& c) {
    SqlValue const of[] = {calendar.account, calendar.commission};
    c.write(drop_calendar, of);
    SqlValue const values[] = {calendar.hash, calendar.account, calendar.commission, calendar.days,
                               milliseconds(calendar.changed)};
    c.write(put_calendar, values);
    return true;
  });
}

std::optional<app::KeptCalendar> ReminderTables::calendar(std::string const& hash) {
  return readers_.with([&](Connection& c) {
    SqlValue const values[] = {hash};
    return read_one(c, calendar_by_hash, values, [](SqlRow row) {
      return app::KeptCalendar{words(row[0]), words(row[1]), words(row[2]), words(row[3]), instant(row[4])};
    });
  });
}

bool ReminderTables::has_calendar(std::string const& account, std::string const& commission) {
  SqlValue const values[] = {account, commission};
  return is_there(calendar_of, values);
}

void ReminderTables::remove_calendar(std::string const& account, std::string const& commission) {
  SqlValue const values[] = {account, commission};
  change(drop_calendar, values);
}

void ReminderTables::changed(std::string const& hash, std::string const& days, calendar::Instant at) {
  SqlValue const values[] = {hash, days, milliseconds(at)};
  change(other_days, values);
}

bool ReminderTables::wants_mail(std::string const& account) {
  SqlValue const values[] = {account};
  return is_there(wish_of, values);
}

void ReminderTables::want_mail(std::string const& account, bool wants) {
  SqlValue const values[] = {account, no_day_yet};
  wants ? change(add_wish, values) : change(drop_wish, std::span(values).first(1));
}

std::optional<app::ClaimedMail> ReminderTables::claim_mail(calendar::Day day, calendar::Instant now,
                                                           calendar::Instant until) {
  SqlValue const values[] = {number(day), milliseconds(now), milliseconds(until)};
  // Most often nobody waits: then nobody is kept from writing.
  if (!is_there(mail_waiting, std::span(values).first(2))) return std::nullopt;
  std::optional<app::ClaimedMail> claimed;
  write(writers_, [&](Connection& c) {
    claimed = read_one(c, claim_next, values, [](SqlRow row) {
      return app::ClaimedMail{words(row[0]), static_cast<long>(row[1].number())};
    });
    return claimed.has_value();
  });
  return claimed;
}

void ReminderTables::put_off_mail(std::string const& account, calendar::Day day, calendar::Instant until) {
  SqlValue const values[] = {account, number(day), milliseconds(until)};
  change(see_to_again, values);
}

void ReminderTables::done_with_mail(std::string const& account, calendar::Day day) {
  SqlValue const values[] = {account, number(day), never_again};
  change(see_to_again, values);
}

}  // namespace overens::store
