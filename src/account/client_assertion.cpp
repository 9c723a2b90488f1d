#include "account/client_assertion.hpp"

#include "account/base64url.hpp"
#include "account/secret.hpp"
#include "account/signature.hpp"
#include "account/strict_json.hpp"

namespace overens::account {

using nlohmann::json;

bool is_client_key(std::string_view key) {
  return client_assertion(key, "a", "https://a.example", calendar::Instant()).has_value();
}

SignInResult<std::string> client_assertion(std::string_view key, std::string const& client_id,
                                           std::string const& issuer, calendar::Instant now) {
  constexpr std::chrono::seconds lasts = std::chrono::minutes(1);
  auto const read = read_strict_object(key);
  auto const* const algorithm = read ? text_member(*read, "alg") : nullptr;
  auto const* const id = read ? text_member(*read, "kid") : nullptr;
  if (algorithm == nullptr || id == nullptr) return refuse_sign_in(SignInFault::client_key_unusable);
  auto const second = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  json const header = {{"alg", *algorithm}, {"kid", *id}, {"typ", "JWT"}};
  json const claims = {
      {"iss", client_id},    {"sub", client_id}, {"aud", issuer}, {"iat", second}, {"exp", second + lasts.count()},
      {"jti", make_secret()}};
  auto const signed_part = encode_base64url(header.dump()) + '.' + encode_base64url(claims.dump());
  auto const signature = sign(signed_part, *algorithm, key);
  if (!signature) return refuse_sign_in(SignInFault::client_key_unusable);
  return signed_part + '.' + *signature;
}

}  // namespace overens::account
