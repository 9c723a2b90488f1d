#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "account/id_token.hpp"
#include "account/provider.hpp"
#include "account/sign_in_fault.hpp"
#include "account/web_address.hpp"
#include "calendar/day.hpp"

namespace overens::account {

// The walk of a sign-in by OpenID Connect (code flow, RFC 6749 4.1, with PKCE, RFC 7636):
//
//   begin_sign_in ──▶ the browser goes to the provider ──▶ comes back with an answer ──▶ read_answer, judge_answer
//        │ kept: PendingSignIn, by the hash of its state ────────────────────────────────────────▲   │ the code
//        └ the browser's cookie                                                                      ▼
//                                   who signed in ◀── verify_id_token ◀── read_token_answer ◀── token_request
//
// Whoever keeps a PendingSignIn hands it out once and forgets it with that: an answer that comes again finds nothing.

/// What is kept while a person is away at the provider.
struct PendingSignIn {
  static constexpr auto lasts = std::chrono::minutes(10);
  /// So many are kept at once, and of those that come from one network; of more the oldest are dropped.
  static constexpr std::size_t most = 20'000;
  static constexpr std::size_t most_of_network = 500;

  std::string provider_id = {};
  std::string state_hash = {};    ///< it is known by this
  std::string browser_hash = {};  ///< of the cookie that was given to the browser
  std::string nonce = {};
  std::string verifier = {};   ///< shows the provider that the code is ours
  std::string return_to = {};  ///< a path of our own
  bool is_fresh = false;       ///< the person has to show anew who it is
  calendar::Instant begun_at = {};
  std::string network = {};  ///< that the browser comes from: network_of()
};

/// How somebody wants to sign in.
struct SignInWish {
  std::string return_to = "/";  ///< any words that the browser gave; only a path of our own is followed
  bool fresh = false;           ///< anew, whoever has signed in at the provider before
  std::string language = "sv";  ///< of the provider's pages
};

struct BegunSignIn {
  PendingSignIn kept;
  std::string address = {};  ///< where the browser goes, by a link or a redirect of a GET
  /// For the browser, as long as `lasts`. SameSite=Lax, since the browser comes back from another site.
  std::string cookie = {};
};

/// `our_address` is where the provider sends the browser back, as registered there.
BegunSignIn begin_sign_in(Provider const& provider, ProviderDescription const& description,
                          std::string const& our_address, SignInWish const& wish, calendar::Instant now);

/// What the browser brings back.
struct ProviderAnswer {
  std::string state = {};
  std::string code = {};    ///< or
  std::string error = {};   ///< of RFC 6749 4.1.2.1, OpenID Connect Core 3.1.2.6
  std::string issuer = {};  ///< RFC 9207; empty: not said
};

/// Reads the query: each of ours once, of bounded length, a state and either a code or an error.
SignInResult<ProviderAnswer> read_answer(Parameters const& query);

/// What the walk with this state is kept by.
std::string state_hash_of(std::string_view state);

/// The code, when the answer is to what was begun: by this browser, less than `lasts` ago, at this provider. `kept` is
/// nullptr when nothing is kept by its state.
SignInResult<std::string> judge_answer(ProviderAnswer const& answer, PendingSignIn const* kept, std::string_view cookie,
                                       Provider const& provider, ProviderDescription const& description,
                                       calendar::Instant now);

/// A POST to the provider, of a form.
struct TokenRequest {
  std::string address = {};
  std::string body = {};
  std::string authorization = {};  ///< the field of its head; empty: none
};

/// Refused with client_key_unusable.
SignInResult<TokenRequest> token_request(Provider const& provider, ProviderDescription const& description,
                                         std::string const& our_address, PendingSignIn const& kept,
                                         std::string const& code, calendar::Instant now);

/// The ID token of the answer.
SignInResult<std::string> read_token_answer(int status, std::string_view body);

/// What the ID token must be.
ExpectedIdToken expected_of(Provider const& provider, PendingSignIn const& kept);

}  // namespace overens::account
