#pragma once

#include "app/ports/reminder_store.hpp"
#include "store/pool.hpp"

namespace overens::store {

/// The tables calendar_address and mail_wish.
class ReminderTables : public app::ReminderStore {
 public:
  /// The pools must outlive it.
  ReminderTables(Pool& readers, Pool& writers) : readers_(readers), writers_(writers) {}

  void put(app::KeptCalendar const& calendar) override;
  std::optional<app::KeptCalendar> calendar(std::string const& hash) override;
  bool has_calendar(std::string const& account, std::string const& commission) override;
  void remove_calendar(std::string const& account, std::string const& commission) override;
  void changed(std::string const& hash, std::string const& days, calendar::Instant at) override;
  bool wants_mail(std::string const& account) override;
  void want_mail(std::string const& account, bool wants) override;
  std::optional<app::ClaimedMail> claim_mail(calendar::Day day, calendar::Instant now,
                                             calendar::Instant until) override;
  void put_off_mail(std::string const& account, calendar::Day day, calendar::Instant until) override;
  void done_with_mail(std::string const& account, calendar::Day day) override;

 private:
  bool is_there(Statement const& statement, std::span<SqlValue const> values);
  void change(Statement const& statement, std::span<SqlValue const> values);

  Pool& readers_;
  Pool& writers_;
};

}  // namespace overens::store
