#pragma once

#include <atomic>
#include <string>
#include <string_view>

#include "account/logout_token.hpp"
#include "account/provider.hpp"
#include "account/sign_in_walk.hpp"
#include "outgoing/https_client.hpp"
#include "outgoing/kept_document.hpp"

namespace overens::outgoing {

/// Signing in by one provider: the walk of account/sign_in_walk.hpp with what has to be asked of the provider itself.
///
/// Every call may wait for the provider, some ten seconds at most: it belongs on a worker. At most `most_at_once`
/// workers wait for one provider; another is refused at once with provider_busy, so that a provider that is slow stops
/// nothing else. Used by many threads.
class ProviderConnection {
 public:
  static constexpr int most_at_once = 8;
  using Clock = KeptDocument::Clock;

  /// `our_address` is where the provider sends the browser back, as registered there. The client must outlive it.
  ProviderConnection(account::Provider provider, std::string our_address, HttpsClient const& client, Clock clock);

  account::Provider const& provider() const { return provider_; }

  account::SignInResult<account::BegunSignIn> begin(account::SignInWish const& wish);
  /// Who signed in, by what the browser brought back. `kept` is what was kept by the answer's state, already forgotten
  /// there; nullptr: nothing.
  account::SignInResult<account::IdClaims> finish(account::ProviderAnswer const& answer,
                                                  account::PendingSignIn const* kept, std::string_view cookie);
  /// Whose sessions end, by a logout token that somebody sent.
  account::SignInResult<account::LogoutClaims> end(std::string_view logout_token);
  /// They could not be ended: the token may be sent again.
  void take_back(account::LogoutClaims const& ended) { used_.take_back(ended.issuer, ended.token_id); }

 private:
  using Keys = KeptDocument::Bytes;

  account::SignInResult<account::ProviderDescription> description();
  account::SignInResult<std::string> exchange(account::ProviderDescription const& description,
                                              account::PendingSignIn const& kept, std::string const& code);

  account::Provider provider_;
  std::string our_address_;
  HttpsClient const& client_;
  Clock clock_;
  std::atomic<int> turns_taken_ = 0;
  KeptDocument description_;
  KeptDocument keys_;
  account::UsedTokens used_;
};

}  // namespace overens::outgoing
