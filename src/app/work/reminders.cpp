#include "app/work/reminders.hpp"

#include <algorithm>

#include "account/secret.hpp"
#include "app/signing_in/sign_in_tries.hpp"

namespace overens::app {
namespace {

using calendar::Day;

// Longer than a try takes; what a server that was killed had claimed is then another's.
constexpr auto claimed_for = std::chrono::seconds(45);
constexpr auto first_pause = std::chrono::seconds(5);
constexpr auto longest_pause = std::chrono::minutes(30);

std::string kept_secret(std::string_view secret) {
  return account::hash_of(secret, "calendar");
}

std::string hash_of_days(std::set<Day> const& days) {
  std::string all;
  for (auto const day : days) all += calendar::to_string(day) + '\n';
  return account::hash_of(all, "days of a calendar");
}

}  // namespace

OwnReminders Reminders::of(std::string const& account, std::string const& commission) {
  auto const whose = store_.accounts().account(account);
  auto& kept = store_.reminders();
  return {kept.has_calendar(account, commission), kept.wants_mail(account),
          whose ? rights_.email(*whose) : std::string()};
}

std::string Reminders::make_calendar(std::string const& account, std::string const& commission) {
  auto secret = account::make_secret();
  store_.reminders().put({kept_secret(secret), account, commission, {}, clock_()});
  return secret;
}

void Reminders::end_calendar(std::string const& account, std::string const& commission) {
  store_.reminders().remove_calendar(account, commission);
}

void Reminders::want_mail(std::string const& account, bool wants) {
  store_.reminders().want_mail(account, wants);
}

base::Expected<CalendarDays> Reminders::calendar(std::string_view secret, std::string const& address) {
  auto const now = clock_();
  auto const kept = store_.reminders().calendar(kept_secret(secret));
  auto const account = kept ? store_.accounts().account(kept->account) : std::nullopt;
  auto const actor = account && !account->closed
                         ? rights_.actor(*account, kept->commission, calendar::day_in_sweden(now))
                         : std::nullopt;
  if (!actor) {
    // Nobody who has an address waits because somebody else behind the same proxy guesses.
    auto keys = account::failure_keys({}, "calendar " + account::network_of(address));
    std::erase_if(keys, [](account::FailureKey const& key) { return !key.by_address_alone; });
    auto const may_try = note_failure(store_.accounts(), keys, now);
    if (!may_try) return tl::unexpected(may_try.error());
    return base::refuse("not_found", base::text("there is nothing at this address"));
  }
  auto const days = queries_.work_days(*actor);
  if (!days) return tl::unexpected(days.error());
  auto const hash = hash_of_days(*days);
  auto const is_as_before = hash == kept->days;
  if (!is_as_before) store_.reminders().changed(kept->hash, hash, now);
  return CalendarDays{account::hash_of(kept->hash, "shown").substr(0, 16), *days, is_as_before ? kept->changed : now};
}

base::Expected<std::string> Reminders::mail_address(account::Account const& account) {
  auto const today = calendar::day_in_sweden(clock_());
  auto const address = account.closed ? std::string() : rights_.email(account);
  if (address.empty()) return address;
  for (auto const& commission : rights_.commissions(account, today)) {
    auto const actor = rights_.actor(account, commission.id, today);
    auto const days = actor ? queries_.work_days(*actor) : std::set<Day>();
    if (!days) return tl::unexpected(days.error());
    if (days->contains(today)) return address;
  }
  return std::string();
}

std::optional<MorningMail> Reminders::next_mail() {
  for (;;) {
    auto const now = clock_();
    auto const today = calendar::day_in_sweden(now);
    auto const claimed = store_.reminders().claim_mail(today, now, now + claimed_for);
    if (!claimed) return std::nullopt;
    auto const account = store_.accounts().account(claimed->account);
    auto const id = account::hash_of(claimed->account + '\n' + calendar::to_string(today), "mail").substr(0, 32);
    MorningMail mail{claimed->account, today, claimed->tries, {}, id};
    auto const address = account ? mail_address(*account) : std::string();
    if (!address) {
      failed(mail);  // such as while the views are being made
    } else if (address->empty()) {
      sent(mail);  // nothing today
    } else {
      mail.to = *address;
      return mail;
    }
  }
}

void Reminders::sent(MorningMail const& mail) {
  store_.reminders().done_with_mail(mail.account, mail.day);
}

void Reminders::failed(MorningMail const& mail) {
  auto const doubled = first_pause * (1L << std::clamp(mail.tries - 1, 0L, 16L));
  store_.reminders().put_off_mail(mail.account, mail.day,
                                  clock_() + std::min<std::chrono::milliseconds>(doubled, longest_pause));
}

}  // namespace overens::app
