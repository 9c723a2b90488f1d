#include "cli/acting.hpp"

#include <cstdio>
#include <iostream>

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include "app/organisation/staff_rights.hpp"
#include "app/signing_in/sign_in.hpp"
#include "cli/opened.hpp"

namespace overens::cli {
namespace {

using base::text;

/// What is typed on a terminal does not show while this stands.
class NoEcho {
 public:
  NoEcho() : is_changed_(isatty(STDIN_FILENO) == 1 && tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!is_changed_) return;
    auto hidden = before_;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  ~NoEcho() {
    if (is_changed_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  NoEcho(NoEcho const&) = delete;
  NoEcho& operator=(NoEcho const&) = delete;

 private:
  termios before_{};
  bool is_changed_;
};

// On standard error, so that the answer alone can be led into a file.
std::string ask(base::Text const& what, wording::Language const& say) {
  fmt::print(stderr, "{} ", say.say(what));
  std::string line;
  {
    NoEcho const hidden;
    std::getline(std::cin, line);
  }
  fmt::print(stderr, "\n");
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

/// The account with a password of whoever holds the commission. Nothing: nobody does, or not with a password.
std::optional<account::Account> account_of(app::Store& store, event::Vocabulary const& vocabulary,
                                           std::string const& commission) {
  journal::SubjectRef const about{"commission", commission};
  auto const entries = store.entries_about(std::span(&about, 1));
  for (auto const& entry : entries) {
    auto const organisation = app::organisation_of(entries, entry.owner, vocabulary);
    for (auto const& given : organisation.commissions()) {
      if (given.id != commission) continue;
      for (auto& one : store.accounts().accounts_of_staff(entry.owner, given.staff)) {
        if (!one.closed && one.issuer.empty()) return std::move(one);
      }
    }
  }
  return std::nullopt;
}

/// A session that ends with the command.
class ShortSession {
 public:
  ShortSession(app::SignIn& sign_in, std::string id) : sign_in_(sign_in), id_(std::move(id)) {}
  ~ShortSession() {
    try {
      sign_in_.sign_out(id_);
    } catch (app::StoreFailed const&) {  // then it ends by itself
    }
  }
  ShortSession(ShortSession const&) = delete;
  ShortSession& operator=(ShortSession const&) = delete;

  std::optional<access::Session> under(std::string const& commission) {
    sign_in_.choose_commission(id_, commission);
    auto session = sign_in_.session(id_);
    if (session && session->actor.commission != commission) session.reset();
    return session;
  }

 private:
  app::SignIn& sign_in_;
  std::string id_;
};

}  // namespace

int as_commission(CaseOptions const& options, wording::Language const& say,
                  std::function<int(Acting const&)> const& act) {
  auto const agreements = disk::load_agreements(options.agreements);
  if (!print_findings(agreements->findings, say, false)) return could_not_look;
  return with_store(options.database, {.open = store::Open::existing}, say, [&](app::Store& store) {
    app::AgreementStatus status(store, {agreements->packs, agreements->vocabulary, agreements->edition});
    app::Looks looks(store, agreements->policy, agreements->look_rules, this_moment);
    app::Queries queries(looks, status, agreements->vocabulary, this_moment);
    app::StaffRights rights(store, agreements->vocabulary);
    auto const today = calendar::day_in_sweden(this_moment());
    app::SignIn sign_in(
        store.accounts(), this_moment,
        [&](account::Account const& account, std::string const& commission) {
          return rights.actor(account, commission, today);
        },
        [&](account::Account const& account) { return rights.commissions(account, today); },
        [&](account::Account const* account, access::Action action, std::string const& why) {
          auto const of = account == nullptr ? account::Account() : *account;
          looks.keep_sign_in(of.authority, access::Actor::Kind::staff, of.staff, action, why);
        },
        agreements->policy.fresh_for());
    // Asked for all the same when there is none, so that nobody learns which commissions there are.
    auto const account = account_of(store, agreements->vocabulary, options.commission);
    app::SignInAttempt const attempt{account ? account->name : std::string(),
                                     ask(text("Password of whoever holds the commission:"), say),
                                     ask(text("One-time code:"), say), "terminal"};
    auto id = sign_in.sign_in(attempt);
    if (!id) return refuse_with(id.error(), say);
    ShortSession signed_in(sign_in, std::move(*id));
    auto const session = signed_in.under(options.commission);
    if (!session) return refuse_with({"forbidden", text("the commission does not hold today")}, say);
    return act({queries, session->actor, *agreements, store});
  });
}

}  // namespace overens::cli
