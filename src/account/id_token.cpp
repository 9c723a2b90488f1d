#include "account/id_token.hpp"

#include <algorithm>

#include "account/secret.hpp"
#include "account/signed_token.hpp"
#include "account/strict_json.hpp"

namespace overens::account {
namespace {

using nlohmann::json;

SignInResult<void> check_nonce(json const& claims, std::string const& nonce) {
  if (!claims.contains("nonce")) return refuse_sign_in(SignInFault::nonce_missing);
  auto const* const said = text_member(claims, "nonce");
  if (said == nullptr || nonce.empty() || !same(*said, nonce)) return refuse_sign_in(SignInFault::nonce_wrong);
  return {};
}

SignInResult<void> take_names(json const& claims, std::string const& person_claim, IdClaims& to) {
  auto const* const subject = text_member(claims, "sub");
  if (subject == nullptr || !is_name(*subject)) return refuse_sign_in(SignInFault::subject_wrong);
  auto const* const person = text_member(claims, person_claim);
  if (person == nullptr || !is_name(*person)) return refuse_sign_in(SignInFault::person_missing);
  to.subject = *subject;
  to.person = *person;
  if (!claims.contains("sid")) return {};
  auto const* const session = text_member(claims, "sid");
  if (session == nullptr || !is_name(*session)) return refuse_sign_in(SignInFault::session_wrong);
  to.session_id = *session;
  return {};
}

SignInResult<void> take_level(json const& claims, std::vector<std::string> const& accepted, IdClaims& to) {
  auto const* const level = text_member(claims, "acr");
  if (level != nullptr) to.level = *level;
  if (accepted.empty()) return {};
  if (level == nullptr) return refuse_sign_in(SignInFault::level_missing);
  if (std::find(accepted.begin(), accepted.end(), *level) == accepted.end())
    return refuse_sign_in(SignInFault::level_not_accepted);
  return {};
}

SignInResult<void> take_sign_in_time(json const& claims, ExpectedIdToken const& expected, calendar::Instant now,
                                     IdClaims& to) {
  auto const signed_in_at = instant_claim(claims, "auth_time");
  if (!signed_in_at) return refuse_sign_in(signed_in_at.error());
  to.signed_in_at = *signed_in_at;
  auto const leeway = expected.trust.leeway;
  if (*signed_in_at && **signed_in_at > now + leeway) return refuse_sign_in(SignInFault::issued_ahead);
  if (!expected.signed_in_from) return {};
  if (!*signed_in_at) return refuse_sign_in(SignInFault::sign_in_time_missing);
  if (**signed_in_at + leeway < *expected.signed_in_from) return refuse_sign_in(SignInFault::sign_in_too_old);
  return {};
}

}  // namespace

SignInResult<IdClaims> verify_id_token(std::string_view token, std::string_view keys, ExpectedIdToken const& expected,
                                       calendar::Instant now) {
  auto const claims = read_signed_token(token, keys, expected.trust.algorithms, "jwt");
  if (!claims) return refuse_sign_in(claims.error());
  IdClaims read{.issuer = expected.trust.issuer};
  auto const checked = check_common_claims(*claims, expected.trust, now)
                           .and_then([&] { return check_nonce(*claims, expected.nonce); })
                           .and_then([&] { return take_names(*claims, expected.person_claim, read); })
                           .and_then([&] { return take_level(*claims, expected.levels, read); })
                           .and_then([&] { return take_sign_in_time(*claims, expected, now, read); });
  if (!checked) return refuse_sign_in(checked.error());
  return read;
}

}  // namespace overens::account
