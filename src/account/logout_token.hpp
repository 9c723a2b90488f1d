#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "account/sign_in_fault.hpp"
#include "account/token_trust.hpp"
#include "calendar/day.hpp"

namespace overens::account {

/// A provider's word that somebody's sessions end (OpenID Connect Back-Channel Logout 1.0).
struct LogoutClaims {
  std::string issuer = {};
  std::string subject = {};     ///< empty: all that has this session_id
  std::string session_id = {};  ///< empty: all sessions of the subject
  std::string token_id = {};    ///< `jti`

  bool operator==(LogoutClaims const&) const = default;
};

/// Which tokens have been used, so that each is used once. Kept in memory, as long as a token could still be taken:
/// what is sent to another server again ends sessions that have ended. Used by many threads.
class UsedTokens {
 public:
  /// False when it has been used. At most so many are remembered; then a new one is refused as if it had been used.
  bool use(std::string const& issuer, std::string const& token_id, calendar::Instant until, calendar::Instant now);
  /// It has led to nothing, and may be used again.
  void take_back(std::string const& issuer, std::string const& token_id);

 private:
  std::mutex mutex_;
  std::map<std::string, calendar::Instant> until_;  ///< by issuer and id
};

/// Reads a logout token by 2.6 there: signed as an ID token, with the event of a logout, without a nonce, of a subject
/// or a session, not used before.
SignInResult<LogoutClaims> verify_logout_token(std::string_view token, std::string_view keys, TokenTrust const& trust,
                                               calendar::Instant now, UsedTokens& used);

}  // namespace overens::account
