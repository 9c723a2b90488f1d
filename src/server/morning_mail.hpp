#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "app/work/reminders.hpp"
#include "http/log.hpp"
#include "server/mail_settings.hpp"

namespace overens::server {

/// Sends mail in the morning to those who want it, by a thread of its own. Of several servers on one database any may
/// send it: each mail is claimed first (app::Reminders).
class MorningMailer {
 public:
  using Clock = app::Reminders::Clock;

  /// `site`: where browsers reach it. What it is given must outlive it.
  MorningMailer(MailSettings const& settings, std::string site, app::Reminders& reminders, http::Log& log, Clock clock);
  ~MorningMailer();  ///< stops, and waits for that
  /// What is under way is broken off, and is sent later by whoever claims it.
  void stop() { thread_.request_stop(); }

 private:
  void run(std::stop_token const& stop);
  void send_all(std::stop_token const& stop);
  void send(app::MorningMail const& mail, std::stop_token const& stop);

  outgoing::MailClient client_;
  long hour_;
  std::string site_;
  app::Reminders& reminders_;
  http::Log& log_;
  Clock clock_;
  std::mutex mutex_;
  std::condition_variable_any waits_;
  std::jthread thread_;
};

}  // namespace overens::server
