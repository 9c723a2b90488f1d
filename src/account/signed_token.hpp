#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "account/sign_in_fault.hpp"
#include "account/token_trust.hpp"
#include "calendar/day.hpp"

namespace overens::account {

// What the tokens of a provider have in common, whatever they are for.

/// The claims of a token (JWT, RFC 7519) after its form, header and signature have been found right. A token may say
/// that it is a plain JWT or of `type`, in any case of letters, or nothing; another type is refused, so that a token
/// made for one use can't serve for another (RFC 8725 §3.11).
SignInResult<nlohmann::json> read_signed_token(std::string_view token, std::string_view keys,
                                               std::vector<std::string> const& algorithms, std::string_view type);

/// Issuer, audience, authorized party and all that it says of time (OpenID Connect Core 3.1.3.7).
SignInResult<void> check_common_claims(nlohmann::json const& claims, TokenTrust const& trust, calendar::Instant now);

/// A number of seconds since 1970, up to the year 9999. Nothing when there is none; time_malformed when it is no such
/// number.
SignInResult<std::optional<calendar::Instant>> instant_claim(nlohmann::json const& claims, std::string_view name);

/// A name that somebody is known by: 1–255 characters of ASCII that can be seen.
bool is_name(std::string_view word);

}  // namespace overens::account
