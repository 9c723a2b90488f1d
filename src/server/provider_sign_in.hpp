#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "app/signing_in/individual_sign_in.hpp"
#include "app/signing_in/sign_in.hpp"
#include "http/log.hpp"
#include "outgoing/provider_connection.hpp"
#include "route/row.hpp"
#include "server/sign_in_settings.hpp"

namespace overens::server {

/// Signing in by the services that the settings name: the browser is sent there by a link and comes back with an
/// answer. Used by many threads; each answer may wait for the provider.
class ProviderSignIn {
 public:
  using Clock = app::SignIn::Clock;
  /// A page that says why somebody could not sign in, with a status.
  using Refused = std::function<http::Reply(http::Request const&, int status, base::Text const& why)>;

  /// What it is given must outlive it and the routes.
  ProviderSignIn(SignInSettings const& settings, app::AccountStore& accounts, app::SignIn& sign_in,
                 app::IndividualSignIn& individuals, http::Log& log, Clock const& clock, Refused refused);

  /// GET /logga-in/{provider} sends the browser there, and …/svar takes it back: 303 to where they were going. POST
  /// …/avsluta ends sessions by the provider's word (OpenID Connect Back-Channel Logout 1.0).
  route::Rows rows();

 private:
  outgoing::ProviderConnection* find(http::Request const& request) const;
  http::Reply begin(http::Request const& request);
  http::Reply finish(http::Request const& request);
  http::Reply end(http::Request const& request);
  http::Reply refuse(http::Request const& request, account::SignInFault fault);

  outgoing::HttpsClient client_;
  std::vector<std::unique_ptr<outgoing::ProviderConnection>> providers_;
  app::AccountStore& accounts_;
  app::SignIn& sign_in_;
  app::IndividualSignIn& individuals_;
  http::Log& log_;
  Refused refused_;
};

}  // namespace overens::server
