#pragma once

#include <string_view>

#include <tl/expected.hpp>

#include "base/text.hpp"

namespace overens::account {

/// Why a sign-in by OpenID Connect goes no further. The names are for the log and for whoever sets a provider up; the
/// person is told what to do (`what_to_do`), never what a forged answer lacked.
enum class SignInFault {
  // A token as such (RFC 7515, RFC 7519)
  token_too_long,
  token_not_signed_form,  ///< not three parts
  token_encrypted,
  token_not_base64url,
  token_not_json,
  token_member_twice,
  token_type_wrong,
  token_brings_its_key,
  token_has_critical_header,
  algorithm_not_allowed,
  // The provider's keys (RFC 7517)
  keys_unreadable,
  key_unknown,  ///< perhaps a new one: the keys are fetched anew, once
  key_ambiguous,
  key_unfit,
  signature_wrong,
  // What the token claims (OpenID Connect Core 3.1.3.7)
  issuer_wrong,
  audience_wrong,
  authorized_party_missing,
  authorized_party_wrong,
  expiry_missing,
  expired,
  issued_at_missing,
  issued_ahead,
  not_yet_valid,
  time_malformed,
  nonce_missing,
  nonce_wrong,
  subject_wrong,
  level_missing,
  level_not_accepted,
  sign_in_time_missing,
  sign_in_too_old,
  session_wrong,
  person_missing,
  // A logout token (OpenID Connect Back-Channel Logout 2.6)
  logout_event_missing,
  logout_has_nonce,
  logout_of_nobody,
  token_id_missing,
  token_used_before,
  // The provider's own description (OpenID Connect Discovery 4.3)
  description_unreadable,
  description_of_another,
  description_address_wrong,
  description_lacks_ours,  ///< the code flow, S256, an algorithm or a way to show our secret
  // The answer that the browser brings
  answer_member_missing,
  answer_member_twice,
  answer_too_long,
  answer_from_another,  ///< RFC 9207
  answer_without_issuer,
  sign_in_unknown,  ///< never begun here, or used before
  sign_in_of_another_browser,
  sign_in_took_too_long,
  cancelled,
  provider_refused,
  // Asking the provider ourselves
  provider_unreachable,
  provider_not_trusted,  ///< its certificate
  provider_too_slow,
  provider_says_too_much,
  provider_busy,  ///< as many of us are asking it as may
  provider_failed,
  client_refused,  ///< our name or secret there, or something else in our settings
  code_refused,
  token_answer_unreadable,
};

/// As in the log: "signature_wrong".
std::string_view name_of(SignInFault fault);

/// What the person is told: what happened as far as it helps, and what to do.
base::Text what_to_do(SignInFault fault);

template <class T>
using SignInResult = tl::expected<T, SignInFault>;

inline tl::unexpected<SignInFault> refuse_sign_in(SignInFault fault) {
  return tl::unexpected<SignInFault>(fault);
}

}  // namespace overens::account
