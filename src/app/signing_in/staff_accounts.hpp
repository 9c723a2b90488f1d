#pragma once

#include <string>
#include <vector>

#include "app/looks/looks.hpp"
#include "app/signing_in/new_account.hpp"
#include "app/signing_in/sign_in.hpp"

namespace overens::app {

/// A member of staff, and whose.
struct StaffRef {
  std::string authority;
  std::string staff;
};

/// An account of a member of staff, as their administrator sees it.
struct StaffAccount {
  std::string id;
  std::string name;
  std::string issuer;         ///< the service by which they sign in; empty: a password
  bool has_password = false;  ///< they have chosen one
};

/// How an authority's administrator keeps the accounts of its staff. Every call goes through Looks, which asks
/// access::decide() and keeps whose account it was before anything is told, and may wait for the database; refused as
/// decide() says, and with `store_unavailable`. What changes something is refused with `own_account` when it is the
/// actor's own: somebody else does that. Giving one and opening it anew may ask for a fresh sign-in.
class StaffAccounts {
 public:
  /// All but the clock must outlive it.
  StaffAccounts(Commands& commands, event::Vocabulary const& vocabulary, Store& store, SignIn& sign_in, Looks& looks,
                SignIn::Clock clock)
      : commands_(commands),
        vocabulary_(vocabulary),
        store_(store),
        sign_in_(sign_in),
        looks_(looks),
        clock_(std::move(clock)) {}

  /// May the actor keep the authority's accounts?
  bool may(access::Actor const& actor, std::string const& authority) const;
  /// Those that are open.
  base::Expected<std::vector<StaffAccount>> of(access::Actor const& actor, StaffRef const& who);

  /// Gives an account; its id. Refused as add_account().
  base::Expected<std::string> give(access::Actor const& actor, StaffRef const& who, std::string const& issuer,
                                   std::string const& name);
  /// The secret of a link by which a password is chosen, once and within a day. What opened the account before opens
  /// nothing any more, and its sessions end. Refused with `unknown_account`.
  base::Expected<std::string> invite(access::Actor const& actor, StaffRef const& who, std::string const& account);
  /// Nobody signs in by it any more, and whoever is signed in no longer is. Refused with `unknown_account`.
  base::Expected<void> close(access::Actor const& actor, StaffRef const& who, std::string const& account);

 private:
  /// Lets `answer` answer when the actor may keep the accounts.
  template <class Answer>
  auto kept(access::Actor const& actor, access::Action action, StaffRef const& who, Answer const& answer)
      -> decltype(answer());
  bool has(StaffRef const& who, std::string const& account);

  Commands& commands_;
  event::Vocabulary const& vocabulary_;
  Store& store_;
  SignIn& sign_in_;
  Looks& looks_;
  SignIn::Clock clock_;
};

}  // namespace overens::app
