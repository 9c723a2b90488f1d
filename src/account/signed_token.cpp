#include "account/signed_token.hpp"

#include <algorithm>
#include <array>

#include "account/base64url.hpp"
#include "account/signature.hpp"
#include "account/strict_json.hpp"

namespace overens::account {
namespace {

using nlohmann::json;

constexpr std::size_t longest_token = std::size_t{16} << 10U;

SignInResult<SignatureParts> cut(std::string_view token) {
  if (token.size() > longest_token) return refuse_sign_in(SignInFault::token_too_long);
  auto const dots = std::count(token.begin(), token.end(), '.');
  if (dots == 4) return refuse_sign_in(SignInFault::token_encrypted);  // RFC 7516: five parts
  if (dots != 2) return refuse_sign_in(SignInFault::token_not_signed_form);
  auto const first = token.find('.');
  auto const second = token.find('.', first + 1);
  return SignatureParts{token.substr(0, first), token.substr(first + 1, second - first - 1), token.substr(second + 1)};
}

SignInResult<json> read_part(std::string_view part) {
  auto const bytes = decode_base64url(part);
  if (!bytes) return refuse_sign_in(SignInFault::token_not_base64url);
  return read_strict_object(*bytes);
}

std::string in_small_letters(std::string_view word) {
  std::string small(word);
  for (auto& letter : small) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return small;
}

// A token that brings the key it is to be checked by proves nothing (RFC 8725 §3.10); what a critical header asks for
// is nothing we know (RFC 7515 §4.1.11).
SignInResult<void> check_header(json const& header, std::string_view type) {
  constexpr std::array brought = {"jwk", "jku", "x5c", "x5u"};
  if (std::any_of(brought.begin(), brought.end(), [&](char const* name) { return header.contains(name); }))
    return refuse_sign_in(SignInFault::token_brings_its_key);
  if (header.contains("crit")) return refuse_sign_in(SignInFault::token_has_critical_header);
  if (header.contains("enc") || header.contains("zip")) return refuse_sign_in(SignInFault::token_encrypted);
  if (!header.contains("typ")) return {};
  auto const* const said = text_member(header, "typ");
  if (said == nullptr) return refuse_sign_in(SignInFault::token_type_wrong);
  auto const small = in_small_letters(*said);
  if (small != "jwt" && small != type) return refuse_sign_in(SignInFault::token_type_wrong);
  return {};
}

// Being told to somebody else as well, a token must say that it was asked for by us.
SignInResult<void> check_audience(json const& claims, std::string const& client_id) {
  auto const* const one = text_member(claims, "aud");
  auto const is_for_us = one != nullptr ? *one == client_id : list_holds(claims, "aud", client_id);
  if (!is_for_us) return refuse_sign_in(SignInFault::audience_wrong);
  if (claims.contains("azp")) {
    if (claims["azp"] != client_id) return refuse_sign_in(SignInFault::authorized_party_wrong);
  } else if (one == nullptr && claims["aud"].size() > 1) {
    return refuse_sign_in(SignInFault::authorized_party_missing);
  }
  return {};
}

SignInResult<void> check_times(json const& claims, std::chrono::seconds leeway, calendar::Instant now) {
  auto const expires = instant_claim(claims, "exp");
  auto const issued = instant_claim(claims, "iat");
  auto const begins = instant_claim(claims, "nbf");
  if (!expires || !issued || !begins) return refuse_sign_in(SignInFault::time_malformed);
  if (!*expires) return refuse_sign_in(SignInFault::expiry_missing);
  if (**expires + leeway <= now) return refuse_sign_in(SignInFault::expired);
  if (!*issued) return refuse_sign_in(SignInFault::issued_at_missing);
  if (**issued > now + leeway) return refuse_sign_in(SignInFault::issued_ahead);
  if (*begins && **begins > now + leeway) return refuse_sign_in(SignInFault::not_yet_valid);
  return {};
}

}  // namespace

SignInResult<json> read_signed_token(std::string_view token, std::string_view keys,
                                     std::vector<std::string> const& algorithms, std::string_view type) {
  auto parts = cut(token);
  if (!parts) return refuse_sign_in(parts.error());
  auto const header = read_part(parts->header);
  if (!header) return header;
  auto const* const algorithm = text_member(*header, "alg");
  if (algorithm == nullptr || std::find(algorithms.begin(), algorithms.end(), *algorithm) == algorithms.end())
    return refuse_sign_in(SignInFault::algorithm_not_allowed);
  if (auto const checked = check_header(*header, type); !checked) return refuse_sign_in(checked.error());
  parts->algorithm = *algorithm;
  if (header->contains("kid")) {
    auto const* const key_id = text_member(*header, "kid");
    if (key_id == nullptr || key_id->empty()) return refuse_sign_in(SignInFault::key_unknown);
    parts->key_id = *key_id;
  }
  if (!decode_base64url(parts->signature)) return refuse_sign_in(SignInFault::token_not_base64url);
  if (auto const checked = check_signature(*parts, keys); !checked) return refuse_sign_in(checked.error());
  return read_part(parts->payload);
}

SignInResult<void> check_common_claims(json const& claims, TokenTrust const& trust, calendar::Instant now) {
  auto const* const issuer = text_member(claims, "iss");
  if (issuer == nullptr || *issuer != trust.issuer) return refuse_sign_in(SignInFault::issuer_wrong);
  if (auto const checked = check_audience(claims, trust.client_id); !checked) return checked;
  return check_times(claims, trust.leeway, now);
}

SignInResult<std::optional<calendar::Instant>> instant_claim(json const& claims, std::string_view name) {
  constexpr double end_of_9999 = 253'402'300'799.0;
  auto const found = claims.find(name);
  if (found == claims.end()) return std::nullopt;
  if (!found->is_number()) return refuse_sign_in(SignInFault::time_malformed);
  auto const seconds = found->get<double>();
  if (!(seconds >= 0 && seconds <= end_of_9999)) return refuse_sign_in(SignInFault::time_malformed);
  return calendar::Instant(std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000)));
}

bool is_name(std::string_view word) {
  constexpr std::size_t longest = 255;  // OpenID Connect Core 2
  return !word.empty() && word.size() <= longest &&
         std::all_of(word.begin(), word.end(), [](char letter) { return letter > ' ' && letter <= '~'; });
}

}  // namespace overens::account
