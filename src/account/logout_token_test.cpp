#include "account/logout_token.hpp"

#include "account/token_attempt_test.hpp"

namespace overens::account {
namespace {

using namespace attempts;

struct LogoutAttempt {
  json header = {{"alg", "RS256"}, {"typ", "logout+jwt"}, {"kid", "k1"}};
  json claims = {
      {"iss", issuer},      {"aud", client},
      {"iat", second_now},  {"exp", second_now + 120},
      {"jti", "one"},       {"sub", "a-person"},
      {"sid", "a-session"}, {"events", {{"http://schemas.openid.net/event/backchannel-logout", json::object()}}}};
  SigningKey key = rsa_key();

  SignInResult<LogoutClaims> verify(UsedTokens& used, calendar::Instant at = now) const {
    json const keys = {{"keys", {rsa_key().published("k1")}}};
    auto const token = signed_token(header.dump(), claims.dump(), key, "RS256");
    return verify_logout_token(token, keys.dump(), {issuer, client, {"RS256"}}, at, used);
  }
};

TEST(LogoutToken, EndsTheSessionsOfAPersonOrOneOfThem) {
  UsedTokens used;
  LogoutAttempt attempt;
  EXPECT_EQ(attempt.verify(used), (LogoutClaims{issuer, "a-person", "a-session", "one"}));
  attempt.claims["jti"] = "two";
  attempt.claims.erase("sid");
  EXPECT_EQ(attempt.verify(used)->session_id, "");
  attempt.claims["jti"] = "three";
  attempt.claims["sid"] = "a-session";
  attempt.claims.erase("sub");
  attempt.header["typ"] = "JWT";
  EXPECT_EQ(attempt.verify(used)->subject, "");
}

TEST(LogoutToken, IsUsedOnceAsLongAsItCouldBeTaken) {
  UsedTokens used;
  LogoutAttempt attempt;
  EXPECT_TRUE(attempt.verify(used));
  EXPECT_EQ(attempt.verify(used).error(), SignInFault::token_used_before);
  EXPECT_EQ(attempt.verify(used, now + 179s).error(), SignInFault::token_used_before);
  EXPECT_EQ(attempt.verify(used, now + 180s).error(), SignInFault::expired);
  EXPECT_TRUE(used.use("https://second.example", "one", now + 1s, now));  // ids are the issuer's own
  EXPECT_FALSE(used.use("https://second.example", "one", now + 1s, now + 1s));
  EXPECT_TRUE(used.use("https://second.example", "one", now + 5s, now + 2s));
  used.take_back("https://second.example", "one");
  EXPECT_TRUE(used.use("https://second.example", "one", now + 5s, now + 2s)) << "it had led to nothing";
}

TEST(LogoutToken, IsRefused) {
  using enum SignInFault;
  struct Row {
    char const* what;
    SignInFault fault;
    std::function<void(LogoutAttempt&)> make;
  };
  auto const with = [](char const* name, json value) {
    return [=](LogoutAttempt& attempt) { attempt.claims[name] = value; };
  };
  auto const without = [](char const* name) { return [=](LogoutAttempt& attempt) { attempt.claims.erase(name); }; };
  Row const rows[] = {
      {"signed by somebody else", signature_wrong, [](LogoutAttempt& a) { a.key = other_rsa_key(); }},
      {"none", algorithm_not_allowed, [](LogoutAttempt& a) { a.header["alg"] = "none"; }},
      {"an access token", token_type_wrong, [](LogoutAttempt& a) { a.header["typ"] = "at+jwt"; }},
      {"another issuer", issuer_wrong, with("iss", "https://other.example")},
      {"for another", audience_wrong, with("aud", "other")},
      {"expired", expired, with("exp", second_now - 60)},
      {"no expiry", expiry_missing, without("exp")},
      {"no time of issue", issued_at_missing, without("iat")},
      {"no id", token_id_missing, without("jti")},
      {"an id that is a number", token_id_missing, with("jti", 1)},
      {"no event, as an ID token", logout_event_missing, without("events")},
      {"another event", logout_event_missing, with("events", {{"http://other.example/event", json::object()}})},
      {"events in a list", logout_event_missing,
       with("events", {"http://schemas.openid.net/event/backchannel-logout"})},
      {"an event that is no object", logout_event_missing,
       with("events", {{"http://schemas.openid.net/event/backchannel-logout", true}})},
      {"a nonce", logout_has_nonce, with("nonce", "a-nonce")},
      {"a subject that is a number", logout_of_nobody, with("sub", 1)},
      {"an empty session", logout_of_nobody, with("sid", "")},
      {"of nobody", logout_of_nobody,
       [](LogoutAttempt& attempt) {
         attempt.claims.erase("sub");
         attempt.claims.erase("sid");
       }},
  };
  for (auto const& row : rows) {
    UsedTokens used;
    LogoutAttempt attempt;
    row.make(attempt);
    auto const read = attempt.verify(used);
    if (read) {
      ADD_FAILURE() << row.what << " was taken";
    } else {
      EXPECT_EQ(name_of(read.error()), name_of(row.fault)) << row.what;
    }
    EXPECT_TRUE(used.use(issuer, "one", now + 1s, now)) << row.what << ": a token that is refused is not used";
  }
}

}  // namespace
}  // namespace overens::account
