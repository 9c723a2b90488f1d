#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "account/id_token.hpp"
#include "account/token_maker_test.hpp"

namespace overens::account::attempts {

using nlohmann::json;
using namespace std::chrono_literals;

inline constexpr calendar::Instant now{std::chrono::seconds(1'800'000'000)};
inline constexpr std::int64_t second_now = 1'800'000'000;
inline constexpr char const* issuer = "https://id.example";
inline constexpr char const* client = "overens";

// Made once: a key of RSA takes its time.
inline SigningKey const& rsa_key() {
  static auto const key = SigningKey::rsa();
  return key;
}
inline SigningKey const& other_rsa_key() {
  static auto const key = SigningKey::rsa();
  return key;
}
inline SigningKey const& ec_key() {
  static auto const key = SigningKey::ec();
  return key;
}

/// A good token and what is expected of it, for one thing to be made wrong.
struct Attempt {
  json header = {{"alg", "RS256"}, {"typ", "JWT"}, {"kid", "k1"}};
  json claims = {{"iss", issuer},           {"aud", client},         {"sub", "a-person"},
                 {"exp", second_now + 300}, {"iat", second_now - 1}, {"auth_time", second_now - 2},
                 {"nonce", "a-nonce"},      {"acr", "loa3"},         {"sid", "a-session"},
                 {"hsa", "SE1-0001"}};
  json keys = {{"keys", {rsa_key().published("k1"), ec_key().published("k2")}}};
  SigningKey key = rsa_key();
  std::string signed_as = {};  ///< the algorithm; empty: as the header says
  std::function<void(std::string&)> afterwards = [](std::string&) {};
  std::function<void(std::string& header, std::string& claims)> written = [](std::string&, std::string&) {};
  ExpectedIdToken expected = {.trust = {issuer, client, {"RS256", "PS256", "ES256"}},
                              .nonce = "a-nonce",
                              .levels = {"loa3", "loa4"},
                              .signed_in_from = now - 60s,
                              .person_claim = "hsa"};

  std::string token() const {
    auto head = header.dump();
    auto body = claims.dump();
    written(head, body);
    auto token = signed_token(head, body, key, signed_as.empty() ? header.value("alg", "RS256") : signed_as);
    afterwards(token);
    return token;
  }
  SignInResult<IdClaims> verify() const { return verify_id_token(token(), keys.dump(), expected, now); }
};

/// One of the three parts of a token.
inline std::string part(std::string const& token, int number) {
  auto from = std::size_t{0};
  for (; number > 0; --number) from = token.find('.', from) + 1;
  return token.substr(from, token.find('.', from) - from);
}

struct BadRow {
  char const* what;
  SignInFault fault;
  std::function<void(Attempt&)> make;
};

/// Each is refused, with its own fault.
inline void expect_refused(std::vector<BadRow> const& rows) {
  for (auto const& row : rows) {
    Attempt attempt;
    row.make(attempt);
    auto const read = attempt.verify();
    if (read) {
      ADD_FAILURE() << row.what << " was taken";
    } else {
      EXPECT_EQ(name_of(read.error()), name_of(row.fault)) << row.what;
    }
  }
}

inline void replace_token(Attempt& a, std::function<std::string(std::string const&)> change) {
  a.afterwards = [change = std::move(change)](std::string& token) { token = change(token); };
}

}  // namespace overens::account::attempts
