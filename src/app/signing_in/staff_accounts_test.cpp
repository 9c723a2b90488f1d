#include "app/signing_in/staff_accounts.hpp"

#include "account/one_time_code.hpp"
#include "app/organisation/staff_rights.hpp"
#include "app/world_test.hpp"

namespace overens::app {
namespace {

using namespace std::chrono_literals;

constexpr auto chosen_password = "fyra gröna stolar";

access::Actor administrator_of(std::string authority, std::string id = "admin") {
  access::Actor actor{access::Actor::Kind::staff, std::move(id), {std::move(authority)}, "administrator"};
  actor.is_fresh = true;
  return actor;
}

struct KeptAccounts : testing::TestWithParam<databases::Kind> {
  void SetUp() override {
    office.register_authorities();
    ASSERT_TRUE(add_account(commands, world().vocabulary, *store, terminal,
                            {.name = "vera@soc.test",
                             .authority = "soc",
                             .who = "Vera Exempel",
                             .email = "vera@soc.test",
                             .role = "caseworker",
                             .purpose = "care"},
                            now));
    auto const first = store->accounts().accounts_named({}, "vera@soc.test").at(0);
    vera = {"soc", first.staff};
    store->accounts().close(first.id);
  }
  StaffAccount only() { return accounts.of(admin, vera)->at(0); }
  std::string sign_in_as(std::string const& name, std::string const& code) {
    auto const session = sign_in.sign_in({name, chosen_password, code, "192.0.2.1"});
    return session ? *session : "";
  }

  calendar::Instant now = noon;
  access::Actor const terminal{access::Actor::Kind::terminal, "terminal"};
  access::Actor const admin = administrator_of("soc");
  StaffRef vera;
  databases::Scratch scratch{GetParam()};
  std::unique_ptr<Store> store = scratch.open();
  Office office{*store};
  AgreementStatus status{*store, {world().packs, world().vocabulary, {}}};
  Looks looks{*store, world().policy, world().look_rules, [] { return noon; }};
  Commands commands{office.processor, status, looks};
  StaffRights rights{*store, world().vocabulary};
  SignIn sign_in{store->accounts(), [this] { return now; },
                 [this](account::Account const& account, std::string const& commission) {
                   return rights.actor(account, commission, calendar::day_in_sweden(now));
                 }};
  StaffAccounts accounts{commands, world().vocabulary, *store, sign_in, looks, [this] { return now; }};
};

TEST_P(KeptAccounts, are_given_opened_by_a_link_and_closed) {
  EXPECT_TRUE(accounts.of(admin, vera)->empty());
  auto const given = accounts.give(admin, vera, {}, "Vera@Soc.test");
  ASSERT_TRUE(given) << base::english(given.error().why);
  EXPECT_EQ(only().name, "vera@soc.test");
  EXPECT_FALSE(only().has_password);
  auto const secret = accounts.invite(admin, vera, *given);
  ASSERT_TRUE(secret);
  auto const code_secret = sign_in.invited(*secret)->code_secret;
  auto const session = sign_in.choose(*secret, chosen_password, account::code_at(code_secret, now))->session;
  EXPECT_TRUE(only().has_password);
  EXPECT_EQ(sign_in.session(session)->actor.role, "caseworker");
  ASSERT_TRUE(accounts.close(admin, vera, *given));
  EXPECT_FALSE(sign_in.session(session)) << "at once";
  auto const kept = store->looks().looks({.authority = "soc", .action = "manage_account"}, 100, {});
  ASSERT_EQ(kept.size(), 5U) << "closed, and each time that they were seen";
  auto const opened = store->looks().looks({.authority = "soc", .action = "open_account"}, 100, {});
  EXPECT_EQ(opened.size(), 2U) << "given, and opened by a link";
  for (auto const& one : kept) {
    EXPECT_EQ(one.look.shown, (std::vector<journal::SubjectRef>{{"staff", vera.staff}}));
    EXPECT_EQ(one.look.object_class, "internal");
    EXPECT_EQ(one.look.who, "admin");
  }
  EXPECT_TRUE(accounts.of(admin, vera)->empty());
  EXPECT_EQ(accounts.close(admin, vera, *given).error().code, "unknown_account");
  EXPECT_TRUE(accounts.give(admin, vera, {}, "vera@soc.test")) << "a closed account keeps no name";
}

TEST_P(KeptAccounts, with_a_new_link_are_opened_by_nothing_that_opened_them_before) {
  auto const given = *accounts.give(admin, vera, {}, "vera@soc.test");
  auto const secret = *accounts.invite(admin, vera, given);
  auto const code_secret = sign_in.invited(secret)->code_secret;
  auto const chosen = *sign_in.choose(secret, chosen_password, account::code_at(code_secret, now));
  now += 1min;
  ASSERT_NE(sign_in_as("vera@soc.test", account::code_at(code_secret, now)), "");
  ASSERT_TRUE(accounts.invite(admin, vera, given));
  now += 1min;
  EXPECT_EQ(sign_in_as("vera@soc.test", account::code_at(code_secret, now)), "");
  EXPECT_EQ(sign_in_as("vera@soc.test", chosen.recovery_codes[0]), "");
  EXPECT_FALSE(sign_in.session(chosen.session));
  EXPECT_FALSE(only().has_password);
}

TEST_P(KeptAccounts, are_kept_by_their_own_authoritys_administrator_alone) {
  auto const given = *accounts.give(admin, vera, {}, "vera@soc.test");
  auto caseworker = admin;
  caseworker.role = "caseworker";
  for (auto const& other : {administrator_of("hsn"), caseworker, access::Actor()}) {
    EXPECT_FALSE(accounts.may(other, "soc"));
    EXPECT_FALSE(accounts.of(other, vera));
    EXPECT_FALSE(accounts.give(other, vera, {}, "other@soc.test"));
    EXPECT_FALSE(accounts.invite(other, vera, given));
    EXPECT_FALSE(accounts.close(other, vera, given));
  }
  // An account of one authority, by an address of another.
  auto const elsewhere = administrator_of("hsn");
  StaffRef const hers_there{"hsn", vera.staff};
  EXPECT_EQ(accounts.invite(elsewhere, hers_there, given).error().code, "unknown_account");
  EXPECT_EQ(accounts.close(elsewhere, hers_there, given).error().code, "unknown_account");
  EXPECT_EQ(accounts.give(elsewhere, hers_there, {}, "x@hsn.test").error().code, "unknown_staff");
}

TEST_P(KeptAccounts, are_opened_by_who_has_just_shown_who_they_are_and_closed_at_any_time) {
  auto const given = *accounts.give(admin, vera, {}, "vera@soc.test");
  auto long_ago = admin;
  long_ago.is_fresh = false;
  EXPECT_EQ(accounts.invite(long_ago, vera, given).error().code, "sign_in_again");
  EXPECT_EQ(accounts.of(long_ago, vera)->size(), 1U);
  EXPECT_TRUE(accounts.close(long_ago, vera, given));
  EXPECT_EQ(accounts.give(long_ago, vera, {}, "vera@soc.test").error().code, "sign_in_again");
}

TEST_P(KeptAccounts, are_not_ones_own) {
  auto const given = *accounts.give(admin, vera, {}, "vera@soc.test");
  auto const herself = administrator_of("soc", vera.staff);
  EXPECT_TRUE(accounts.of(herself, vera));
  EXPECT_EQ(accounts.give(herself, vera, {}, "another@soc.test").error().code, "own_account");
  EXPECT_EQ(accounts.invite(herself, vera, given).error().code, "own_account");
  EXPECT_EQ(accounts.close(herself, vera, given).error().code, "own_account");
}

TEST_P(KeptAccounts, the_first_administrator_alone_is_confirmed_by_the_terminal) {
  auto const made = [&](std::string const& name, std::string const& role, std::string const& purpose) {
    auto const account = add_account(
        commands, world().vocabulary, *store, terminal,
        {.name = name, .authority = "soc", .who = "X", .email = name, .role = role, .purpose = purpose}, now);
    EXPECT_TRUE(account) << base::english(account.error().why);
    return rights.actor(*store->accounts().account(*account), {}, calendar::day_in_sweden(now))->role;
  };
  EXPECT_EQ(made("r1@soc.test", "log_reviewer", "review"), "") << "somebody else is to confirm it";
  EXPECT_EQ(made("a1@soc.test", "administrator", "administration"), "administrator");
  EXPECT_EQ(made("a2@soc.test", "administrator", "administration"), "");
  EXPECT_EQ(made("h1@soc.test", "caseworker", "care"), "caseworker");
}

TEST_P(KeptAccounts, of_whom_nothing_is_registered_when_the_name_is_taken) {
  ASSERT_TRUE(accounts.give(admin, vera, {}, "vera@soc.test"));
  auto const before = store->last_position();
  auto const again = add_account(commands, world().vocabulary, *store, terminal,
                                 {.name = "vera@soc.test",
                                  .authority = "soc",
                                  .who = "X",
                                  .email = "x@soc.test",
                                  .role = "caseworker",
                                  .purpose = "care"},
                                 now);
  EXPECT_EQ(again.error().code, "account_known");
  auto const refused = add_account(commands, world().vocabulary, *store, terminal,
                                   {.name = "new@soc.test",
                                    .authority = "soc",
                                    .who = "X",
                                    .email = "x@soc.test",
                                    .role = "no such role",
                                    .purpose = "care"},
                                   now);
  EXPECT_FALSE(refused);
  EXPECT_TRUE(store->accounts().accounts_named({}, "new@soc.test").empty()) << "and no account of who is not there";
  EXPECT_EQ(store->last_position(), before);
}

INSTANTIATE_TEST_SUITE_P(all, KeptAccounts, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::app
