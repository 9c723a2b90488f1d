#pragma once

#include <optional>
#include <string>

#include "calendar/swedish_time.hpp"

namespace overens::app {

/// A calendar at a secret address, as it is kept.
struct KeptCalendar {
  std::string hash;        ///< of the secret
  std::string account;     ///< the id of the one by which it was made
  std::string commission;  ///< under which it was made: it ends with that
  std::string days = {};   ///< a hash of the days that stood in it last
  calendar::Instant changed = {};
};

/// Mail that a server has taken upon itself to send.
struct ClaimedMail {
  std::string account;
  long tries = 0;  ///< on that day, with this one
};

/// Where it is kept who is reminded outside the program, beside the journal. Each call is one transaction and durable
/// when it returns. Used by many threads and by several servers at once. Throws StoreFailed.
class ReminderStore {
 public:
  virtual ~ReminderStore();

  /// In the place of the one that the account had under the commission.
  virtual void put(KeptCalendar const& calendar) = 0;
  virtual std::optional<KeptCalendar> calendar(std::string const& hash) = 0;
  virtual bool has_calendar(std::string const& account, std::string const& commission) = 0;
  virtual void remove_calendar(std::string const& account, std::string const& commission) = 0;
  /// Other days stand in it from now on.
  virtual void changed(std::string const& hash, std::string const& days, calendar::Instant at) = 0;

  virtual bool wants_mail(std::string const& account) = 0;
  virtual void want_mail(std::string const& account, bool wants) = 0;
  /// Somebody who wants mail and whose mail of the day is neither done with nor claimed by another server: from now on
  /// it is, until an instant.
  virtual std::optional<ClaimedMail> claim_mail(calendar::Day day, calendar::Instant now, calendar::Instant until) = 0;
  /// It failed: to be claimed again, not before an instant.
  virtual void put_off_mail(std::string const& account, calendar::Day day, calendar::Instant until) = 0;
  /// Nobody claims it again on that day.
  virtual void done_with_mail(std::string const& account, calendar::Day day) = 0;
};

}  // namespace overens::app
