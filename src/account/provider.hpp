#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "account/sign_in_fault.hpp"
#include "account/token_trust.hpp"

namespace overens::account {

/// A service that people sign in by (an OpenID provider), as the settings name it.
struct Provider {
  std::string id = {};         ///< in our own addresses
  std::string name_sv = {};    ///< on the button
  std::string name_en = {};    ///< on the button
  std::string issuer = {};     ///< its address; what its tokens must say, byte for byte
  std::string client_id = {};  ///< what it calls us
  /// Shows that a question is ours: a private key (JWK, account::is_client_key), or a secret. Both empty: PKCE alone.
  std::string client_key = {};
  std::string client_secret = {};
  std::vector<std::string> scopes = {"openid"};
  std::vector<std::string> levels = {};  ///< `acr_values`: asked for, and the only ones taken; empty: any
  std::string person_claim = "sub";      ///< names the person, such as an HSA-id
  bool is_for_individuals = false;       ///< the person is somebody whom records are about, named by their number
  std::vector<std::string> algorithms = {"RS256", "PS256", "ES256"};
};

/// Whose tokens are taken as this provider's.
TokenTrust trust_of(Provider const& provider);

/// Where the provider's own description lies (OpenID Connect Discovery 4).
std::string description_address(Provider const& provider);

/// What a provider says of itself, as far as we ask.
struct ProviderDescription {
  std::string authorization_address = {};  ///< the browser is sent there
  std::string token_address = {};
  std::string keys_address = {};
  bool names_itself = false;          ///< in every answer (RFC 9207)
  bool takes_claims = false;          ///< can be asked for single claims (OpenID Connect Core 5.5)
  bool takes_secret_in_head = false;  ///< client_secret_basic; otherwise in the body

  bool operator==(ProviderDescription const&) const = default;
};

/// Reads the description: the issuer is ours byte for byte, the addresses are https when the issuer's is, and the code
/// flow, S256, one of our algorithms and a way to show our secret are among what it can. Refused with a description_…
/// fault.
SignInResult<ProviderDescription> read_description(std::string_view bytes, Provider const& provider);

}  // namespace overens::account
