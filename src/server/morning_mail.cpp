#include "server/morning_mail.hpp"

#include "wording/language.hpp"

namespace overens::server {
namespace {

using base::text;
using Level = http::Log::Level;

// So often it is seen whether somebody is to get mail.
constexpr auto pause = std::chrono::seconds(2);

long hour_in_sweden(calendar::Instant at) {
  auto const there = at + calendar::ahead_of_utc(at);
  return std::chrono::floor<std::chrono::hours>(there - std::chrono::floor<std::chrono::days>(there)).count();
}

}  // namespace

MorningMailer::MorningMailer(MailSettings const& settings, std::string site, app::Reminders& reminders, http::Log& log,
                             Clock clock)
    : client_(settings.client),
      hour_(settings.hour),
      site_(std::move(site)),
      reminders_(reminders),
      log_(log),
      clock_(std::move(clock)),
      thread_([this](std::stop_token const& stop) { run(stop); }) {}

MorningMailer::~MorningMailer() = default;

void MorningMailer::run(std::stop_token const& stop) {
  while (!stop.stop_requested()) {
    try {
      if (hour_in_sweden(clock_()) >= hour_) send_all(stop);
    } catch (app::StoreFailed const&) {
      log_.event(Level::warning, "mail_waits", "the database does not answer");
    } catch (std::exception const& e) {
      log_.event(Level::error, "mail_failed", e.what());
    }
    std::unique_lock lock(mutex_);
    waits_.wait_for(lock, stop, pause, [] { return false; });
  }
}

void MorningMailer::send_all(std::stop_token const& stop) {
  while (!stop.stop_requested()) {
    auto const mail = reminders_.next_mail();
    if (!mail) return;
    send(*mail, stop);
  }
}

// Written anew each time: it tells nothing of what there is to do.
void MorningMailer::send(app::MorningMail const& mail, std::stop_token const& stop) {
  wording::Language const swedish(wording::Tongue::swedish);
  auto const say = [&](base::Text const& words) { return swedish.say(words); };
  auto const words = say(text("There is something for you to do today. Sign in to see it:")) + "\r\n" + site_ +
                     "/logga-in?till=/bevakningar\r\n\r\n" +
                     say(text("You get this because you have asked for it. You can end it on My account.")) + "\r\n";
  auto const sent = client_.send({.to = mail.to,
                                  .sender = "Överens",
                                  .subject = say(text("Överens: sign in")),
                                  .words = words,
                                  .id = mail.id,
                                  .at = clock_()},
                                 stop);
  if (sent) {
    reminders_.sent(mail);
    return;
  }
  if (sent.error() != outgoing::MailFault::stopped)
    log_.event(Level::warning, "mail_not_taken", outgoing::to_string(sent.error()));
  reminders_.failed(mail);
}

}  // namespace overens::server
