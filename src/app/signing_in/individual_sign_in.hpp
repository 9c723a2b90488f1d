#pragma once

#include <optional>
#include <string>

#include "app/signing_in/sign_in.hpp"

namespace overens::app {

/// Individuals who sign in by a service that says which personal number they have. The number itself is kept nowhere:
/// an account is named by a keyed hash of it, by which each authority's persons are found again.
class IndividualSignIn {
 public:
  using Clock = SignIn::Clock;

  /// What it is given must outlive it.
  IndividualSignIn(Store& store, SignIn& sign_in, Clock clock)
      : store_(store), sign_in_(sign_in), clock_(std::move(clock)) {}

  /// Opens a session and gives its id. Refused with `no_account` when what the service says is no number, and when no
  /// authority knows anybody by it; the two are told alike, and of the latter nothing is kept.
  base::Expected<std::string> open(account::IdClaims claims);

  /// Who acts in a session of such an account: whom the authorities know by the number now. Throws StoreFailed.
  access::Actor actor(account::Account const& account) const;

 private:
  Store& store_;
  SignIn& sign_in_;
  Clock clock_;
};

}  // namespace overens::app
