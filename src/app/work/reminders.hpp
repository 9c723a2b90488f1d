#pragma once

#include <optional>
#include <set>
#include <string>

#include "app/organisation/staff_rights.hpp"
#include "app/queries.hpp"

namespace overens::app {

/// How somebody is reminded, as they see it themselves.
struct OwnReminders {
  bool has_calendar = false;
  bool wants_mail = false;
  std::string email = {};  ///< where their authority says that they have mail; empty: nowhere
};

/// What stands in a calendar.
struct CalendarDays {
  std::string id;                  ///< of the calendar: opens nothing
  std::set<calendar::Day> days;    ///< on which there is something to do
  calendar::Instant changed = {};  ///< since when those
};

/// Mail that is to be sent now.
struct MorningMail {
  std::string account;
  calendar::Day day = {};
  long tries = 0;  ///< with this one
  std::string to;
  std::string id;  ///< the same each time it is tried, so that whoever gets it twice can tell
};

/// What reminds people outside the program: a calendar at a secret address, and mail in the morning. Neither says
/// what there is to do, nor how much: only on which days there is anything, by Queries::work_days(). Both end with the
/// commission and with the account. Used by many threads and several servers. Throws StoreFailed.
class Reminders {
 public:
  using Clock = Queries::Clock;

  /// What it is given must outlive it.
  Reminders(Store& store, Queries& queries, StaffRights& rights, Clock clock)
      : store_(store), queries_(queries), rights_(rights), clock_(std::move(clock)) {}

  OwnReminders of(std::string const& account, std::string const& commission);
  /// Gives the secret of its address, which is told this once. What was there before ends.
  std::string make_calendar(std::string const& account, std::string const& commission);
  void end_calendar(std::string const& account, std::string const& commission);
  void want_mail(std::string const& account, bool wants);

  /// `address`: where it is asked from. Refused with `not_found` when there is none or it has ended, with
  /// `too_many_failures` when secrets are guessed at from there, and as the list of work.
  base::Expected<CalendarDays> calendar(std::string_view secret, std::string const& address);

  /// Who is to get mail now: claimed for a while, in which no other server sends it. Nothing: nobody more for now.
  std::optional<MorningMail> next_mail();
  void sent(MorningMail const& mail);
  /// Tried again later, each time after twice as long, until the day is over.
  void failed(MorningMail const& mail);

 private:
  /// Where somebody who has something to do today is to get mail; empty: nowhere, or they have nothing to do.
  base::Expected<std::string> mail_address(account::Account const& account);

  Store& store_;
  Queries& queries_;
  StaffRights& rights_;
  Clock clock_;
};

}  // namespace overens::app
