#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/decide.hpp"
#include "access/session.hpp"
#include "account/organisation.hpp"
#include "app/ports/store.hpp"
#include "base/refusal.hpp"

namespace overens::app {

/// What somebody shows to be let in.
struct SignInAttempt {
  std::string name;  ///< of the account, as written
  std::string password;
  std::string code;                ///< the app's, or a recovery code
  std::string address;             ///< it comes from
  std::string known_browser = {};  ///< the word that the browser was given by known_browser(); empty: none
};

/// What is shown to whoever chooses a password by an invitation.
struct Invited {
  std::string account_name;
  std::string code_secret;  ///< for the app that shows codes, in base32
};

/// What choosing one gives.
struct ChosenPassword {
  std::vector<std::string> recovery_codes;  ///< shown once
  std::string session;                      ///< its id, for the browser
};

/// What somebody sees of their own account.
struct OwnAccount {
  struct OpenSession {
    std::string id;  ///< for end_own(); opens nothing
    calendar::Instant opened;
    calendar::Instant used;
    bool is_this = false;
  };
  std::string id;  ///< which nobody is shown
  std::string name;
  std::string issuer;  ///< the service by which they sign in; empty: a password
  bool has_password = false;
  std::vector<account::Commission> commissions;  ///< held today, at every authority where the person has an account
  std::vector<OpenSession> sessions;             ///< the latest used first
};

/// Signing in by accounts, and the sessions that come of it. Of a session's id and of an invitation only hashes are
/// kept, in the database: a restart ends no session, and several servers know the same. Used by many threads; every
/// call may wait for the database, and refuses with `store_unavailable` when that does not answer.
class SignIn {
 public:
  using Clock = std::function<calendar::Instant()>;
  /// Who acts in a session of the account under the commission (empty: none has been chosen). Nothing: nobody any more.
  using ActorOf = std::function<std::optional<access::Actor>(account::Account const&, std::string const& commission)>;

  /// The commissions that the account's member of staff holds today.
  using CommissionsOf = std::function<std::vector<account::Commission>(account::Account const&)>;

  /// Keeps that somebody has signed in or out, or could not (`refused`: the code). nullptr: by an account that there is
  /// not. Throws StoreFailed; then nobody is signed in.
  using KeepLook = std::function<void(account::Account const*, access::Action action, std::string const& refused)>;

  /// The store must outlive it.
  /// `fresh_for`: so long after showing who they are somebody has done so a moment ago (access::Policy).
  SignIn(AccountStore& accounts, Clock clock, ActorOf actor_of, CommissionsOf commissions_of = {},
         KeepLook keep_look = {}, std::chrono::minutes fresh_for = {})
      : accounts_(accounts),
        clock_(std::move(clock)),
        actor_of_(std::move(actor_of)),
        commissions_of_(std::move(commissions_of)),
        keep_look_(std::move(keep_look)),
        fresh_for_(fresh_for) {}

  /// Opens a session and gives its id. Refused with `wrong_sign_in`, whatever was wrong and whether there is such an
  /// account or not, in the same time; with `too_many_failures` when too many have failed that have the name or the
  /// address in common.
  base::Expected<std::string> sign_in(SignInAttempt const& attempt);
  /// A session of the account, without asking anybody: for who has shown who they are elsewhere.
  base::Expected<std::string> open(std::string const& account);
  /// Opens a session for whoever a provider says that it is, who may work at several authorities. Refused with
  /// `no_account` when none knows them.
  base::Expected<std::string> open(account::IdClaims const& claims);

  /// Whoever has the session shows anew who they are, by the password and a code: the session is fresh from then on.
  /// Refused as sign_in(), and with `unauthorized` when there is no such session.
  base::Expected<void> confirm(std::string_view session, SignInAttempt const& attempt);
  /// The same for whoever a provider says that it is. False: it is not their session, which stays as it was. Throws
  /// StoreFailed.
  bool confirm(std::string_view session, account::IdClaims const& claims);

  /// A word for the browser in which somebody has just signed in with a password: their later tries there are not
  /// slowed by what strangers have tried against the account. It opens nothing, and is of no use with another password.
  /// Empty for a session of a provider's. Throws StoreFailed.
  std::string known_browser(std::string_view session);

  /// The session with this id, which has been used now. Nothing when there is none, when it was idle or has lasted for
  /// too long, or when its account has been closed. Throws StoreFailed.
  std::optional<access::Session> session(std::string_view id);
  void sign_out(std::string_view id);

  /// The account of the session with this id, as its own user sees it; nothing when there is no such session. Throws
  /// StoreFailed, as do the next two.
  std::optional<OwnAccount> own_account(std::string_view id);
  /// Somebody with several commissions has not said yet under which one the session works. Throws StoreFailed.
  bool has_to_choose(std::string_view id);
  /// The session works under the commission from now on, if it is one of those held today, and by the account of the
  /// authority that gave it.
  void choose_commission(std::string_view id, std::string const& commission);
  /// Ends another session of the same account, by its id in OwnAccount.
  void end_own(std::string_view id, std::string const& other);

  /// Lets somebody choose the account's password, the first or another, by the secret that it gives: once, within a
  /// day, and not by what was given before. Refused with `unknown_account`.
  base::Expected<std::string> invite(std::string const& account);
  /// Refused with `not_found` for a secret that nobody gave, that has been used or that is too old.
  base::Expected<Invited> invited(std::string_view secret);
  /// Chooses the password; the code shows that the app has the secret. Refused as invited(), as
  /// account::may_be_chosen(), and with `wrong_code`.
  base::Expected<ChosenPassword> choose(std::string_view secret, std::string const& password, std::string const& code);

 private:
  bool has_shown(account::Account const* account, SignInAttempt const& attempt);
  /// The same, where failures are counted and kept. `account`: nullptr when there is none of the name.
  base::Expected<void> try_to_show(account::Account const* account, std::string const& name,
                                   SignInAttempt const& attempt);
  /// The session and its account, when both live.
  std::optional<std::pair<account::KeptSession, account::Account>> living(std::string_view id);
  base::Expected<account::Account> account_invited(std::string_view secret);
  std::string open_session(account::KeptSession session);
  /// A service knows somebody by one name, at however many authorities they have an account: those by which they may
  /// act. An account with a password stands alone.
  std::vector<account::Account> accounts_of_person(account::Account const& account);
  /// A commission held today, and the account by which it is.
  struct Held {
    std::string account;
    account::Commission commission;
  };
  std::vector<Held> held_by_person(account::Account const& account);
  void keep_used(account::KeptSession const& session);
  void keep_look(account::Account const* account, access::Action action, std::string const& refused = {}) const;

  AccountStore& accounts_;
  Clock clock_;
  ActorOf actor_of_;
  CommissionsOf commissions_of_;
  KeepLook keep_look_;
  std::chrono::minutes fresh_for_;
};

}  // namespace overens::app
