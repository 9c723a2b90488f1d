#include "account/sign_in_walk.hpp"

#include <functional>
#include <map>

#include <gtest/gtest.h>
#include <openssl/sha.h>

#include "account/base64url.hpp"

namespace overens::account {
namespace {

using namespace std::chrono_literals;

constexpr calendar::Instant begun_at{std::chrono::seconds(1'800'000'000)};
constexpr char const* our_address = "https://overens.example/logga-in/region/svar";

Provider a_provider() {
  return {.id = "region",
          .issuer = "https://id.example",
          .client_id = "overens &c",
          .client_secret = "a:b c",
          .scopes = {"openid", "profile"},
          .levels = {"loa3", "loa4"}};
}

ProviderDescription const described = {
    .authorization_address = "https://id.example/auth?tenant=1",
    .token_address = "https://id.example/token",
    .keys_address = "https://id.example/keys",
    .names_itself = true,
    .takes_secret_in_head = true,
};

/// The value in an address, as it is written there.
std::string written_in(std::string const& address, std::string const& name) {
  for (auto const* const before : {"?", "&"}) {
    auto const found = address.find(before + name + '=');
    if (found == std::string::npos) continue;
    auto const from = found + name.size() + 2;
    return address.substr(from, address.find('&', from) - from);
  }
  return "";
}

TEST(SignIn, SendsTheBrowserToTheProviderWithWhatOnlyThisWalkKnows) {
  auto const begun = begin_sign_in(a_provider(), described, our_address, {.return_to = "/forum"}, begun_at);
  auto const& address = begun.address;
  EXPECT_TRUE(address.starts_with("https://id.example/auth?tenant=1&response_type=code&client_id=overens%20%26c&"));
  EXPECT_EQ(written_in(address, "redirect_uri"), "https%3A%2F%2Foverens.example%2Flogga-in%2Fregion%2Fsvar");
  EXPECT_EQ(written_in(address, "scope"), "openid%20profile");
  EXPECT_EQ(written_in(address, "acr_values"), "loa3%20loa4");
  EXPECT_EQ(written_in(address, "code_challenge_method"), "S256");
  EXPECT_EQ(written_in(address, "ui_locales"), "sv");
  EXPECT_EQ(written_in(address, "nonce"), begun.kept.nonce);
  EXPECT_EQ(written_in(address, "prompt"), "");
  EXPECT_EQ(begun.kept.state_hash, state_hash_of(written_in(address, "state")));
  EXPECT_EQ(begun.kept.return_to, "/forum");
  EXPECT_EQ(begun.kept.verifier.size(), 43U);
  // What is kept does not tell the state or the cookie, and what the browser sees not the verifier.
  EXPECT_NE(begun.kept.browser_hash, begun.cookie);
  EXPECT_EQ(address.find(begun.kept.verifier), std::string::npos);
  EXPECT_EQ(address.find(begun.cookie), std::string::npos);
  auto const other = begin_sign_in(a_provider(), described, our_address, {}, begun_at);
  EXPECT_NE(other.kept.nonce, begun.kept.nonce);
  EXPECT_NE(other.kept.verifier, begun.kept.verifier);
  EXPECT_NE(other.kept.state_hash, begun.kept.state_hash);
  EXPECT_NE(other.cookie, begun.cookie);
}

TEST(SignIn, SendsTheHashOfItsVerifier) {
  auto const begun = begin_sign_in(a_provider(), described, our_address, {}, begun_at);
  auto const& verifier = begun.kept.verifier;
  std::string hash(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<unsigned char const*>(verifier.data()), verifier.size(),
         reinterpret_cast<unsigned char*>(hash.data()));
  EXPECT_EQ(written_in(begun.address, "code_challenge"), encode_base64url(hash));
}

TEST(SignIn, AsksAnewWhoeverMustShowWhoTheyAre) {
  auto const begun = begin_sign_in(a_provider(), described, our_address, {.fresh = true, .language = "en"}, begun_at);
  EXPECT_EQ(written_in(begun.address, "prompt"), "login");
  EXPECT_EQ(written_in(begun.address, "max_age"), "0");
  EXPECT_EQ(written_in(begun.address, "ui_locales"), "en");
  EXPECT_EQ(expected_of(a_provider(), begun.kept).signed_in_from, begun_at);
}

TEST(SignIn, ExpectsTheTokenOfItsOwnWalk) {
  auto const begun = begin_sign_in(a_provider(), described, our_address, {.return_to = "//other.example"}, begun_at);
  auto const expected = expected_of(a_provider(), begun.kept);
  EXPECT_EQ(expected.trust.issuer, "https://id.example");
  EXPECT_EQ(expected.trust.client_id, "overens &c");
  EXPECT_EQ(expected.nonce, begun.kept.nonce);
  EXPECT_EQ(expected.levels, (std::vector<std::string>{"loa3", "loa4"}));
  EXPECT_FALSE(expected.signed_in_from);
  EXPECT_EQ(begun.kept.return_to, "/");
}

/// A walk that has been begun, and the answer to it.
struct Walk {
  BegunSignIn begun = begin_sign_in(a_provider(), described, our_address, {}, begun_at);
  std::map<std::string, PendingSignIn> kept = {{begun.kept.state_hash, begun.kept}};
  std::string cookie = begun.cookie;
  Parameters query = {{"code", "a-code"}, {"state", written_in(begun.address, "state")}, {"iss", "https://id.example"}};
  Provider provider = a_provider();
  ProviderDescription description = described;
  calendar::Instant now = begun_at + 1min;

  std::string& value(std::string const& name) {
    for (auto& [each, value] : query) {
      if (each == name) return value;
    }
    return query.emplace_back(name, "").second;
  }
  void drop(std::string const& name) {
    std::erase_if(query, [&](auto const& each) { return each.first == name; });
  }
  /// As whoever keeps the walks does it: handed out once.
  SignInResult<std::string> come_back() {
    auto const answer = read_answer(query);
    if (!answer) return refuse_sign_in(answer.error());
    auto const taken = kept.extract(state_hash_of(answer->state));
    return judge_answer(*answer, taken.empty() ? nullptr : &taken.mapped(), cookie, provider, description, now);
  }
};

TEST(SignIn, TakesTheAnswerOnce) {
  Walk walk;
  EXPECT_EQ(walk.come_back(), "a-code");
  EXPECT_EQ(walk.come_back().error(), SignInFault::sign_in_unknown);
  Walk other;
  other.value("more") = "that nobody asked for";
  EXPECT_EQ(other.come_back(), "a-code");
  Walk silent;
  silent.drop("iss");
  silent.description.names_itself = false;
  EXPECT_EQ(silent.come_back(), "a-code");
}

struct BadWalk {
  char const* what;
  SignInFault fault;
  std::function<void(Walk&)> make;
};

void expect_no_code(std::vector<BadWalk> const& rows) {
  for (auto const& row : rows) {
    Walk walk;
    row.make(walk);
    auto const code = walk.come_back();
    if (code) {
      ADD_FAILURE() << row.what << " was taken";
    } else {
      EXPECT_EQ(name_of(code.error()), name_of(row.fault)) << row.what;
    }
  }
}

TEST(SignIn, RefusesAnAnswerThatIsNotToWhatItBegan) {
  using enum SignInFault;
  expect_no_code({
      {"nothing", answer_member_missing, [](Walk& walk) { walk.query.clear(); }},
      {"no state", answer_member_missing, [](Walk& walk) { walk.drop("state"); }},
      {"an empty state", answer_member_missing, [](Walk& walk) { walk.value("state").clear(); }},
      {"no code", answer_member_missing, [](Walk& walk) { walk.drop("code"); }},
      {"a code and an error", answer_member_missing, [](Walk& walk) { walk.value("error") = "access_denied"; }},
      {"two codes", answer_member_twice, [](Walk& walk) { walk.query.emplace_back("code", "b"); }},
      {"two states", answer_member_twice, [](Walk& walk) { walk.query.push_back(walk.query[1]); }},
      {"two issuers", answer_member_twice, [](Walk& walk) { walk.query.emplace_back("iss", "https://other.example"); }},
      {"two errors", answer_member_twice,
       [](Walk& walk) {
         walk.query.emplace_back("error", "");
         walk.query.emplace_back("error", "");
       }},
      {"a long code", answer_too_long, [](Walk& walk) { walk.value("code") = std::string(5000, 'a'); }},
      {"another state", sign_in_unknown, [](Walk& walk) { walk.value("state") += "a"; }},
      {"a state that another walk has", sign_in_of_another_browser,
       [](Walk& walk) {
         Walk const other;
         walk.kept = other.kept;
         walk.query[1] = other.query[1];
       }},
      {"no cookie", sign_in_of_another_browser, [](Walk& walk) { walk.cookie.clear(); }},
      {"the hash of the cookie", sign_in_of_another_browser,
       [](Walk& walk) { walk.cookie = walk.begun.kept.browser_hash; }},
      {"ten minutes later", sign_in_took_too_long, [](Walk& walk) { walk.now = begun_at + 10min; }},
      {"at another provider of ours", answer_from_another,
       [](Walk& walk) {
         walk.provider.id = "municipality";
         walk.provider.issuer = "https://second.example";
         walk.value("iss") = "https://second.example";
       }},
      {"another issuer (mix-up)", answer_from_another, [](Walk& walk) { walk.value("iss") = "https://other.example"; }},
      {"the issuer with a slash more", answer_from_another, [](Walk& walk) { walk.value("iss") += '/'; }},
      {"no issuer from a provider that names itself", answer_without_issuer, [](Walk& walk) { walk.drop("iss"); }},
  });
}

TEST(SignIn, SaysWhatAProviderAnswersInsteadOfACode) {
  using enum SignInFault;
  auto const fails_with = [](char const* error) {
    return [=](Walk& walk) {
      walk.drop("code");
      walk.value("error") = error;
    };
  };
  expect_no_code({
      {"ended by the person", cancelled, fails_with("access_denied")},
      {"no such level there", level_not_accepted, fails_with("unmet_authentication_requirements")},
      {"a fault of the provider", provider_failed, fails_with("server_error")},
      {"no time at the provider", provider_failed, fails_with("temporarily_unavailable")},
      {"refused by the provider", provider_refused, fails_with("invalid_scope")},
      {"words that nobody knows", provider_refused, fails_with("<script>")},
      {"an error from another issuer", answer_from_another,
       [&](Walk& walk) {
         fails_with("access_denied")(walk);
         walk.value("iss") = "https://other.example";
       }},
  });
}

TEST(SignIn, AsksForTheTokenWithItsVerifier) {
  Walk const walk;
  auto const form =
      "grant_type=authorization_code&code=a%2Bcode&redirect_uri="
      "https%3A%2F%2Foverens.example%2Flogga-in%2Fregion%2Fsvar&code_verifier=" +
      walk.begun.kept.verifier;
  auto provider = a_provider();
  auto const in_head = token_request(provider, described, our_address, walk.begun.kept, "a+code");
  EXPECT_EQ(in_head.address, "https://id.example/token");
  EXPECT_EQ(in_head.body, form);
  EXPECT_EQ(in_head.authorization, "Basic b3ZlcmVucyUyMCUyNmM6YSUzQWIlMjBj");  // overens%20%26c:a%3Ab%20c
  auto other = described;
  other.takes_secret_in_head = false;
  auto const in_body = token_request(provider, other, our_address, walk.begun.kept, "a+code");
  EXPECT_EQ(in_body.body, form + "&client_id=overens%20%26c&client_secret=a%3Ab%20c");
  EXPECT_EQ(in_body.authorization, "");
  provider.client_secret.clear();
  auto const without = token_request(provider, described, our_address, walk.begun.kept, "a+code");
  EXPECT_EQ(without.body, form + "&client_id=overens%20%26c");
  EXPECT_EQ(without.authorization, "");
}

TEST(SignIn, ReadsTheTokenOfTheAnswer) {
  using enum SignInFault;
  EXPECT_EQ(read_token_answer(200, R"({"id_token":"a.b.c","access_token":"x","token_type":"Bearer"})"), "a.b.c");
  struct Row {
    int status;
    char const* body;
    SignInFault fault;
  };
  Row const rows[] = {
      {200, "", token_answer_unreadable},
      {200, "<html>", token_answer_unreadable},
      {200, R"({"access_token":"x"})", token_answer_unreadable},
      {200, R"({"id_token":""})", token_answer_unreadable},
      {200, R"({"id_token":["a.b.c"]})", token_answer_unreadable},
      {200, R"({"id_token":"a.b.c","id_token":"d.e.f"})", token_answer_unreadable},
      {201, R"({"id_token":"a.b.c"})", token_answer_unreadable},
      {302, R"({"id_token":"a.b.c"})", token_answer_unreadable},
      {404, "not found", token_answer_unreadable},
      {400, R"({"error":"invalid_grant"})", code_refused},
      {400, R"({"error":"invalid_client"})", client_refused},
      {401, "", client_refused},
      {200, R"({"error":"invalid_request","id_token":"a.b.c"})", client_refused},
      {500, R"({"id_token":"a.b.c"})", provider_failed},
      {503, "", provider_failed},
  };
  for (auto const& row : rows) {
    auto const token = read_token_answer(row.status, row.body);
    if (token) {
      ADD_FAILURE() << row.status << ' ' << row.body << " was taken";
    } else {
      EXPECT_EQ(name_of(token.error()), name_of(row.fault)) << row.status << ' ' << row.body;
    }
  }
}

}  // namespace
}  // namespace overens::account
