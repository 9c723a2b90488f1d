#include "account/logout_token.hpp"

#include "account/signed_token.hpp"
#include "account/strict_json.hpp"

namespace overens::account {
namespace {

using nlohmann::json;

constexpr char const* logout_event = "http://schemas.openid.net/event/backchannel-logout";
constexpr std::size_t most_remembered = 100'000;

SignInResult<LogoutClaims> take_logout(json const& claims, std::string const& issuer) {
  auto const* const token_id = text_member(claims, "jti");
  if (token_id == nullptr || !is_name(*token_id)) return refuse_sign_in(SignInFault::token_id_missing);
  auto const events = claims.find("events");
  if (events == claims.end() || !events->is_object() || !events->contains(logout_event) ||
      !events->at(logout_event).is_object())
    return refuse_sign_in(SignInFault::logout_event_missing);
  if (claims.contains("nonce")) return refuse_sign_in(SignInFault::logout_has_nonce);
  LogoutClaims read{.issuer = issuer, .token_id = *token_id};
  for (auto const& [name, to] : {std::pair{"sub", &read.subject}, std::pair{"sid", &read.session_id}}) {
    if (!claims.contains(name)) continue;
    auto const* const word = text_member(claims, name);
    if (word == nullptr || !is_name(*word)) return refuse_sign_in(SignInFault::logout_of_nobody);
    *to = *word;
  }
  if (read.subject.empty() && read.session_id.empty()) return refuse_sign_in(SignInFault::logout_of_nobody);
  return read;
}

}  // namespace

bool UsedTokens::use(std::string const& issuer, std::string const& token_id, calendar::Instant until,
                     calendar::Instant now) {
  std::lock_guard const locked(mutex_);
  std::erase_if(until_, [&](auto const& used) { return used.second < now; });
  return until_.size() < most_remembered && until_.emplace(issuer + ' ' + token_id, until).second;
}

void UsedTokens::take_back(std::string const& issuer, std::string const& token_id) {
  std::lock_guard const locked(mutex_);
  until_.erase(issuer + ' ' + token_id);
}

SignInResult<LogoutClaims> verify_logout_token(std::string_view token, std::string_view keys, TokenTrust const& trust,
                                               calendar::Instant now, UsedTokens& used) {
  auto const claims = read_signed_token(token, keys, trust.algorithms, "logout+jwt");
  if (!claims) return refuse_sign_in(claims.error());
  if (auto const checked = check_common_claims(*claims, trust, now); !checked) return refuse_sign_in(checked.error());
  auto read = take_logout(*claims, trust.issuer);
  if (!read) return read;
  auto const expires = instant_claim(*claims, "exp");
  if (!used.use(read->issuer, read->token_id, **expires + trust.leeway, now))
    return refuse_sign_in(SignInFault::token_used_before);
  return read;
}

}  // namespace overens::account
