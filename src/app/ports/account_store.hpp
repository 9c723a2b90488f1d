#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "account/account.hpp"
#include "account/failures.hpp"
#include "account/sign_in_walk.hpp"

namespace overens::app {

/// Where accounts and sessions are kept, beside the journal and not part of it. Each call is one transaction and
/// durable when it returns. Used by many threads and by several servers at once. Throws StoreFailed.
class AccountStore {
 public:
  virtual ~AccountStore();

  virtual std::optional<account::Account> account(std::string const& id) = 0;
  /// Those that are open, and that an issuer, or the program itself, knows by the name.
  virtual std::vector<account::Account> accounts_named(std::string const& issuer, std::string const& name) = 0;
  /// All that are open, by name.
  virtual std::vector<account::Account> open_accounts() = 0;
  /// Those of an authority, by name.
  virtual std::vector<account::Account> accounts_of(std::string const& authority) = 0;
  /// Those of a member of staff of an authority.
  virtual std::vector<account::Account> accounts_of_staff(std::string const& authority, std::string const& staff) = 0;
  /// Throws Conflict when there is an open one of that name.
  virtual void add(account::Account const& account) = 0;
  /// Takes away one that came to nothing: nobody has been told of it.
  virtual void remove(std::string const& account) = 0;
  /// Gives it a password, the secret of its codes and what is kept of its recovery codes in the place of those it had,
  /// and ends its sessions. Uses up the invitation: false, and nothing is changed, when somebody else has done so.
  virtual bool set_credentials(account::Account const& account, std::vector<std::string> const& recovery_codes,
                               std::string const& invitation) = 0;
  /// Nobody signs in by it any more: its sessions, invitations and reminders end too.
  virtual void close(std::string const& account) = 0;

  /// Notes that the one-time code of a step has been used; false when one of that step or a later one has been.
  virtual bool use_code(std::string const& account, std::int64_t step) = 0;
  /// Uses up a recovery code, by what is kept of it; false when there is none such.
  virtual bool use_recovery_code(std::string const& account, std::string const& hash) = 0;

  /// What opened the account before opens nothing any more: its password, codes, earlier invitations,
  /// sessions and calendars.
  /// Throws Conflict when there is one of the same secret.
  virtual void invite(account::Invitation const& invitation) = 0;
  virtual std::optional<account::Invitation> invitation(std::string const& hash) = 0;

  virtual void open(account::KeptSession const& session) = 0;
  virtual std::optional<account::KeptSession> session(std::string const& hash) = 0;
  /// Those of an account that have not been ended, the latest used first.
  virtual std::vector<account::KeptSession> sessions_of(std::string const& account) = 0;
  virtual void used(std::string const& session, calendar::Instant at) = 0;
  /// Whoever has it has shown anew who they are.
  virtual void confirmed(std::string const& session, calendar::Instant at) = 0;
  /// Works under the commission from now on, by the account.
  virtual void choose(std::string const& session, std::string const& account, std::string const& commission) = 0;
  virtual void end_session(std::string const& session) = 0;
  /// Ends those of an issuer's accounts that it calls so: by subject, session there, or both; empty words are passed
  /// over.
  virtual void end_sessions_of(std::string const& issuer, std::string const& subject,
                               std::string const& provider_session) = 0;

  /// Keeps what a sign-in by a provider has to be answered by; it is handed out once. What began too long before it to
  /// be answered is forgotten.
  virtual void keep(account::PendingSignIn const& pending) = 0;
  virtual std::optional<account::PendingSignIn> take(std::string const& state_hash) = 0;

  /// Forgets what was opened, made, begun or failed before an instant: sessions, invitations, sign-ins, failures.
  virtual void forget_before(calendar::Instant at) = 0;

  /// Lets `judge` change what is kept of these keys, in their order (0 for what is not kept), while nobody else does.
  /// What it leaves with 0 is forgotten.
  virtual void change_failures(std::span<std::string const> keys,
                               std::function<void(std::span<account::Failures>)> const& judge) = 0;
};

}  // namespace overens::app
