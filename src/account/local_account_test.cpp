#include <set>

#include <gtest/gtest.h>

#include "account/account_name.hpp"
#include "account/failures.hpp"
#include "account/one_time_code.hpp"
#include "account/password.hpp"
#include "account/recovery_code.hpp"

namespace overens::account {
namespace {

using namespace std::chrono_literals;

calendar::Instant at(long seconds) {
  return calendar::Instant(std::chrono::seconds(seconds));
}

// "12345678901234567890", the key of the examples in RFC 6238.
constexpr auto rfc_secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

TEST(AccountName, IsKeptInOneForm) {
  EXPECT_EQ(read_account_name(" Anna.Ek@Region.test\n").value(), "anna.ek@region.test");
  for (auto const* bad : {"", "  ", "ab", "anna ek", "anna<ek>", "åsa", "19121212-1212", "anna\nek"})
    EXPECT_FALSE(read_account_name(bad)) << bad;
  EXPECT_FALSE(read_account_name(std::string(101, 'a')));
}

TEST(Password, IsKnownByItsHashOnly) {
  auto const hash = hash_password("fyra gröna stolar");
  EXPECT_TRUE(hash.starts_with("$argon2id$")) << hash;
  EXPECT_NE(hash, hash_password("fyra gröna stolar"));
  EXPECT_TRUE(is_password("fyra gröna stolar", hash));
  EXPECT_FALSE(is_password("fyra gröna stola", hash));
  EXPECT_FALSE(is_password("", hash));
  EXPECT_FALSE(is_password("a password that nobody has", ""));
  EXPECT_FALSE(is_password("fyra gröna stolar", "not a hash"));
}

TEST(Password, IsChosenLongAndNotAmongTheFirstTried) {
  struct {
    std::string_view password;
    std::string_view refused;  // empty: may be chosen
  } const cases[] = {{"fyra gröna stolar", ""},
                     {"korthet-9-stenmur", ""},
                     {"short", "too_short"},
                     {"elva tecken", "too_short"},
                     {"åäöåäöåäöåä", "too_short"},
                     {"aaaaaaaaaaaaaaaa", "too_easy"},
                     {"abababababababab", "too_easy"},
                     {"lösenordlösenord", "too_easy"},
                     {"Password12345", "too_easy"},
                     {"qwertyuiop1234567890", "too_easy"},
                     {"Overens2026Overens", "too_easy"},
                     {"anna.exempel2026", "too_easy"},
                     {"anna.exempel@region.test", "too_easy"},
                     {"            ", "too_easy"},
                     {"Sommar2026Vinter!", "too_easy"}};
  for (auto const& one : cases) {
    auto const may = may_be_chosen(one.password, "Anna.Exempel@region.test");
    EXPECT_EQ(may ? "" : may.error().code, one.refused) << one.password;
  }
  EXPECT_EQ(may_be_chosen(std::string(1025, 'x'), "anna").error().code, "too_long");
}

TEST(OneTimeCode, IsTheOneOfTheStandard) {
  // The last six digits of the examples in RFC 6238, appendix B.
  EXPECT_EQ(code_at(rfc_secret, at(59)), "287082");
  EXPECT_EQ(code_at(rfc_secret, at(1111111109)), "081804");
  EXPECT_EQ(code_at(rfc_secret, at(2000000000)), "279037");
}

TEST(OneTimeCode, IsGoodForItsStepAndItsNeighboursOnce) {
  auto const now = at(1'800'000'015);
  auto const step = 60'000'000;
  EXPECT_EQ(step_of(code_at(rfc_secret, now), rfc_secret, now, 0), step);
  EXPECT_EQ(step_of(code_at(rfc_secret, now - 30s), rfc_secret, now, 0), step - 1);
  EXPECT_EQ(step_of(code_at(rfc_secret, now + 30s), rfc_secret, now, 0), step + 1);
  EXPECT_EQ(step_of(code_at(rfc_secret, now - 60s), rfc_secret, now, 0), std::nullopt);
  EXPECT_EQ(step_of(code_at(rfc_secret, now + 60s), rfc_secret, now, 0), std::nullopt);
  EXPECT_EQ(step_of(code_at(rfc_secret, now), rfc_secret, now, step), std::nullopt) << "used";
  EXPECT_EQ(step_of(code_at(rfc_secret, now - 30s), rfc_secret, now, step), std::nullopt) << "older than a used one";
}

TEST(OneTimeCode, IsReadAsPeopleWriteIt) {
  auto const now = at(59);
  EXPECT_TRUE(step_of("287 082", rfc_secret, now, 0));
  EXPECT_FALSE(step_of("28708", rfc_secret, now, 0));
  EXPECT_FALSE(step_of("2870822", rfc_secret, now, 0));
  EXPECT_FALSE(step_of("", rfc_secret, now, 0));
  EXPECT_FALSE(step_of("abcdef", rfc_secret, now, 0));
}

TEST(OneTimeCode, HasASecretThatAppsCanRead) {
  auto const secret = code_secret("some chance");
  EXPECT_EQ(secret.size(), 32U);
  EXPECT_EQ(secret, code_secret("some chance"));
  EXPECT_NE(secret, code_secret("other chance"));
  EXPECT_EQ(code_address(secret, "anna@region.test", "Överens"),
            "otpauth://totp/%C3%96verens:anna%40region.test?secret=" + secret + "&issuer=%C3%96verens");
}

TEST(RecoveryCode, IsTakenHoweverItIsWritten) {
  auto const codes = make_recovery_codes();
  EXPECT_EQ(std::set(codes.begin(), codes.end()).size(), recovery_codes_given);
  auto const& code = codes[0];
  ASSERT_EQ(code.size(), 19U) << code;
  std::string in_capitals;
  for (auto const c : code) in_capitals += static_cast<char>(std::toupper(c));
  EXPECT_EQ(hash_of_recovery_code(code), hash_of_recovery_code(" " + in_capitals + " "));
  EXPECT_NE(hash_of_recovery_code(code), hash_of_recovery_code(codes[1]));
  EXPECT_EQ(hash_of_recovery_code("0000-0000-0000-0001"), hash_of_recovery_code("OOOO OOOO OOOO OOOl"));
  EXPECT_EQ(hash_of_recovery_code("123456"), "");
  EXPECT_EQ(hash_of_recovery_code("åååå-åååå-åååå-åååå"), "");
}

TEST(Failures, MakeWhoGuessesWaitLongerEachTime) {
  auto const key = failure_keys("anna", "192.0.2.1")[0];
  Failures failures;
  auto const now = at(1'800'000'000);
  for (long i = 0; i < key.free; ++i) {
    EXPECT_EQ(wait_of(key, failures, now), 0ms) << i;
    failures = failed(key, failures, now);
  }
  EXPECT_EQ(wait_of(key, failures, now), 1s);
  EXPECT_EQ(wait_of(key, failures, now + 600ms), 400ms);
  EXPECT_EQ(wait_of(key, failures, now + 1s), 0ms);
  EXPECT_EQ(wait_of(key, failed(key, failures, now), now), 2s);
  for (int i = 0; i < 200; ++i) failures = failed(key, failures, now);
  EXPECT_EQ(wait_of(key, failures, now), 15min);
  EXPECT_EQ(wait_of(key, failures, now + 20min), 0ms);
  EXPECT_EQ(failed(key, failures, now + 100 * key.forgiven_every).count, 205 - 100 + 1);
  EXPECT_EQ(failed(key, failures, now + 1000 * key.forgiven_every).count, 1);
}

TEST(Failures, AreCountedByNameAddressAndBoth) {
  auto const hashes = [](auto const& name, auto const& address) {
    std::vector<std::string> found;
    for (auto const& key : failure_keys(name, address)) found.push_back(key.hash);
    return found;
  };
  auto const one = hashes("anna@region.test", "192.0.2.1");
  EXPECT_EQ(std::set(one.begin(), one.end()).size(), 3U);
  EXPECT_EQ(hashes("bo@region.test", "192.0.2.1")[2], one[2]) << "a spray from one address";
  EXPECT_EQ(hashes("anna@region.test", "192.0.2.9")[1], one[1]) << "many addresses against one name";
  EXPECT_EQ(hashes("a", "2001:db8:1:2::5")[2], hashes("a", "2001:db8:1:2:3:4:5:6")[2]) << "one network";
  EXPECT_NE(hashes("a", "::ffff:192.0.2.1")[2], hashes("a", "::ffff:192.0.2.2")[2]);
  EXPECT_EQ(hashes("a", "::ffff:192.0.2.1")[2], hashes("a", "192.0.2.1")[2]);
  EXPECT_NE(hashes("a", "2001:db8:1:3::5")[2], hashes("a", "2001:db8:1:2::5")[2]);
  for (auto const& hash : one) EXPECT_EQ(hash.find("anna"), std::string::npos);
}

}  // namespace
}  // namespace overens::account
