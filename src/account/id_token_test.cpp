#include "account/token_attempt_test.hpp"

namespace overens::account {
namespace {

using namespace attempts;

TEST(IdToken, IsTakenWithEachAllowedAlgorithm) {
  for (auto const& [algorithm, kid, key] :
       {std::tuple{"RS256", "k1", &rsa_key()}, std::tuple{"PS256", "k1", &rsa_key()},
        std::tuple{"ES256", "k2", &ec_key()}}) {
    Attempt attempt;
    attempt.header["alg"] = algorithm;
    attempt.header["kid"] = kid;
    attempt.key = *key;
    auto const read = attempt.verify();
    ASSERT_TRUE(read) << algorithm << ' ' << name_of(read.error());
    EXPECT_EQ(*read, (IdClaims{issuer, "a-person", "SE1-0001", "loa3", now - 2s, "a-session"}));
  }
}

struct Row {
  char const* what;
  std::function<void(Attempt&)> make;
};

TEST(IdToken, IsTakenWhateverIsLeftToTheProvider) {
  Row const rows[] = {
      {"no type", [](Attempt& a) { a.header.erase("typ"); }},
      {"type in small letters", [](Attempt& a) { a.header["typ"] = "jwt"; }},
      {"a header that nobody knows", [](Attempt& a) { a.header["x5t"] = "abc"; }},
      {"no key id, one fit key", [](Attempt& a) { a.header.erase("kid"); }},
      {"key without use", [](Attempt& a) { a.keys["keys"][0].erase("use"); }},
      {"key of another kind with the same id", [](Attempt& a) { a.keys["keys"][1]["kid"] = "k1"; }},
      {"a kind of key that nobody knows",
       [](Attempt& a) {
         a.keys["keys"].push_back({{"kty", "OKP"}, {"kid", "k3"}});
       }},
      {"audience as a list", [](Attempt& a) { a.claims["aud"] = {client}; }},
      {"several audiences with azp",
       [](Attempt& a) {
         a.claims["aud"] = {"other", client};
         a.claims["azp"] = client;
       }},
      {"just expired, within the leeway", [](Attempt& a) { a.claims["exp"] = second_now - 59; }},
      {"issued ahead, within the leeway", [](Attempt& a) { a.claims["iat"] = second_now + 60; }},
      {"parts of a second", [](Attempt& a) { a.claims["iat"] = static_cast<double>(second_now) - 0.5; }},
      {"begun", [](Attempt& a) { a.claims["nbf"] = second_now; }},
      {"begun ahead, within the leeway", [](Attempt& a) { a.claims["nbf"] = second_now + 60; }},
      {"a subject of 255 letters", [](Attempt& a) { a.claims["sub"] = std::string(254, 'a') + '~'; }},
      {"any level",
       [](Attempt& a) {
         a.expected.levels.clear();
         a.claims.erase("acr");
       }},
      {"no time of sign-in when none is asked for",
       [](Attempt& a) {
         a.expected.signed_in_from.reset();
         a.claims.erase("auth_time");
       }},
      {"signed in ahead, within the leeway", [](Attempt& a) { a.claims["auth_time"] = second_now + 60; }},
      {"signed in before, within the leeway", [](Attempt& a) { a.claims["auth_time"] = second_now - 120; }},
      {"no session", [](Attempt& a) { a.claims.erase("sid"); }},
      {"the person is the subject", [](Attempt& a) { a.expected.person_claim = "sub"; }},
      {"claims that nobody asked for",
       [](Attempt& a) {
         a.claims["roles"] = {{"deep", {1, 2, 3}}};
       }},
  };
  for (auto const& row : rows) {
    Attempt attempt;
    row.make(attempt);
    auto const read = attempt.verify();
    EXPECT_TRUE(read) << row.what << ": " << name_of(read.error());
  }
}

TEST(IdToken, IsRefusedForWhatItClaims) {
  using enum SignInFault;
  auto const without = [](char const* name) { return [=](Attempt& a) { a.claims.erase(name); }; };
  auto const with = [](char const* name, json value) { return [=](Attempt& a) { a.claims[name] = value; }; };
  expect_refused({
      {"no issuer", issuer_wrong, without("iss")},
      {"another issuer", issuer_wrong, with("iss", "https://other.example")},
      {"the issuer with a slash more", issuer_wrong, with("iss", "https://id.example/")},
      {"the issuer in capitals", issuer_wrong, with("iss", "https://ID.example")},
      {"issuers in a list", issuer_wrong, with("iss", {issuer})},
      {"another provider of ours", issuer_wrong,
       [](Attempt& a) { a.expected.trust.issuer = "https://second.example"; }},
      {"no audience", audience_wrong, without("aud")},
      {"another audience", audience_wrong, with("aud", "other")},
      {"an audience that begins like us", audience_wrong, with("aud", "overens2")},
      {"a list without us", audience_wrong, with("aud", {"other", "third"})},
      {"an empty list", audience_wrong, with("aud", json::array())},
      {"an audience that is a number", audience_wrong, with("aud", 1)},
      {"several audiences without azp", authorized_party_missing, with("aud", {client, "other"})},
      {"azp is another", authorized_party_wrong, with("azp", "other")},
      {"azp is no text", authorized_party_wrong, with("azp", {client})},
      {"no expiry", expiry_missing, without("exp")},
      {"expired", expired, with("exp", second_now - 60)},
      {"expiry as text", time_malformed, with("exp", "1800000300")},
      {"expiry before 1970", time_malformed, with("exp", -1)},
      {"expiry beyond all", time_malformed, with("exp", 1e300)},
      {"no time of issue", issued_at_missing, without("iat")},
      {"issued ahead", issued_ahead, with("iat", second_now + 61)},
      {"time of issue as text", time_malformed, with("iat", "now")},
      {"not valid yet", not_yet_valid, with("nbf", second_now + 61)},
      {"not valid before true", time_malformed, with("nbf", true)},
      {"no nonce", nonce_missing, without("nonce")},
      {"another nonce", nonce_wrong, with("nonce", "b-nonce")},
      {"a longer nonce", nonce_wrong, with("nonce", "a-nonce2")},
      {"a nonce that is no text", nonce_wrong, with("nonce", 1)},
      {"no nonce was sent, and none comes", nonce_wrong,
       [](Attempt& a) {
         a.expected.nonce.clear();
         a.claims["nonce"] = "";
       }},
      {"no level", level_missing, without("acr")},
      {"a lower level", level_not_accepted, with("acr", "loa2")},
      {"a level that is no text", level_missing, with("acr", 3)},
      {"no subject", subject_wrong, without("sub")},
      {"an empty subject", subject_wrong, with("sub", "")},
      {"a subject of 256 letters", subject_wrong, with("sub", std::string(256, 'a'))},
      {"a subject that is a number", subject_wrong, with("sub", 7)},
      {"a subject with a blank", subject_wrong, with("sub", "a b")},
      {"a subject with a line break", subject_wrong, with("sub", "a\nb")},
      {"a subject with a zero byte", subject_wrong, with("sub", std::string("a\0b", 3))},
      {"no person", person_missing, without("hsa")},
      {"an empty person", person_missing, with("hsa", "")},
      {"persons in a list", person_missing, with("hsa", {"SE1-0001"})},
      {"no time of sign-in", sign_in_time_missing, without("auth_time")},
      {"signed in long ago", sign_in_too_old, with("auth_time", second_now - 121)},
      {"signed in tomorrow", issued_ahead, with("auth_time", second_now + 86'400)},
      {"time of sign-in as text", time_malformed, with("auth_time", "1800000000")},
      {"a session that is a number", session_wrong, with("sid", 1)},
  });
}

}  // namespace
}  // namespace overens::account
