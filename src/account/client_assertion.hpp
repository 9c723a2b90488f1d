#pragma once

#include <string>
#include <string_view>

#include "account/sign_in_fault.hpp"
#include "calendar/day.hpp"

namespace overens::account {

// How the program shows a provider who it is by a key of its own, so that no secret is sent (private_key_jwt, OpenID
// Connect Core 9, RFC 7523).

/// The key can be used: a private JWK with the algorithm (`alg`) that it signs by and the id (`kid`) that the provider
/// knows it by, fit for it as a provider's key has to be.
bool is_client_key(std::string_view key);

/// A word for one request, good for a minute. It is for the issuer alone, whatever addresses the issuer names: a
/// provider that names another's address gets nothing that could be used there. Refused with client_key_unusable.
SignInResult<std::string> client_assertion(std::string_view key, std::string const& client_id,
                                           std::string const& issuer, calendar::Instant now);

}  // namespace overens::account
