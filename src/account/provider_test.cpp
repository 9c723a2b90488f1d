#include "account/provider.hpp"

#include <functional>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace overens::account {
namespace {

using nlohmann::json;

json description() {
  return {{"issuer", "https://id.example"},
          {"authorization_endpoint", "https://id.example/auth"},
          {"token_endpoint", "https://id.example/token"},
          {"jwks_uri", "https://keys.example/set"},
          {"response_types_supported", {"code", "id_token"}},
          {"code_challenge_methods_supported", {"S256"}},
          {"token_endpoint_auth_methods_supported", {"client_secret_post", "client_secret_basic"}},
          {"id_token_signing_alg_values_supported", {"PS256", "HS256"}},
          {"authorization_response_iss_parameter_supported", true}};
}

Provider provider() {
  return {.id = "region", .issuer = "https://id.example", .client_id = "overens", .client_secret = "secret"};
}

TEST(ProviderDescription, IsReadWithTheAddressesAndWhatTheProviderCan) {
  EXPECT_EQ(description_address(provider()), "https://id.example/.well-known/openid-configuration");
  EXPECT_EQ(description_address({.issuer = "https://id.example/a/"}),
            "https://id.example/a/.well-known/openid-configuration");
  auto const read = read_description(description().dump(), provider());
  ASSERT_TRUE(read) << name_of(read.error());
  EXPECT_EQ(*read, (ProviderDescription{"https://id.example/auth", "https://id.example/token",
                                        "https://keys.example/set", true, true}));
}

TEST(ProviderDescription, MayLeaveOutWhatTheStandardsSay) {
  auto said = description();
  for (auto const* const name :
       {"code_challenge_methods_supported", "token_endpoint_auth_methods_supported",
        "id_token_signing_alg_values_supported", "authorization_response_iss_parameter_supported"})
    said.erase(name);
  auto const read = read_description(said.dump(), provider());
  ASSERT_TRUE(read) << name_of(read.error());
  EXPECT_TRUE(read->takes_secret_in_head);
  EXPECT_FALSE(read->names_itself);
}

TEST(ProviderDescription, TakesTheSecretInTheBodyWhenTheHeadIsNotNamed) {
  auto said = description();
  said["token_endpoint_auth_methods_supported"] = {"client_secret_post"};
  EXPECT_FALSE(read_description(said.dump(), provider())->takes_secret_in_head);
}

TEST(ProviderDescription, MayBeOfAProviderOnThisMachine) {
  auto const here = [](char const* path) { return std::string("http://127.0.0.1:9") + path; };
  auto said = description();
  said["issuer"] = here("");
  said["authorization_endpoint"] = here("/auth");
  said["token_endpoint"] = here("/token");
  said["jwks_uri"] = here("/keys");
  auto ours = provider();
  ours.issuer = here("");
  EXPECT_TRUE(read_description(said.dump(), ours));
}

TEST(ProviderDescription, IsRefused) {
  using enum SignInFault;
  struct Row {
    char const* what;
    SignInFault fault;
    std::function<void(json&)> make;
  };
  auto const with = [](char const* name, json value) { return [=](json& said) { said[name] = value; }; };
  auto const without = [](char const* name) { return [=](json& said) { said.erase(name); }; };
  Row const rows[] = {
      {"no object", description_unreadable, [](json& said) { said = json::array(); }},
      {"no issuer", description_of_another, without("issuer")},
      {"another issuer", description_of_another, with("issuer", "https://other.example")},
      {"the issuer with a slash more", description_of_another, with("issuer", "https://id.example/")},
      {"an issuer that is no text", description_of_another, with("issuer", {"https://id.example"})},
      {"nowhere to send the browser", description_address_wrong, without("authorization_endpoint")},
      {"the browser without encryption", description_address_wrong,
       with("authorization_endpoint", "http://id.example/a")},
      {"the browser to this machine", description_address_wrong, with("authorization_endpoint", "http://127.0.0.1/a")},
      {"the code without encryption", description_address_wrong, with("token_endpoint", "http://id.example/t")},
      {"the code to a file", description_address_wrong, with("token_endpoint", "file:///t")},
      {"no keys", description_address_wrong, without("jwks_uri")},
      {"the keys without encryption", description_address_wrong, with("jwks_uri", "http://id.example/k")},
      {"an address that is a number", description_address_wrong, with("jwks_uri", 1)},
      {"no code flow", description_lacks_ours, with("response_types_supported", {"id_token"})},
      {"flows not said", description_lacks_ours, without("response_types_supported")},
      {"plain PKCE only", description_lacks_ours, with("code_challenge_methods_supported", {"plain"})},
      {"shared secrets only", description_lacks_ours, with("id_token_signing_alg_values_supported", {"HS256"})},
      {"no way to show our secret", description_lacks_ours,
       with("token_endpoint_auth_methods_supported", {"private_key_jwt"})},
  };
  for (auto const& row : rows) {
    auto said = description();
    row.make(said);
    auto const read = read_description(said.dump(), provider());
    if (read) {
      ADD_FAILURE() << row.what << " was taken";
    } else {
      EXPECT_EQ(name_of(read.error()), name_of(row.fault)) << row.what;
    }
  }
  auto const twice = R"({"issuer":"https://other.example",)" + description().dump().substr(1);
  EXPECT_EQ(read_description(twice, provider()).error(), description_unreadable);
}

}  // namespace
}  // namespace overens::account
