#include "app/signing_in/sign_in.hpp"

#include <thread>

#include <gtest/gtest.h>

#include "account/account_name.hpp"
#include "account/one_time_code.hpp"
#include "test/databases/scratch.hpp"

namespace overens::app {
namespace {

using namespace std::chrono_literals;
using access::Actor;

constexpr auto password = "fyra gröna stolar";

class SigningIn : public testing::TestWithParam<databases::Kind> {
 protected:
  void SetUp() override {
    store->accounts().add({.id = "a1", .name = "anna@region.test", .authority = "region", .staff = "s1", .made = now});
  }
  ChosenPassword choose() {
    auto const secret = sign_in.invite("a1");
    auto const invited = sign_in.invited(*secret);
    code_secret = invited->code_secret;
    auto chosen = sign_in.choose(*secret, password, account::code_at(code_secret, now));
    now += 1min;
    return *chosen;
  }
  std::string code() const { return account::code_at(code_secret, now); }
  /// "in", or why not.
  std::string attempt(std::string const& with, std::string const& code, std::string const& name = "anna@region.test",
                      std::string const& from = "192.0.2.1") {
    auto const session = sign_in.sign_in({name, with, code, from});
    return session ? "in" : session.error().code;
  }

  calendar::Instant now = *calendar::parse_instant("2026-04-01T12:00:00Z");
  bool is_employed = true;
  std::string code_secret;
  databases::Scratch scratch{GetParam()};
  std::unique_ptr<Store> store = scratch.open();
  SignIn sign_in{store->accounts(),
                 [this] { return now; },
                 [this](account::Account const& account, std::string const&) -> std::optional<Actor> {
                   if (!is_employed) return std::nullopt;
                   return Actor{Actor::Kind::system, account.staff, {account.authority}};
                 },
                 {},
                 {},
                 10min};
};

TEST_P(SigningIn, begins_with_an_invitation_and_a_password_of_ones_own) {
  EXPECT_EQ(attempt("", ""), "wrong_sign_in") << "no password has been chosen";
  auto const secret = *sign_in.invite("a1");
  EXPECT_EQ(sign_in.invited(secret)->account_name, "anna@region.test");
  auto const right = account::code_at(sign_in.invited(secret)->code_secret, now);
  EXPECT_EQ(sign_in.choose(secret, "short", right).error().code, "too_short");
  EXPECT_EQ(sign_in.choose(secret, password, "000000").error().code, "wrong_code");
  EXPECT_EQ(sign_in.choose(secret + "x", password, right).error().code, "not_found");
  auto const chosen = sign_in.choose(secret, password, right);
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->recovery_codes.size(), 10U);
  auto const session = sign_in.session(chosen->session);
  ASSERT_TRUE(session);
  EXPECT_EQ(session->actor.id, "s1");
  EXPECT_EQ(sign_in.invited(secret).error().code, "not_found");
  EXPECT_EQ(sign_in.choose(secret, password, right).error().code, "not_found");
}

TEST_P(SigningIn, needs_name_password_and_code) {
  choose();
  EXPECT_EQ(attempt(password, code()), "in");
  EXPECT_EQ(attempt(password, code()), "wrong_sign_in") << "the code has been used";
  now += 1min;
  EXPECT_EQ(attempt("another password", code()), "wrong_sign_in");
  EXPECT_EQ(attempt(password, "123"), "wrong_sign_in");
  EXPECT_EQ(attempt(password, ""), "wrong_sign_in");
  EXPECT_EQ(attempt(password, code(), "bo@region.test"), "wrong_sign_in");
  EXPECT_EQ(attempt(password, code(), "nobody at all"), "wrong_sign_in");
  EXPECT_EQ(attempt(password, code(), " Anna@Region.test "), "in") << "however it is written";
}

TEST_P(SigningIn, takes_a_recovery_code_once) {
  auto const codes = choose().recovery_codes;
  EXPECT_EQ(attempt("another password", codes[3]), "wrong_sign_in");
  EXPECT_EQ(attempt(password, codes[3]), "in") << "a wrong password has not used it up";
  EXPECT_EQ(attempt(password, codes[3]), "wrong_sign_in");
  EXPECT_EQ(attempt(password, codes[4]), "in");
}

TEST_P(SigningIn, makes_who_guesses_wait_whether_there_is_such_an_account_or_not) {
  choose();
  for (auto const* name : {"anna@region.test", "nobody@region.test"}) {
    auto const from = std::string("192.0.2.") + (name[0] == 'a' ? "1" : "2");
    for (int i = 0; i < 5; ++i) EXPECT_EQ(attempt("wrong password", "", name, from), "wrong_sign_in") << name << i;
    EXPECT_EQ(attempt("wrong password", "", name, from), "too_many_failures") << name;
    EXPECT_EQ(attempt(password, code(), name, from), "too_many_failures") << "even with the right one";
  }
  now += 2s;
  EXPECT_EQ(attempt(password, code()), "in");
  now += 1min;
  EXPECT_EQ(attempt("wrong password", ""), "wrong_sign_in") << "and begins anew";
}

TEST_P(SigningIn, slows_a_spray_over_many_names_from_one_address) {
  choose();
  std::size_t tried = 0;
  while (tried < 200 && attempt("Sommar2026", "", "name" + std::to_string(tried), "192.0.2.9") != "too_many_failures") {
    if (++tried == 15) {
      EXPECT_EQ(attempt(password, code(), "anna@region.test", "192.0.2.9"), "in") << "an account of one's own";
    }
  }
  EXPECT_EQ(tried, 30U) << "has hidden nothing";
  EXPECT_EQ(attempt(password, account::code_at(code_secret, now + 30s)), "in") << "from elsewhere";
}

TEST_P(SigningIn, counts_tries_at_the_same_time_one_by_one) {
  choose();
  std::atomic<int> tried = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] { tried += attempt("wrong password", "") == "wrong_sign_in" ? 1 : 0; });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(tried, 5);
}

TEST_P(SigningIn, opens_another_session_each_time_and_ends_it) {
  auto const one = choose().session;
  auto const other = sign_in.sign_in({"anna@region.test", password, code(), "192.0.2.1"});
  ASSERT_TRUE(other);
  EXPECT_NE(one, *other);
  EXPECT_NE(sign_in.session(one)->csrf, sign_in.session(*other)->csrf);
  EXPECT_NE(sign_in.session(one)->csrf, one);
  sign_in.sign_out(one);
  EXPECT_FALSE(sign_in.session(one));
  EXPECT_TRUE(sign_in.session(*other));
  for (auto const& wrong : {std::string(), other->substr(1), *other + "A"}) EXPECT_FALSE(sign_in.session(wrong));
}

TEST_P(SigningIn, lasts_while_it_is_used_and_ten_hours_at_most) {
  auto const id = choose().session;
  for (auto const end = now + 9h + 50min; now < end; now += 10min) ASSERT_TRUE(sign_in.session(id));
  now += 20min;
  EXPECT_FALSE(sign_in.session(id));
  auto const idle = sign_in.open("a1");
  now += 15min;
  EXPECT_TRUE(sign_in.session(*idle));
  now += 17min;
  EXPECT_FALSE(sign_in.session(*idle));
}

TEST_P(SigningIn, leaves_nothing_behind_for_long) {
  choose();
  now += 48h;
  EXPECT_EQ(store->accounts().sessions_of("a1").size(), 1U);
  now += 1s;
  EXPECT_EQ(attempt(password, code()), "in");
  EXPECT_EQ(store->accounts().sessions_of("a1").size(), 1U) << "the old one is gone";
}

TEST_P(SigningIn, ends_when_the_actor_or_the_account_has_gone) {
  auto const id = choose().session;
  is_employed = false;
  EXPECT_FALSE(sign_in.session(id));
  is_employed = true;
  EXPECT_TRUE(sign_in.session(id));
  store->accounts().close("a1");
  EXPECT_FALSE(sign_in.session(id));
  EXPECT_EQ(attempt(password, code()), "wrong_sign_in");
  EXPECT_EQ(sign_in.invite("a1").error().code, "unknown_account");
  EXPECT_EQ(sign_in.invite("a9").error().code, "unknown_account");
}

TEST_P(SigningIn, is_open_for_a_day_to_whoever_was_invited_last) {
  auto const first = *sign_in.invite("a1");
  auto const second = *sign_in.invite("a1");
  EXPECT_FALSE(sign_in.invited(first));
  now += 24h;
  EXPECT_TRUE(sign_in.invited(second));
  now += 1s;
  EXPECT_FALSE(sign_in.invited(second));
}

TEST_P(SigningIn, lets_no_stranger_keep_its_owner_waiting_where_they_have_signed_in_before) {
  auto const chosen = choose();
  auto const known = sign_in.known_browser(chosen.session);
  ASSERT_EQ(known.size(), 64U);
  auto const from_known = [&](std::string const& with, std::string const& name = "anna@region.test") {
    auto const session = sign_in.sign_in({name, with, code(), "192.0.2.1", known});
    return session ? "in" : session.error().code;
  };
  // So many strangers, each from an address of their own, that the name has to wait.
  for (int i = 0; i < 25; ++i) attempt("wrong password", "", "anna@region.test", "198.51.100." + std::to_string(i));
  EXPECT_EQ(attempt(password, code()), "too_many_failures");
  EXPECT_EQ(from_known(password), "in");
  // It is no way around: wrong ones are counted there too, and it is of no use for another's account.
  for (int i = 0; i < 5; ++i) EXPECT_EQ(from_known("wrong password"), "wrong_sign_in") << i;
  EXPECT_EQ(from_known("wrong password"), "too_many_failures");
  store->accounts().add({.id = "a2", .name = "bo@region.test", .authority = "region", .staff = "s2", .made = now});
  for (int i = 0; i < 25; ++i) attempt("wrong password", "", "bo@region.test", "198.51.100." + std::to_string(i));
  EXPECT_EQ(from_known(password, "bo@region.test"), "too_many_failures");
}

TEST_P(SigningIn, knows_no_browser_after_another_password) {
  auto const known = sign_in.known_browser(choose().session);
  EXPECT_NE(sign_in.known_browser(choose().session), known);
  EXPECT_EQ(sign_in.known_browser("no session"), "");
}

TEST_P(SigningIn, is_fresh_for_a_while_and_again_when_somebody_shows_once_more_who_they_are) {
  auto const id = choose().session;
  auto const other = *sign_in.open("a1");
  EXPECT_TRUE(sign_in.session(id)->actor.is_fresh);
  now += 9min;
  EXPECT_TRUE(sign_in.session(id)->actor.is_fresh);
  now += 2min;
  EXPECT_FALSE(sign_in.session(id)->actor.is_fresh) << "though it has been used all the time";
  auto const show = [&](std::string const& with, std::string const& one_time) {
    auto const shown = sign_in.confirm(id, SignInAttempt{{}, with, one_time, "192.0.2.1"});
    return shown ? "shown" : shown.error().code;
  };
  EXPECT_EQ(show("another password", code()), "wrong_sign_in");
  EXPECT_EQ(show(password, "123"), "wrong_sign_in");
  EXPECT_FALSE(sign_in.session(id)->actor.is_fresh);
  EXPECT_EQ(show(password, code()), "shown");
  EXPECT_TRUE(sign_in.session(id)->actor.is_fresh);
  EXPECT_FALSE(sign_in.session(other)->actor.is_fresh) << "only the browser where it was shown";
  now += 1min;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(show("another password", ""), "wrong_sign_in") << i;
  EXPECT_EQ(show(password, code()), "too_many_failures") << "guesses are counted as at the door";
  EXPECT_EQ(sign_in.confirm("no session", SignInAttempt{{}, password, code(), "192.0.2.1"}).error().code,
            "unauthorized");
}

TEST_P(SigningIn, says_in_a_forms_word_whose_it_is) {
  auto const whose = [&](std::string const& session) {
    auto const word = sign_in.session(session)->csrf;
    return word.substr(word.find('.'));
  };
  auto const first = choose().session;
  auto const second = *sign_in.open("a1");
  EXPECT_NE(sign_in.session(first)->csrf, sign_in.session(second)->csrf);
  EXPECT_EQ(whose(first), whose(second));
  store->accounts().add({.id = "a2", .name = "bo@region.test", .authority = "region", .staff = "s2", .made = now});
  EXPECT_NE(whose(*sign_in.open("a2")), whose(first));
}

// Somebody whom a service knows, with an account at each of several authorities.
class ByService : public SigningIn {
 protected:
  void know(std::string const& id, std::string const& authority, std::vector<std::string> const& commissions) {
    store->accounts().add(
        {.id = id, .issuer = issuer, .name = "E1", .authority = authority, .staff = "s1", .made = now});
    for (auto const& one : commissions)
      held[id].push_back({.id = one, .staff = "s1", .authority = authority, .unit = {}, .role = "r", .purpose = "p"});
  }
  std::optional<std::string> enter(std::string const& person = "E1") {
    auto const session =
        by_service.open(account::IdClaims{.issuer = issuer, .subject = "sub", .person = person, .session_id = "sid"});
    return session ? std::optional(*session) : std::nullopt;
  }
  std::vector<std::string> offered(std::string const& session) {
    std::vector<std::string> ids;
    auto const own = by_service.own_account(session);
    for (auto const& one : own->commissions) ids.push_back(one.id);
    return ids;
  }
  std::string works_for(std::string const& session) {
    auto const found = by_service.session(session);
    return found ? found->actor.authorities.front() + "/" + found->actor.commission : "";
  }

  std::vector<std::string> looks;  ///< whose log says who signed in and out
  std::string const issuer = "https://issuer.test";
  std::map<std::string, std::vector<account::Commission>> held;
  SignIn by_service{store->accounts(),
                    [this] { return now; },
                    [this](account::Account const& account, std::string const& commission) -> std::optional<Actor> {
                      if (!held.contains(account.id)) return std::nullopt;
                      Actor actor{Actor::Kind::staff, account.staff, {account.authority}};
                      actor.commission = commission;
                      return actor;
                    },
                    [this](account::Account const& account) { return held[account.id]; },
                    [this](account::Account const* account, access::Action, std::string const&) {
                      looks.push_back(account == nullptr ? "" : account->authority);
                    },
                    10min};
};

TEST_P(ByService, nobody_enters_whom_no_authority_knows) {
  know("b1", "region", {"c1"});
  EXPECT_FALSE(enter("E2"));
  EXPECT_TRUE(enter());
  store->accounts().close("b1");
  EXPECT_FALSE(enter());
}

TEST_P(ByService, the_only_commission_is_theirs_at_whichever_authority) {
  know("b1", "region", {});
  know("b2", "town", {"c2"});
  held["b1"] = {};
  auto const session = enter();
  EXPECT_FALSE(by_service.has_to_choose(*session));
  EXPECT_EQ(works_for(*session), "town/c2");
  EXPECT_EQ(looks, std::vector<std::string>{"town"});
}

TEST_P(ByService, among_several_authorities_one_chooses_as_among_commissions) {
  know("b1", "region", {"c1"});
  know("b2", "town", {"c2"});
  auto const session = enter();
  EXPECT_TRUE(by_service.has_to_choose(*session));
  EXPECT_EQ(offered(*session), (std::vector<std::string>{"c1", "c2"}));
  EXPECT_EQ(looks, std::vector<std::string>{"region"});
  by_service.choose_commission(*session, "c2");
  EXPECT_EQ(looks, (std::vector<std::string>{"region", "town"}));
  EXPECT_EQ(works_for(*session), "town/c2");
  EXPECT_FALSE(by_service.has_to_choose(*session));
  by_service.choose_commission(*session, "c9");
  EXPECT_EQ(works_for(*session), "town/c2") << "not one of theirs";
  by_service.choose_commission(*session, "c1");
  EXPECT_EQ(works_for(*session), "region/c1");
}

TEST_P(ByService, one_shows_anew_who_one_is_in_the_session_that_one_has) {
  know("b1", "region", {"c1"});
  know("b2", "town", {"c2"});
  auto const session = *enter();
  by_service.choose_commission(session, "c2");
  now += 12min;
  EXPECT_FALSE(by_service.session(session)->actor.is_fresh);
  auto const shown_by = [&](std::string const& from, std::string const& person) {
    return by_service.confirm(session, account::IdClaims{.issuer = from, .subject = "sub", .person = person});
  };
  EXPECT_FALSE(shown_by(issuer, "E2")) << "somebody else at the same browser";
  EXPECT_FALSE(shown_by("https://other.test", "E1"));
  EXPECT_FALSE(by_service.session(session)->actor.is_fresh);
  EXPECT_TRUE(shown_by(issuer, "E1"));
  EXPECT_TRUE(by_service.session(session)->actor.is_fresh);
  EXPECT_EQ(works_for(session), "town/c2");
}

TEST_P(ByService, one_sees_and_ends_ones_own_sessions_at_all_of_them) {
  know("b1", "region", {"c1"});
  know("b2", "town", {"c2"});
  auto const here = *enter();
  auto const there = *enter();
  by_service.choose_commission(there, "c2");
  auto const own = by_service.own_account(here)->sessions;
  ASSERT_EQ(own.size(), 2U);
  auto const other = own[0].is_this ? own[1] : own[0];
  by_service.end_own(here, "nothing");
  EXPECT_TRUE(by_service.session(there));
  by_service.end_own(here, other.id);
  EXPECT_FALSE(by_service.session(there));
  EXPECT_TRUE(by_service.session(here));
}

INSTANTIATE_TEST_SUITE_P(all, ByService, testing::ValuesIn(databases::all_kinds), databases::called);

TEST_P(SigningIn, with_another_password_ends_what_the_first_one_opened) {
  auto const id = choose().session;
  auto const codes = choose();
  EXPECT_FALSE(sign_in.session(id));
  EXPECT_TRUE(sign_in.session(codes.session));
}

INSTANTIATE_TEST_SUITE_P(all, SigningIn, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
