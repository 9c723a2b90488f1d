#include "app/signing_in/sign_in.hpp"

#include <algorithm>

#include "account/account_name.hpp"
#include "account/one_time_code.hpp"
#include "account/password.hpp"
#include "account/recovery_code.hpp"
#include "account/secret.hpp"
#include "app/signing_in/sign_in_tries.hpp"

namespace overens::app {
namespace {

using base::text;

// Longer than anything here lasts; what is older is taken away when somebody signs in.
constexpr auto longest_kept = std::chrono::hours(48);

std::string kept_session(std::string_view id) {
  return account::hash_of(id, "session");
}
std::string kept_invitation(std::string_view secret) {
  return account::hash_of(secret, "invitation");
}

// Made of what nobody else knows and nobody is told: the account's id and the hash of its password.
std::string word_for_browser(account::Account const& account) {
  return account::hash_of(account.id + '\n' + account.password, "known browser");
}

// Whose a form is, for the form's word: the same in each of their sessions.
std::string whose_form(account::Account const& account) {
  auto const person = account.issuer.empty() ? account.id : account.issuer + '\n' + account.name;
  return account::hash_of(person, "whose form").substr(0, 32);
}

tl::unexpected<base::Refusal> no_invitation() {
  return base::refuse("not_found", text("This link has been used, is older than a day, or has been replaced by a later "
                                        "one. Ask for another"));
}

tl::unexpected<base::Refusal> wrong() {
  return base::refuse("wrong_sign_in", text("The name, the password or the code is wrong"));
}

}  // namespace

base::Expected<std::string> SignIn::sign_in(SignInAttempt const& attempt) {
  return or_unavailable([&]() -> base::Expected<std::string> {
    auto const name = account::read_account_name(attempt.name).value_or(std::string());
    auto const found = accounts_.accounts_named({}, name);
    auto const* one = found.empty() ? nullptr : &found.front();
    if (auto const shown = try_to_show(one, name, attempt); !shown) return tl::unexpected(shown.error());
    return open_session({.account = one->id});
  });
}

base::Expected<void> SignIn::try_to_show(account::Account const* account, std::string const& name,
                                         SignInAttempt const& attempt) {
  auto const is_known = account != nullptr && !account->password.empty() &&
                        account::same(attempt.known_browser, word_for_browser(*account));
  auto const keys = account::failure_keys(name, attempt.address, is_known);
  if (auto may_try = note_failure(accounts_, keys, clock_()); !may_try) return may_try;
  if (!has_shown(account, attempt)) {
    keep_look(account, access::Action::sign_in, "wrong_sign_in");  // also of no account, so that it takes the same time
    return wrong();
  }
  take_back(accounts_, keys);
  return {};
}

base::Expected<void> SignIn::confirm(std::string_view session, SignInAttempt const& attempt) {
  return or_unavailable([&]() -> base::Expected<void> {
    auto const living = this->living(session);
    if (!living) return base::refuse("unauthorized", text("this needs somebody who is signed in"));
    auto const& [kept, account] = *living;
    if (auto shown = try_to_show(&account, account.name, attempt); !shown) return shown;
    keep_look(&account, access::Action::sign_in);
    accounts_.confirmed(kept.hash, clock_());
    return {};
  });
}

bool SignIn::confirm(std::string_view session, account::IdClaims const& claims) {
  auto const living = this->living(session);
  if (!living) return false;
  auto const& [kept, account] = *living;
  if (account.issuer != claims.issuer || account.name != claims.person) return false;
  keep_look(&account, access::Action::sign_in);
  accounts_.confirmed(kept.hash, clock_());
  return true;
}

bool SignIn::has_shown(account::Account const* account, SignInAttempt const& attempt) {
  // All of it is looked at, whatever was wrong first.
  auto const is_it =
      account::is_password(attempt.password, account == nullptr || account->closed ? "" : account->password);
  auto const secret =
      account == nullptr || account->code_secret.empty() ? account::code_secret("nobody's") : account->code_secret;
  auto const step = account::step_of(attempt.code, secret, clock_(), account == nullptr ? 0 : account->last_code_step);
  if (!is_it) return false;
  if (step) return accounts_.use_code(account->id, *step);
  auto const recovery = account::hash_of_recovery_code(attempt.code);
  return !recovery.empty() && accounts_.use_recovery_code(account->id, recovery);
}

base::Expected<std::string> SignIn::open(std::string const& account) {
  return or_unavailable([&]() -> base::Expected<std::string> { return open_session({.account = account}); });
}

base::Expected<std::string> SignIn::open(account::IdClaims const& claims) {
  return or_unavailable([&]() -> base::Expected<std::string> {
    auto const known = accounts_of_person({.issuer = claims.issuer, .name = claims.person});
    if (known.empty()) {
      return base::refuse("no_account", text("You have shown who you are, but no authority has given you a commission "
                                             "here. Ask your authority's administrator."));
    }
    return open_session(
        {.account = known.front().id, .subject = claims.subject, .provider_session = claims.session_id});
  });
}

std::vector<account::Account> SignIn::accounts_of_person(account::Account const& account) {
  if (account.issuer.empty()) return {account};
  auto all = accounts_.accounts_named(account.issuer, account.name);
  std::erase_if(all, [&](account::Account const& one) { return !actor_of_(one, {}); });
  return all;
}

std::vector<SignIn::Held> SignIn::held_by_person(account::Account const& account) {
  std::vector<Held> held;
  if (!commissions_of_) return held;
  for (auto const& one : accounts_of_person(account)) {
    for (auto& commission : commissions_of_(one)) held.push_back({one.id, std::move(commission)});
  }
  return held;
}

std::string SignIn::open_session(account::KeptSession session) {
  auto id = account::make_secret();
  session.hash = kept_session(id);
  session.opened = session.used = session.confirmed = clock_();
  accounts_.forget_before(session.opened - longest_kept);
  // The only one is theirs from now on, also when another is given while they work.
  auto const account = accounts_.account(session.account);
  auto const held = account ? held_by_person(*account) : std::vector<Held>();
  if (held.size() == 1) {
    session.account = held.front().account;
    session.commission = held.front().commission.id;
  }
  accounts_.open(session);
  auto const by = accounts_.account(session.account);
  keep_look(by ? &*by : nullptr, access::Action::sign_in);
  return id;
}

std::string SignIn::known_browser(std::string_view session) {
  auto const living = this->living(session);
  return living && !living->second.password.empty() ? word_for_browser(living->second) : std::string();
}

void SignIn::keep_look(account::Account const* account, access::Action action, std::string const& refused) const {
  if (keep_look_) keep_look_(account, action, refused);
}

std::optional<std::pair<account::KeptSession, account::Account>> SignIn::living(std::string_view id) {
  auto kept = accounts_.session(kept_session(id));
  if (!kept || !account::lives(*kept, clock_())) return std::nullopt;
  auto account = accounts_.account(kept->account);
  if (!account || account->closed) return std::nullopt;
  return std::pair(std::move(*kept), std::move(*account));
}

std::optional<access::Session> SignIn::session(std::string_view id) {
  auto const living = this->living(id);
  if (!living) return std::nullopt;
  auto const& [kept, account] = *living;
  auto actor = actor_of_(account, kept.commission);
  if (!actor) return std::nullopt;
  keep_used(kept);
  actor->is_fresh = clock_() - kept.confirmed <= fresh_for_;
  return access::Session{std::move(*actor), account::hash_of(id, "form") + "." + whose_form(account)};
}

// While nobody can write, pages can still be read.
void SignIn::keep_used(account::KeptSession const& session) {
  auto const now = clock_();
  if (!account::is_to_be_kept(session, now)) return;
  try {
    accounts_.used(session.hash, now);
  } catch (StoreFailed const&) {
    return;
  }
}

std::optional<OwnAccount> SignIn::own_account(std::string_view id) {
  auto const living = this->living(id);
  if (!living) return std::nullopt;
  auto const& [kept, account] = *living;
  OwnAccount own{account.id, account.name, account.issuer, !account.password.empty(), {}, {}};
  for (auto& held : held_by_person(account)) own.commissions.push_back(std::move(held.commission));
  for (auto const& one : accounts_of_person(account)) {
    for (auto const& session : accounts_.sessions_of(one.id)) {
      if (account::lives(session, clock_()))
        own.sessions.push_back(
            {account::hash_of(session.hash, "shown"), session.opened, session.used, session.hash == kept.hash});
    }
  }
  return own;
}

bool SignIn::has_to_choose(std::string_view id) {
  auto const living = this->living(id);
  return living && living->first.commission.empty() && held_by_person(living->second).size() > 1;
}

void SignIn::choose_commission(std::string_view id, std::string const& commission) {
  auto const living = this->living(id);
  if (!living) return;
  for (auto const& held : held_by_person(living->second)) {
    if (held.commission.id != commission) continue;
    // They work for another authority from now on, whose log says when they came.
    if (held.account != living->second.id) {
      if (auto const other = accounts_.account(held.account)) keep_look(&*other, access::Action::sign_in);
    }
    return accounts_.choose(living->first.hash, held.account, commission);
  }
}

void SignIn::end_own(std::string_view id, std::string const& other) {
  auto const living = this->living(id);
  if (!living) return;
  for (auto const& one : accounts_of_person(living->second)) {
    for (auto const& session : accounts_.sessions_of(one.id)) {
      if (account::hash_of(session.hash, "shown") != other) continue;
      accounts_.end_session(session.hash);
      keep_look(&one, access::Action::sign_out);
    }
  }
}

void SignIn::sign_out(std::string_view id) {
  auto const living = this->living(id);
  accounts_.end_session(kept_session(id));
  if (living) keep_look(&living->second, access::Action::sign_out);
}

base::Expected<std::string> SignIn::invite(std::string const& account) {
  return or_unavailable([&]() -> base::Expected<std::string> {
    auto const found = accounts_.account(account);
    if (!found || found->closed || !found->issuer.empty())
      return base::refuse("unknown_account", text("There is no such account with a password of its own"));
    auto secret = account::make_secret();
    accounts_.invite({kept_invitation(secret), account, clock_(), account::code_secret(account::make_secret())});
    return secret;
  });
}

// With the secret of the codes that it will have.
base::Expected<account::Account> SignIn::account_invited(std::string_view secret) {
  auto const invitation = accounts_.invitation(kept_invitation(secret));
  auto account =
      invitation && account::lives(*invitation, clock_()) ? accounts_.account(invitation->account) : std::nullopt;
  if (!account || account->closed) return no_invitation();
  account->code_secret = invitation->code_secret;
  return std::move(*account);
}

base::Expected<Invited> SignIn::invited(std::string_view secret) {
  return or_unavailable([&]() -> base::Expected<Invited> {
    auto const account = account_invited(secret);
    if (!account) return tl::unexpected(account.error());
    return Invited{account->name, account->code_secret};
  });
}

base::Expected<ChosenPassword> SignIn::choose(std::string_view secret, std::string const& password,
                                              std::string const& code) {
  return or_unavailable([&]() -> base::Expected<ChosenPassword> {
    auto account = account_invited(secret);
    if (!account) return tl::unexpected(account.error());
    if (auto const may = account::may_be_chosen(password, account->name); !may) return tl::unexpected(may.error());
    auto const step = account::step_of(code, account->code_secret, clock_(), 0);
    if (!step) {
      return base::refuse("wrong_code", text("The code is not the one that the app should show now. Does the telephone "
                                             "have the right time?"));
    }
    account->last_code_step = *step;
    account->password = account::hash_password(password);
    ChosenPassword chosen{account::make_recovery_codes(), {}};
    std::vector<std::string> kept;
    for (auto const& one : chosen.recovery_codes) kept.push_back(account::hash_of_recovery_code(one));
    if (!accounts_.set_credentials(*account, kept, kept_invitation(secret))) return no_invitation();
    chosen.session = open_session({.account = account->id});
    return chosen;
  });
}

}  // namespace overens::app
