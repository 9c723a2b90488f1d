// What accounts and sessions must do, on each database.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "test/databases/scratch.hpp"

namespace overens::store {
namespace {

using namespace std::chrono_literals;
using databases::all_kinds;
using databases::Kind;
using databases::Scratch;

class AccountsOf : public testing::TestWithParam<Kind> {
 protected:
  account::Account anna() const {
    return {.id = "a1", .name = "anna@region.test", .authority = "region", .staff = "s1", .made = now};
  }
  account::KeptSession session(std::string const& hash, calendar::Instant opened) const {
    return {.hash = hash, .account = "a1", .opened = opened, .used = opened, .confirmed = opened};
  }

  calendar::Instant const now = *calendar::parse_instant("2026-04-01T12:00:00Z");
  Scratch scratch{GetParam()};
  std::unique_ptr<app::Store> store = scratch.open();
  app::AccountStore& accounts = store->accounts();
};

TEST_P(AccountsOf, are_found_by_id_name_and_authority) {
  accounts.add(anna());
  auto at_issuer = anna();
  at_issuer.id = "a2";
  at_issuer.issuer = "https://issuer.test";
  accounts.add(at_issuer);
  auto const found = accounts.account("a1");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "anna@region.test");
  EXPECT_EQ(found->staff, "s1");
  EXPECT_EQ(found->made, now);
  EXPECT_FALSE(found->closed);
  EXPECT_FALSE(accounts.account("a9"));
  ASSERT_EQ(accounts.accounts_named("", "anna@region.test").size(), 1U);
  EXPECT_EQ(accounts.accounts_named("https://issuer.test", "anna@region.test")[0].id, "a2");
  EXPECT_TRUE(accounts.accounts_named("", "bo").empty());
  EXPECT_EQ(accounts.accounts_of("region").size(), 2U);
  EXPECT_TRUE(accounts.accounts_of("other").empty());
}

TEST_P(AccountsOf, have_names_of_their_own_here_and_several_authorities_at_an_issuer) {
  accounts.add(anna());
  auto other = anna();
  other.id = "a2";
  other.authority = "town";
  EXPECT_THROW(accounts.add(other), app::Conflict);
  other.issuer = "https://issuer.test";
  accounts.add(other);
  other.id = "a3";
  EXPECT_THROW(accounts.add(other), app::Conflict);
  other.authority = "region";
  accounts.add(other);
  EXPECT_EQ(accounts.accounts_named("https://issuer.test", "anna@region.test").size(), 2U);
}

TEST_P(AccountsOf, get_their_password_by_an_invitation_once) {
  accounts.add(anna());
  accounts.invite({"first", "a1", now});
  accounts.invite({"second", "a1", now});
  EXPECT_FALSE(accounts.invitation("first")) << "the later one counts";
  EXPECT_EQ(accounts.invitation("second")->account, "a1");
  accounts.open(session("h1", now));
  auto chosen = anna();
  chosen.password = "a hash";
  chosen.code_secret = "SECRET";
  EXPECT_FALSE(accounts.set_credentials(chosen, {"r1"}, "first"));
  EXPECT_EQ(accounts.account("a1")->password, "");
  EXPECT_TRUE(accounts.session("h1"));
  EXPECT_TRUE(accounts.set_credentials(chosen, {"r1", "r2"}, "second"));
  EXPECT_EQ(accounts.account("a1")->password, "a hash");
  EXPECT_FALSE(accounts.session("h1")) << "whoever was signed in is no longer";
  EXPECT_FALSE(accounts.set_credentials(chosen, {"r3"}, "second")) << "used";
  EXPECT_TRUE(accounts.use_recovery_code("a1", "r2"));
  EXPECT_FALSE(accounts.use_recovery_code("a1", "r2"));
  EXPECT_FALSE(accounts.use_recovery_code("a2", "r1")) << "another's";
  EXPECT_FALSE(accounts.use_recovery_code("a1", "r3"));
}

TEST_P(AccountsOf, use_each_one_time_code_once) {
  accounts.add(anna());
  EXPECT_TRUE(accounts.use_code("a1", 100));
  EXPECT_FALSE(accounts.use_code("a1", 100));
  EXPECT_FALSE(accounts.use_code("a1", 99));
  EXPECT_TRUE(accounts.use_code("a1", 101));
  EXPECT_FALSE(accounts.use_code("a9", 1));
}

TEST_P(AccountsOf, have_sessions_until_these_end) {
  accounts.add(anna());
  accounts.open(session("h1", now));
  accounts.open(session("h2", now + 1min));
  accounts.used("h1", now + 5min);
  accounts.used("h1", now + 4min);  // another server, later to say it
  accounts.choose("h1", "a1", "u1");
  auto const one = accounts.session("h1");
  ASSERT_TRUE(one);
  EXPECT_EQ(one->account, "a1");
  EXPECT_EQ(one->commission, "u1");
  EXPECT_EQ(one->opened, now);
  EXPECT_EQ(one->used, now + 5min);
  auto const all = accounts.sessions_of("a1");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].hash, "h1");
  accounts.end_session("h1");
  EXPECT_FALSE(accounts.session("h1"));
  accounts.forget_before(now + 1min);
  EXPECT_TRUE(accounts.session("h2"));
  accounts.forget_before(now + 2min);
  EXPECT_FALSE(accounts.session("h2"));
}

TEST_P(AccountsOf, have_sessions_that_their_provider_can_end) {
  auto one = anna();
  one.issuer = "https://issuer.test";
  accounts.add(one);
  auto const open = [&](std::string const& hash, std::string const& subject, std::string const& there) {
    auto made = session(hash, now);
    made.subject = subject;
    made.provider_session = there;
    accounts.open(made);
  };
  open("h1", "sub1", "sid1");
  open("h2", "sub1", "sid2");
  open("h3", "sub2", "sid3");
  accounts.end_sessions_of("https://other.test", "sub1", "");
  accounts.end_sessions_of("https://issuer.test", "", "");
  EXPECT_EQ(accounts.sessions_of("a1").size(), 3U);
  accounts.end_sessions_of("https://issuer.test", "sub2", "sid1");
  EXPECT_EQ(accounts.sessions_of("a1").size(), 3U);
  accounts.end_sessions_of("https://issuer.test", "", "sid1");
  EXPECT_FALSE(accounts.session("h1"));
  accounts.end_sessions_of("https://issuer.test", "sub1", "");
  EXPECT_FALSE(accounts.session("h2"));
  EXPECT_TRUE(accounts.session("h3"));
}

TEST_P(AccountsOf, keep_what_a_sign_in_is_answered_by_once) {
  account::PendingSignIn const begun{"p1", "state", "browser", "nonce", "verifier", "/forum", true, now};
  accounts.keep(begun);
  EXPECT_FALSE(accounts.take("other"));
  auto const taken = accounts.take("state");
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->provider_id, "p1");
  EXPECT_EQ(taken->browser_hash, "browser");
  EXPECT_EQ(taken->nonce, "nonce");
  EXPECT_EQ(taken->verifier, "verifier");
  EXPECT_EQ(taken->return_to, "/forum");
  EXPECT_TRUE(taken->is_fresh);
  EXPECT_EQ(taken->begun_at, now);
  EXPECT_FALSE(accounts.take("state"));
  accounts.keep(begun);
  auto later = begun;
  later.state_hash = "later";
  later.begun_at = now + account::PendingSignIn::lasts + 1ms;
  accounts.keep(later);
  EXPECT_FALSE(accounts.take("state")) << "nobody could answer it any more";
  accounts.keep(begun);
  accounts.forget_before(now + 1ms);
  EXPECT_FALSE(accounts.take("state"));
}

// Whoever comes to the address begins one: no stranger fills the database, or keeps others from signing in.
TEST_P(AccountsOf, keep_no_more_sign_ins_than_may_be_under_way) {
  using account::PendingSignIn;
  auto const begin = [&](std::string const& network, std::size_t number) {
    PendingSignIn one{"p1", fmt::format("{}-{}", network, number), "b", "n", "v", "/"};
    one.begun_at = now + std::chrono::milliseconds(number);
    one.network = network;
    accounts.keep(one);
  };
  begin("office", 0);
  for (std::size_t i = 0; i < PendingSignIn::most_of_network + 1; ++i) begin("stranger", i);
  EXPECT_FALSE(accounts.take("stranger-0")) << "the oldest";
  EXPECT_TRUE(accounts.take("stranger-1"));
  EXPECT_TRUE(accounts.take(fmt::format("stranger-{}", PendingSignIn::most_of_network)));
  EXPECT_TRUE(accounts.take("office-0")) << "from elsewhere";
}

TEST_P(AccountsOf, keep_no_more_than_fit_whencever_they_come) {
  using account::PendingSignIn;
  // What many networks have left, as rows.
  scratch.alter(fmt::format(
      "insert into pending_sign_in (state, provider, browser, nonce, verifier, return_to, fresh, begun, network) "
      "with recursive n(i) as (select 1 union all select i + 1 from n where i < {}) "
      "select 's' || i, 'p', 'b', 'n', 'v', '/', 0, {} + i, 'net' || i from n",
      PendingSignIn::most, now.time_since_epoch().count()));
  scratch.alter(
      fmt::format("insert into failure (hash, count, last) "
                  "with recursive n(i) as (select 1 union all select i + 1 from n where i < {}) "
                  "select 'f' || i, 1, {} + i from n",
                  account::most_failures, now.time_since_epoch().count()));
  PendingSignIn one{"p1", "mine", "b", "n", "v", "/"};
  one.begun_at = now + 1min;
  accounts.keep(one);
  EXPECT_EQ(scratch.alter("select count(*) from pending_sign_in"), std::to_string(PendingSignIn::most));
  EXPECT_FALSE(accounts.take("s1"));
  EXPECT_TRUE(accounts.take("mine"));
  std::vector<std::string> const keys = {"k1"};
  accounts.change_failures(keys, [&](std::span<account::Failures> failures) {
    failures[0].count = 1;
    failures[0].last = now + 1min;
  });
  EXPECT_EQ(scratch.alter("select count(*) from failure"), std::to_string(account::most_failures));
  EXPECT_EQ(scratch.alter("select count(*) from failure where hash = 'f1'"), "0");
}

TEST_P(AccountsOf, are_closed_with_all_that_opens_them) {
  auto one = anna();
  one.password = "a hash";
  accounts.add(one);
  accounts.invite({"i1", "a1", now});
  accounts.open(session("h1", now));
  EXPECT_EQ(accounts.open_accounts().size(), 1U);
  accounts.close("a1");
  EXPECT_TRUE(accounts.open_accounts().empty());
  EXPECT_TRUE(accounts.account("a1")->closed);
  EXPECT_EQ(accounts.account("a1")->password, "");
  EXPECT_FALSE(accounts.invitation("i1"));
  EXPECT_FALSE(accounts.session("h1"));
  EXPECT_FALSE(accounts.use_code("a1", 1));
  EXPECT_TRUE(accounts.accounts_named("", "anna@region.test").empty());
  auto next = anna();
  next.id = "a2";
  accounts.add(next);
  ASSERT_EQ(accounts.accounts_named("", "anna@region.test").size(), 1U);
  EXPECT_EQ(accounts.accounts_named("", "anna@region.test")[0].id, "a2") << "a closed one keeps no name";
  EXPECT_EQ(accounts.accounts_of_staff("region", "s1").size(), 2U);
  EXPECT_TRUE(accounts.accounts_of_staff("region", "s2").empty());
  EXPECT_TRUE(accounts.accounts_of_staff("town", "s1").empty());
}

TEST_P(AccountsOf, count_failures_one_at_a_time) {
  std::vector<std::string> const keys = {"k1", "k2"};
  auto const count = [&](std::vector<long> const& expected, long more) {
    accounts.change_failures(keys, [&](std::span<account::Failures> failures) {
      for (std::size_t i = 0; i < keys.size(); ++i) {
        EXPECT_EQ(failures[i].key, keys[i]);
        EXPECT_EQ(failures[i].count, expected[i]);
        failures[i].count = more == 0 ? 0 : failures[i].count + more;
        failures[i].last = now;
      }
    });
  };
  count({0, 0}, 1);
  count({1, 1}, 2);
  count({3, 3}, 0);
  count({0, 0}, 1);
  accounts.forget_before(now + 1ms);
  count({0, 0}, 0);
}

INSTANTIATE_TEST_SUITE_P(all, AccountsOf, testing::ValuesIn(all_kinds), databases::called);

}  // namespace
}  // namespace overens::store
