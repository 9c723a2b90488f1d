#include "account/provider.hpp"

#include <algorithm>

#include "account/strict_json.hpp"
#include "account/web_address.hpp"

namespace overens::account {
namespace {

using nlohmann::json;

SignInResult<std::string> read_address(json const& object, char const* name, Provider const& provider) {
  auto const* const address = text_member(object, name);
  if (address == nullptr || !is_provider_address(*address) || is_encrypted(*address) != is_encrypted(provider.issuer))
    return refuse_sign_in(SignInFault::description_address_wrong);
  return *address;
}

// What a description does not say is what the standards say for that case.
bool can(json const& object, char const* name, std::string_view word, bool otherwise) {
  return object.contains(name) ? list_holds(object, name, word) : otherwise;
}

bool can_what_we_need(json const& object, Provider const& provider) {
  auto const shares_algorithm =
      std::any_of(provider.algorithms.begin(), provider.algorithms.end(), [&](std::string const& algorithm) {
        return can(object, "id_token_signing_alg_values_supported", algorithm, algorithm == "RS256");
      });
  auto const* const methods = "token_endpoint_auth_methods_supported";
  auto const takes_us = provider.client_secret.empty() || can(object, methods, "client_secret_basic", true) ||
                        can(object, methods, "client_secret_post", false);
  return shares_algorithm && takes_us && can(object, "response_types_supported", "code", false) &&
         can(object, "code_challenge_methods_supported", "S256", true);
}

}  // namespace

TokenTrust trust_of(Provider const& provider) {
  return {.issuer = provider.issuer, .client_id = provider.client_id, .algorithms = provider.algorithms};
}

std::string description_address(Provider const& provider) {
  auto address = provider.issuer;
  if (address.ends_with('/')) address.pop_back();
  return address + "/.well-known/openid-configuration";
}

SignInResult<ProviderDescription> read_description(std::string_view bytes, Provider const& provider) {
  auto const object = read_strict_object(bytes);
  if (!object) return refuse_sign_in(SignInFault::description_unreadable);
  auto const* const issuer = text_member(*object, "issuer");
  if (issuer == nullptr || *issuer != provider.issuer) return refuse_sign_in(SignInFault::description_of_another);
  auto const authorization = read_address(*object, "authorization_endpoint", provider);
  auto const token = read_address(*object, "token_endpoint", provider);
  auto const keys = read_address(*object, "jwks_uri", provider);
  if (!authorization || !token || !keys) return refuse_sign_in(SignInFault::description_address_wrong);
  if (!can_what_we_need(*object, provider)) return refuse_sign_in(SignInFault::description_lacks_ours);
  auto const names_itself = object->find("authorization_response_iss_parameter_supported");
  return ProviderDescription{
      .authorization_address = *authorization,
      .token_address = *token,
      .keys_address = *keys,
      .names_itself = names_itself != object->end() && *names_itself == true,
      .takes_secret_in_head = can(*object, "token_endpoint_auth_methods_supported", "client_secret_basic", true),
  };
}

}  // namespace overens::account
