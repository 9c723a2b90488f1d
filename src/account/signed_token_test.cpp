#include "account/token_attempt_test.hpp"

namespace overens::account {
namespace {

using namespace attempts;

TEST(SignedToken, IsRefusedForItsForm) {
  using enum SignInFault;
  expect_refused({
      {"empty", token_not_signed_form, [](Attempt& a) { replace_token(a, [](auto const&) { return ""; }); }},
      {"two parts", token_not_signed_form,
       [](Attempt& a) { replace_token(a, [](auto const& t) { return part(t, 0) + '.' + part(t, 1); }); }},
      {"four parts", token_not_signed_form,
       [](Attempt& a) { replace_token(a, [](auto const& t) { return t + ".x"; }); }},
      {"five parts", token_encrypted, [](Attempt& a) { replace_token(a, [](auto const& t) { return t + ".x.y"; }); }},
      {"the header of an encrypted one", token_encrypted, [](Attempt& a) { a.header["enc"] = "A256GCM"; }},
      {"compressed", token_encrypted, [](Attempt& a) { a.header["zip"] = "DEF"; }},
      {"oversize", token_too_long, [](Attempt& a) { a.claims["more"] = std::string(20'000, 'x'); }},
      {"padding", token_not_base64url, [](Attempt& a) { replace_token(a, [](auto const& t) { return t + "=="; }); }},
      {"padding in the header", token_not_base64url,
       [](Attempt& a) {
         replace_token(a, [](auto const& t) { return part(t, 0) + "=." + part(t, 1) + '.' + part(t, 2); });
       }},
      {"letters of the other base64", token_not_base64url,
       [](Attempt& a) { replace_token(a, [](auto const& t) { return part(t, 0) + '.' + part(t, 1) + ".ab+/"; }); }},
      {"a line break", token_not_base64url,
       [](Attempt& a) { replace_token(a, [](auto const& t) { return t + "\n"; }); }},
      {"a blank before", token_not_base64url,
       [](Attempt& a) { replace_token(a, [](auto const& t) { return ' ' + t; }); }},
      {"a zero byte", token_not_base64url,
       [](Attempt& a) { replace_token(a, [](auto const& t) { return t + std::string(1, '\0'); }); }},
      {"bits that mean nothing", token_not_base64url,
       [](Attempt& a) {
         replace_token(a, [](auto t) {
           t.back() = t.back() == 'Q' ? 'R' : t.back() == 'g' ? 'h' : t.back() == 'w' ? 'x' : 'B';
           return t;
         });
       }},
  });
}

TEST(SignedToken, IsRefusedForWhatIsWrittenInIt) {
  using enum SignInFault;
  expect_refused({
      {"the header is no JSON", token_not_json, [](Attempt& a) { a.written = [](auto& head, auto&) { head = "{"; }; }},
      {"the header is a list", token_not_json,
       [](Attempt& a) { a.written = [](auto& head, auto&) { head = R"(["RS256"])"; }; }},
      {"the claims are no JSON", token_not_json,
       [](Attempt& a) { a.written = [](auto&, auto& body) { body.pop_back(); }; }},
      {"the claims are followed by more", token_not_json,
       [](Attempt& a) { a.written = [](auto&, auto& body) { body += "{}"; }; }},
      {"the claims are a text", token_not_json,
       [](Attempt& a) { a.written = [](auto&, auto& body) { body = "\"a\""; }; }},
      {"the claims are no UTF-8", token_not_json,
       [](Attempt& a) { a.written = [](auto&, auto& body) { body.insert(body.find("a-person"), "\xc3\x28"); }; }},
      {"claims too deep", token_not_json,
       [](Attempt& a) {
         a.written = [](auto&, auto& body) {
           body.insert(1, "\"deep\":" + std::string(1000, '[') + std::string(1000, ']') + ',');
         };
       }},
      {"the algorithm twice", token_member_twice,
       [](Attempt& a) { a.written = [](auto& head, auto&) { head.insert(1, R"("alg":"none",)"); }; }},
      {"the issuer twice", token_member_twice,
       [](Attempt& a) { a.written = [](auto&, auto& body) { body.insert(1, R"("iss":"https://other.example",)"); }; }},
      {"the issuer twice, once with escapes", token_member_twice,
       [](Attempt& a) {
         a.written = [](auto&, auto& body) { body.insert(1, R"("\u0069ss":"https://other.example",)"); };
       }},
      {"twice further in", token_member_twice,
       [](Attempt& a) { a.written = [](auto&, auto& body) { body.insert(1, R"("x":{"a":1,"a":2},)"); }; }},
      {"an access token", token_type_wrong, [](Attempt& a) { a.header["typ"] = "at+jwt"; }},
      {"a logout token", token_type_wrong, [](Attempt& a) { a.header["typ"] = "logout+jwt"; }},
      {"a type that is no text", token_type_wrong, [](Attempt& a) { a.header["typ"] = 1; }},
  });
}

TEST(SignedToken, IsRefusedForItsAlgorithm) {
  using enum SignInFault;
  auto const say = [](char const* algorithm) { return [=](Attempt& a) { a.header["alg"] = algorithm; }; };
  auto const by_shared_secret = [](std::string const& secret) {
    return [=](Attempt& a) {
      a.header["alg"] = "HS256";
      replace_token(a, [=](auto const& t) {
        auto const bytes = part(t, 0) + '.' + part(t, 1);
        return bytes + '.' + encode_base64url(hmac_sha256(bytes, secret));
      });
    };
  };
  expect_refused({
      {"none, with a signature", algorithm_not_allowed, say("none")},
      {"none, without", algorithm_not_allowed,
       [](Attempt& a) {
         a.header["alg"] = "none";
         replace_token(a, [](auto const& t) { return part(t, 0) + '.' + part(t, 1) + '.'; });
       }},
      {"NoNe", algorithm_not_allowed, say("NoNe")},
      {"none, allowed by mistake", algorithm_not_allowed,
       [](Attempt& a) {
         a.header["alg"] = "none";
         a.expected.trust.algorithms = {"none"};
       }},
      {"HS256 with the public key as secret", algorithm_not_allowed,
       by_shared_secret(rsa_key().published("k1").dump())},
      {"HS256, allowed by mistake", algorithm_not_allowed,
       [&](Attempt& a) {
         by_shared_secret(rsa_key().published("k1").dump())(a);
         a.expected.trust.algorithms = {"HS256"};
         a.keys["keys"].push_back({{"kty", "oct"}, {"kid", "k9"}, {"k", "AAAA"}});
       }},
      {"an algorithm that this provider doesn't use", algorithm_not_allowed, say("RS384")},
      {"rs256", algorithm_not_allowed,
       [](Attempt& a) {
         a.header["alg"] = "rs256";
         a.signed_as = "RS256";
       }},
      {"no algorithm", algorithm_not_allowed, [](Attempt& a) { a.header.erase("alg"); }},
      {"the algorithm is a number", algorithm_not_allowed,
       [](Attempt& a) {
         a.header["alg"] = 256;
         a.signed_as = "RS256";
       }},
  });
}

TEST(SignedToken, IsRefusedWhenItBringsWhatItIsCheckedBy) {
  using enum SignInFault;
  expect_refused({
      {"its own key", token_brings_its_key,
       [](Attempt& a) {
         a.header["jwk"] = other_rsa_key().published("k1");
         a.key = other_rsa_key();
       }},
      {"the address of a key set", token_brings_its_key,
       [](Attempt& a) { a.header["jku"] = "https://other.example/keys"; }},
      {"the address of a certificate", token_brings_its_key,
       [](Attempt& a) { a.header["x5u"] = "https://other.example/c"; }},
      {"a certificate", token_brings_its_key, [](Attempt& a) { a.header["x5c"] = {"MIIB"}; }},
      {"a critical header", token_has_critical_header,
       [](Attempt& a) {
         a.header["crit"] = {"exp"};
         a.header["exp"] = 1;
       }},
      {"a payload that is not encoded", token_has_critical_header,
       [](Attempt& a) {
         a.header["crit"] = {"b64"};
         a.header["b64"] = false;
       }},
  });
}

TEST(SignedToken, IsRefusedForTheKeyThatItNames) {
  using enum SignInFault;
  expect_refused({
      {"a key that nobody knows", key_unknown, [](Attempt& a) { a.header["kid"] = "k9"; }},
      {"a key id that is a number", key_unknown, [](Attempt& a) { a.header["kid"] = 1; }},
      {"no keys", key_unknown, [](Attempt& a) { a.keys["keys"] = json::array(); }},
      {"keys that are none", keys_unreadable,
       [](Attempt& a) {
         a.keys = {{"keys", "none"}};
       }},
      {"no set of keys", keys_unreadable,
       [](Attempt& a) {
         a.keys = {{"key", json::array()}};
       }},
      {"keys that are no JSON", keys_unreadable, [](Attempt& a) { a.keys = json::array(); }},
      {"keys in a list of words", keys_unreadable, [](Attempt& a) { a.keys["keys"] = {"k1"}; }},
      {"no key id, two fit keys", key_ambiguous,
       [](Attempt& a) {
         a.header.erase("kid");
         a.keys["keys"].push_back(other_rsa_key().published("k3"));
       }},
      {"two keys of one id", key_ambiguous,
       [](Attempt& a) { a.keys["keys"].push_back(other_rsa_key().published("k1")); }},
      {"a key for encryption", key_unfit, [](Attempt& a) { a.keys["keys"][0]["use"] = "enc"; }},
      {"a key for other operations", key_unfit, [](Attempt& a) { a.keys["keys"][0]["key_ops"] = {"encrypt"}; }},
      {"a key for another algorithm", key_unfit, [](Attempt& a) { a.keys["keys"][0]["alg"] = "PS256"; }},
      {"a private key that lies open", key_unfit, [](Attempt& a) { a.keys["keys"][0]["d"] = "AQAB"; }},
  });
}

TEST(SignedToken, IsRefusedForAKeyThatIsNotForItsAlgorithm) {
  using enum SignInFault;
  expect_refused({
      {"a key of another kind: EC for RS256", key_unfit,
       [](Attempt& a) {
         a.header["kid"] = "k2";
         a.signed_as = "RS256";
       }},
      {"a key of another kind: RSA for ES256", key_unfit,
       [](Attempt& a) {
         a.header["alg"] = "ES256";
         a.signed_as = "RS256";
       }},
      {"a key of another curve", key_unfit,
       [](Attempt& a) {
         a.key = SigningKey::ec("P-384");
         a.header["alg"] = "ES256";
         a.keys["keys"] = {a.key.published("k1")};
       }},
      {"a short key", key_unfit,
       [](Attempt& a) {
         a.key = SigningKey::rsa(1024);
         a.keys["keys"] = {a.key.published("k1")};
       }},
      {"an exponent with which everybody can sign", key_unfit, [](Attempt& a) { a.keys["keys"][0]["e"] = "AQ"; }},
      {"the same, written longer", key_unfit, [](Attempt& a) { a.keys["keys"][0]["e"] = "AAAB"; }},
      {"an exponent of five bytes", key_unfit, [](Attempt& a) { a.keys["keys"][0]["e"] = "AQAAAAE"; }},
      {"an exponent that is none", key_unfit, [](Attempt& a) { a.keys["keys"][0]["e"] = ""; }},
      {"an exponent in no base64", key_unfit, [](Attempt& a) { a.keys["keys"][0]["e"] = "AQ=="; }},
      {"a modulus in no base64", key_unfit, [](Attempt& a) { a.keys["keys"][0]["n"] = "+"; }},
      {"an even exponent", key_unfit, [](Attempt& a) { a.keys["keys"][0]["e"] = "AQAC"; }},
      {"a key without its numbers", key_unfit, [](Attempt& a) { a.keys["keys"][0].erase("n"); }},
  });
}

TEST(SignedToken, IsRefusedForItsSignature) {
  using enum SignInFault;
  expect_refused({
      {"a point beside the curve", signature_wrong,
       [](Attempt& a) {
         a.key = ec_key();
         a.header["alg"] = "ES256";
         a.header["kid"] = "k2";
         a.keys["keys"][1]["y"] = a.keys["keys"][1]["x"];
       }},
      {"signed by somebody else", signature_wrong, [](Attempt& a) { a.key = other_rsa_key(); }},
      {"says RS256, signed by PS256", signature_wrong, [](Attempt& a) { a.signed_as = "PS256"; }},
      {"says PS256, signed by RS256", signature_wrong,
       [](Attempt& a) {
         a.header["alg"] = "PS256";
         a.signed_as = "RS256";
       }},
      {"a signature cut short", signature_wrong,
       [](Attempt& a) {
         replace_token(a, [](auto const& t) { return t.substr(0, t.size() - 4 - part(t, 2).size() % 4); });
       }},
      {"no signature", signature_wrong,
       [](Attempt& a) { replace_token(a, [](auto const& t) { return part(t, 0) + '.' + part(t, 1) + '.'; }); }},
      {"an ECDSA signature of zeros", signature_wrong,
       [](Attempt& a) {
         a.header["alg"] = "ES256";
         a.header["kid"] = "k2";
         a.key = ec_key();
         replace_token(a, [](auto const& t) {
           return part(t, 0) + '.' + part(t, 1) + '.' + encode_base64url(std::string(64, '\0'));
         });
       }},
      {"other claims under the signature", signature_wrong,
       [](Attempt& a) {
         auto other = a.claims;
         other["sub"] = "somebody-else";
         replace_token(a, [other](auto const& t) {
           return part(t, 0) + '.' + encode_base64url(other.dump()) + '.' + part(t, 2);
         });
       }},
  });
}

TEST(SignedToken, IsNotWrittenToTheLogWhenItIsRefused) {
  Attempt attempt;
  attempt.key = other_rsa_key();
  testing::internal::CaptureStderr();
  EXPECT_FALSE(attempt.verify());
  attempt.header["alg"] = "ES256";
  EXPECT_FALSE(attempt.verify());
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace overens::account
