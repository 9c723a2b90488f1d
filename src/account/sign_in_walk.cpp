#include "account/sign_in_walk.hpp"

#include <array>

#include <fmt/ranges.h>
#include <sodium.h>

#include "account/base64url.hpp"
#include "account/secret.hpp"
#include "account/strict_json.hpp"

namespace overens::account {
namespace {

constexpr std::string_view key_of_states = "the state of a sign-in";
constexpr std::string_view key_of_browsers = "the browser of a sign-in";
constexpr std::size_t longest_parameter = 4096;

// RFC 7636 4.2
std::string challenge_of(std::string const& verifier) {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                     reinterpret_cast<unsigned char const*>(verifier.data()), verifier.size());
  return encode_base64url(hash);
}

Parameters question(Provider const& provider, std::string const& our_address, SignInWish const& wish,
                    PendingSignIn const& kept, std::string const& state) {
  Parameters asked = {
      {"response_type", "code"},
      {"client_id", provider.client_id},
      {"redirect_uri", our_address},
      {"scope", fmt::format("{}", fmt::join(provider.scopes, " "))},
      {"state", state},
      {"nonce", kept.nonce},
      {"code_challenge", challenge_of(kept.verifier)},
      {"code_challenge_method", "S256"},
      {"ui_locales", wish.language},
  };
  if (!provider.levels.empty()) asked.emplace_back("acr_values", fmt::format("{}", fmt::join(provider.levels, " ")));
  if (wish.fresh) {
    asked.emplace_back("prompt", "login");
    asked.emplace_back("max_age", "0");
  }
  return asked;
}

SignInFault fault_of_error(std::string_view error) {
  if (error == "access_denied") return SignInFault::cancelled;
  if (error == "unmet_authentication_requirements") return SignInFault::level_not_accepted;
  if (error == "server_error" || error == "temporarily_unavailable") return SignInFault::provider_failed;
  return SignInFault::provider_refused;
}

}  // namespace

std::string state_hash_of(std::string_view state) {
  return hash_of(state, key_of_states);
}

BegunSignIn begin_sign_in(Provider const& provider, ProviderDescription const& description,
                          std::string const& our_address, SignInWish const& wish, calendar::Instant now) {
  auto const state = make_secret();
  auto cookie = make_secret();
  PendingSignIn kept = {
      .provider_id = provider.id,
      .state_hash = state_hash_of(state),
      .browser_hash = hash_of(cookie, key_of_browsers),
      .nonce = make_secret(),
      .verifier = make_secret(),
      .return_to = own_path(wish.return_to),
      .is_fresh = wish.fresh,
      .begun_at = now,
  };
  auto address = with_parameters(description.authorization_address, question(provider, our_address, wish, kept, state));
  return {std::move(kept), std::move(address), std::move(cookie)};
}

SignInResult<ProviderAnswer> read_answer(Parameters const& query) {
  ProviderAnswer answer;
  std::array const ours = {std::pair{"state", &answer.state}, std::pair{"code", &answer.code},
                           std::pair{"error", &answer.error}, std::pair{"iss", &answer.issuer}};
  std::array<bool, ours.size()> is_there = {};
  for (auto const& [name, value] : query) {
    for (std::size_t i = 0; i < ours.size(); ++i) {
      if (name != ours[i].first) continue;
      if (is_there[i]) return refuse_sign_in(SignInFault::answer_member_twice);
      if (value.size() > longest_parameter) return refuse_sign_in(SignInFault::answer_too_long);
      is_there[i] = true;
      *ours[i].second = value;
    }
  }
  if (answer.state.empty()) return refuse_sign_in(SignInFault::answer_member_missing);
  if (answer.code.empty() == answer.error.empty()) return refuse_sign_in(SignInFault::answer_member_missing);
  return answer;
}

SignInResult<std::string> judge_answer(ProviderAnswer const& answer, PendingSignIn const* kept, std::string_view cookie,
                                       Provider const& provider, ProviderDescription const& description,
                                       calendar::Instant now) {
  if (kept == nullptr || !same(kept->state_hash, state_hash_of(answer.state)))
    return refuse_sign_in(SignInFault::sign_in_unknown);
  if (!same(kept->browser_hash, hash_of(cookie, key_of_browsers)))
    return refuse_sign_in(SignInFault::sign_in_of_another_browser);
  if (now >= kept->begun_at + PendingSignIn::lasts) return refuse_sign_in(SignInFault::sign_in_took_too_long);
  if (kept->provider_id != provider.id) return refuse_sign_in(SignInFault::answer_from_another);
  if (answer.issuer.empty() && description.names_itself) return refuse_sign_in(SignInFault::answer_without_issuer);
  if (!answer.issuer.empty() && answer.issuer != provider.issuer)
    return refuse_sign_in(SignInFault::answer_from_another);
  if (!answer.error.empty()) return refuse_sign_in(fault_of_error(answer.error));
  return answer.code;
}

TokenRequest token_request(Provider const& provider, ProviderDescription const& description,
                           std::string const& our_address, PendingSignIn const& kept, std::string const& code) {
  Parameters form = {
      {"grant_type", "authorization_code"},
      {"code", code},
      {"redirect_uri", our_address},
      {"code_verifier", kept.verifier},
  };
  TokenRequest request{.address = description.token_address};
  if (!provider.client_secret.empty() && description.takes_secret_in_head) {
    // Both encoded as in a form, then joined (RFC 6749 2.3.1).
    auto const name = encode_parameters({{provider.client_id, provider.client_secret}});
    auto const middle = name.find('=');
    request.authorization = "Basic " + encode_base64(name.substr(0, middle) + ':' + name.substr(middle + 1));
  } else {
    form.emplace_back("client_id", provider.client_id);
    if (!provider.client_secret.empty()) form.emplace_back("client_secret", provider.client_secret);
  }
  request.body = encode_parameters(form);
  return request;
}

SignInResult<std::string> read_token_answer(int status, std::string_view body) {
  constexpr int ok = 200;
  constexpr int unauthorized = 401;
  constexpr int server_fault = 500;
  if (status >= server_fault) return refuse_sign_in(SignInFault::provider_failed);
  if (status == unauthorized) return refuse_sign_in(SignInFault::client_refused);
  auto const answer = read_strict_object(body);
  if (!answer) return refuse_sign_in(SignInFault::token_answer_unreadable);
  if (auto const* const error = text_member(*answer, "error"); error != nullptr || status != ok) {
    if (error == nullptr) return refuse_sign_in(SignInFault::token_answer_unreadable);
    if (*error == "invalid_grant") return refuse_sign_in(SignInFault::code_refused);
    return refuse_sign_in(SignInFault::client_refused);
  }
  auto const* const token = text_member(*answer, "id_token");
  if (token == nullptr || token->empty()) return refuse_sign_in(SignInFault::token_answer_unreadable);
  return *token;
}

ExpectedIdToken expected_of(Provider const& provider, PendingSignIn const& kept) {
  ExpectedIdToken expected{
      .trust = trust_of(provider),
      .nonce = kept.nonce,
      .levels = provider.levels,
      .person_claim = provider.person_claim,
  };
  if (kept.is_fresh) expected.signed_in_from = kept.begun_at;
  return expected;
}

}  // namespace overens::account
