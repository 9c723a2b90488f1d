#pragma once

#include <optional>
#include <string>

#include "app/commands.hpp"
#include "app/ports/store.hpp"

namespace overens::app {

/// Somebody who is to sign in: staff of an authority, who is registered with a first commission unless that has been
/// done, with an account.
struct NewAccount {
  std::string issuer = {};  ///< the provider that says who they are; empty: they choose a password
  std::string name;         ///< of the account, as written; or what the provider calls them
  std::string authority;
  std::string staff = {};  ///< the id by which the authority has registered them; empty: it is done now, with the rest

  std::string who = {};  ///< the person's name
  std::string email = {};
  std::string role = {};     ///< of staff_roles
  std::string purpose = {};  ///< of commission_purposes
  std::string unit = {};     ///< empty: the whole authority

  /// The authority itself, where it has not been registered yet.
  struct Authority {
    std::string kind;  ///< of authority_kinds
    std::string party;
    std::string name;
  };
  std::optional<Authority> new_authority = {};
};

/// Records it, as the actor may, and makes the account; its id. It has no password yet: SignIn::invite() lets them
/// choose one. Nothing is recorded when it is refused: with `bad_account_name`, `account_known`, `unknown_staff` (the
/// authority has no such staff, or not any more), as Commands refuses,
/// and with `store_unavailable`.
base::Expected<std::string> add_account(Commands& commands, event::Vocabulary const& vocabulary, Store& store,
                                        access::Actor const& actor, NewAccount const& asked, calendar::Instant now);

}  // namespace overens::app
