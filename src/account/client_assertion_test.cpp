#include "account/client_assertion.hpp"

#include "account/sign_in_walk.hpp"
#include "account/signature.hpp"
#include "account/token_attempt_test.hpp"

namespace overens::account {
namespace {

using namespace attempts;

TEST(ClientAssertion, SaysToTheIssuerWhoWeAreForAMinute) {
  for (auto const& [algorithm, key] :
       {std::pair{"RS256", &rsa_key()}, std::pair{"PS256", &rsa_key()}, std::pair{"ES256", &ec_key()}}) {
    auto const ours = key->kept_private("ours", algorithm).dump();
    EXPECT_TRUE(is_client_key(ours));
    auto const said = client_assertion(ours, client, issuer, now + 999ms);
    ASSERT_TRUE(said) << algorithm;
    auto const header = part(*said, 0);
    auto const payload = part(*said, 1);
    auto const signature = part(*said, 2);
    EXPECT_EQ(json::parse(*decode_base64url(header)), (json{{"alg", algorithm}, {"kid", "ours"}, {"typ", "JWT"}}));
    auto claims = json::parse(*decode_base64url(payload));
    EXPECT_EQ(claims["jti"].get<std::string>().size(), 43U);
    claims.erase("jti");
    EXPECT_EQ(claims,
              (json{{"iss", client}, {"sub", client}, {"aud", issuer}, {"iat", second_now}, {"exp", second_now + 60}}));
    json const keys = {{"keys", {key->published("ours")}}};
    EXPECT_TRUE(check_signature({header, payload, signature, algorithm, "ours"}, keys.dump())) << algorithm;
    EXPECT_NE(part(*client_assertion(ours, client, issuer, now), 1), payload) << "each is another";
  }
}

TEST(ClientAssertion, NeedsAPrivateKeyThatIsFit) {
  std::pair<char const*, std::function<void(json&)>> const rows[] = {
      {"public", [](json& key) { key.erase("d"); }},
      {"without an algorithm", [](json& key) { key.erase("alg"); }},
      {"without an id", [](json& key) { key.erase("kid"); }},
      {"for no signature", [](json& key) { key["alg"] = "none"; }},
      {"for a shared secret", [](json& key) { key["alg"] = "HS256"; }},
      {"for another kind of key", [](json& key) { key["alg"] = "RS256"; }},
      {"for another curve", [](json& key) { key["alg"] = "ES384"; }},
      {"for encryption", [](json& key) { key["use"] = "enc"; }},
      {"for verifying only", [](json& key) { key["key_ops"] = {"verify"}; }},
      {"with a part that is no base64", [](json& key) { key["d"] = "+"; }},
      {"a list", [](json& key) { key = json::array({key}); }},
      {"too short", [](json& key) { key = SigningKey::rsa(1024).kept_private("ours", "RS256"); }},
  };
  for (auto const& [what, make] : rows) {
    auto key = ec_key().kept_private("ours", "ES256");
    make(key);
    EXPECT_FALSE(is_client_key(key.dump())) << what;
  }
  EXPECT_FALSE(is_client_key("-----BEGIN PRIVATE KEY-----"));
}

TEST(ClientAssertion, IsShownInThePlaceOfASecret) {
  Provider provider{.issuer = issuer, .client_id = client};
  provider.client_secret = "a secret";
  provider.client_key = ec_key().kept_private("ours", "ES256").dump();
  auto const request =
      token_request(provider, {.takes_secret_in_head = true}, "https://overens.example/svar", {}, "a", now);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->authorization, "");
  EXPECT_EQ(request->body.find("secret"), std::string::npos);
  EXPECT_NE(request->body.find("&client_id=overens&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3A"
                               "client-assertion-type%3Ajwt-bearer&client_assertion=ey"),
            std::string::npos);
  provider.client_key = "{}";
  EXPECT_EQ(token_request(provider, {}, "https://overens.example/svar", {}, "a", now).error(),
            SignInFault::client_key_unusable);
}

}  // namespace
}  // namespace overens::account
