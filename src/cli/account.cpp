#include <chrono>
#include <cstdio>
#include <stdexcept>

#include <fmt/format.h>

#include "account/account_name.hpp"
#include "account/one_time_code.hpp"
#include "app/signing_in/new_account.hpp"
#include "app/signing_in/sign_in.hpp"
#include "cli/commands.hpp"
#include "cli/opened.hpp"

namespace overens::cli {

using base::text;

namespace {

// Whoever may write to the database decides who is the first to sign in.
access::Actor const terminal{access::Actor::Kind::terminal, "terminal"};

int print_link(app::Store& store, std::string const& account, AccountOptions const& options,
               wording::Language const& say) {
  app::SignIn sign_in(store.accounts(), this_moment, {});
  auto const secret = sign_in.invite(account);
  if (!secret) return refuse_with(secret.error(), say);
  fmt::print("{}\n", say.say(text("Open this link to choose a password, once and within a day. Whoever has it can do "
                                  "so: hand it over in person or by another way than the name of the account.")));
  fmt::print("{}/konto/{}\n", options.site, *secret);
  return 0;
}

std::optional<account::Account> find_account(app::Store& store, app::NewAccount const& asked,
                                             wording::Language const& say) {
  auto const& written = asked.name;
  auto const name = account::read_account_name(written);
  auto found = store.accounts().accounts_named(asked.issuer, asked.issuer.empty() && name ? *name : written);
  if (!asked.authority.empty())
    std::erase_if(found, [&](account::Account const& one) { return one.authority != asked.authority; });
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    complain(text("There is no account {0}", written), say);
    return std::nullopt;
  }
  std::vector<std::string> authorities;
  for (auto const& one : found) authorities.push_back(one.authority);
  complain(text("{0} has an account at several authorities: say with --authority which is meant, {1}", written,
                say.list(authorities)),
           say);
  return std::nullopt;
}

}  // namespace

int add_account(AccountOptions const& options, wording::Language const& say) {
  auto const agreements = disk::load_agreements(options.agreements);
  if (!print_findings(agreements->findings, say, false)) return could_not_look;
  return with_store(options.database, {}, say, [&](app::Store& store) {
    Office office(store, *agreements);
    auto const made =
        app::add_account(office.commands, agreements->vocabulary, store, terminal, options.account, this_moment());
    if (!made) return refuse_with(made.error(), say);
    if (options.account.issuer.empty()) return print_link(store, *made, options, say);
    fmt::print("{}\n", say.say(text("{0} can sign in by {1}", options.account.name, options.account.issuer)));
    return 0;
  });
}

int invite_account(AccountOptions const& options, wording::Language const& say) {
  return with_store(options.database, {.open = store::Open::existing}, say, [&](app::Store& store) {
    auto const account = find_account(store, options.account, say);
    return account ? print_link(store, account->id, options, say) : 3;
  });
}

int close_account(AccountOptions const& options, wording::Language const& say) {
  return with_store(options.database, {.open = store::Open::existing}, say, [&](app::Store& store) {
    auto const account = find_account(store, options.account, say);
    if (!account) return 3;
    store.accounts().close(account->id);
    fmt::print("{}\n", say.say(text("Nobody can sign in as {0} any more, and whoever was signed in no longer is",
                                    account->name)));
    return 0;
  });
}

int list_accounts(AccountOptions const& options, wording::Language const& say) {
  return with_store(options.database, {.open = store::Open::existing}, say, [&](app::Store& store) {
    auto accounts = store.accounts().accounts_of(options.account.authority);
    // Those of codes on paper are individuals', and named by chance.
    std::erase_if(accounts, [](account::Account const& one) { return one.staff.empty(); });
    for (auto const& one : accounts) {
      auto const how = one.closed             ? text("closed")
                       : !one.issuer.empty()  ? text("signs in by {0}", one.issuer)
                       : one.password.empty() ? text("no password chosen yet")
                                              : text("open");
      fmt::print("{}  {}\n", one.name, say.say(how));
    }
    if (accounts.empty()) fmt::print("{}\n", say.say(text("{0} has no accounts", options.account.authority)));
    return 0;
  });
}

int print_code(std::string const& key, wording::Language const& say) {
  try {
    fmt::print("{}\n", account::code_at(key, this_moment()));
    return 0;
  } catch (std::runtime_error const&) {
    complain(text("{0} is no key of one-time codes: it is 32 letters and digits", key), say);
    return could_not_look;
  }
}

}  // namespace overens::cli
