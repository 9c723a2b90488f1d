#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account/sign_in_fault.hpp"
#include "account/token_trust.hpp"
#include "calendar/day.hpp"

namespace overens::account {

/// What an ID token must be to be taken.
struct ExpectedIdToken {
  TokenTrust trust = {};
  std::string nonce = {};                                ///< as sent; never empty
  std::vector<std::string> levels = {};                  ///< `acr`: one of these; empty: any, or none
  std::optional<calendar::Instant> signed_in_from = {};  ///< not signed in before that, but for the leeway
  std::string person_claim = "sub";                      ///< the claim that names the person, such as an HSA-id
};

/// Who signed in, as a provider says.
struct IdClaims {
  std::string issuer = {};
  std::string subject = {};  ///< unique with this issuer only
  std::string person = {};   ///< what the claim that names the person says
  std::string level = {};    ///< `acr`; empty: not said
  std::optional<calendar::Instant> signed_in_at = {};
  std::string session_id = {};  ///< `sid`, by which the provider may end it; empty: not said

  bool operator==(IdClaims const&) const = default;
};

/// Reads an ID token that the provider itself gave for a code, by OpenID Connect Core 3.1.3.7. `keys` is the provider's
/// key set as fetched. The first thing that is wrong refuses it: its form, then its signature, then what it claims.
SignInResult<IdClaims> verify_id_token(std::string_view token, std::string_view keys, ExpectedIdToken const& expected,
                                       calendar::Instant now);

}  // namespace overens::account
