#include "app/signing_in/staff_accounts.hpp"

#include <algorithm>

#include "app/subjects_of.hpp"

namespace overens::app {
namespace {

using base::text;

using access::Action;

access::Object accounts_of(std::string const& authority) {
  return {access::ObjectClass::internal, authority};
}

tl::unexpected<base::Refusal> no_such_account() {
  return base::refuse("unknown_account", text("There is no such account, or not any more"));
}

base::Expected<void> is_not_own(access::Actor const& actor, StaffRef const& who) {
  if (actor.kind == access::Actor::Kind::staff && actor.id == who.staff)
    return base::refuse("own_account", text("Your own account is kept by another administrator."));
  return {};
}

}  // namespace

bool StaffAccounts::may(access::Actor const& actor, std::string const& authority) const {
  return access::decide(looks_.policy(), actor, Action::manage_account, accounts_of(authority)).allowed;
}

template <class Answer>
auto StaffAccounts::kept(access::Actor const& actor, Action action, StaffRef const& who, Answer const& answer)
    -> decltype(answer()) {
  return looks_.show_decided(actor, action, [&](Store&, Shown& shown) -> decltype(answer()) {
    auto const object = accounts_of(who.authority);
    auto decision = access::decide(looks_.policy(), actor, action, object);
    shown.by(object, decision);
    if (is_subject_id(who.staff)) shown.add({"staff", who.staff});
    if (!decision.allowed) return tl::unexpected(std::move(decision.why));
    if (!is_subject_id(who.staff)) return base::refuse("not_found", text("there is nothing at this address"));
    return answer();
  });
}

base::Expected<std::vector<StaffAccount>> StaffAccounts::of(access::Actor const& actor, StaffRef const& who) {
  return kept(actor, Action::manage_account, who, [&]() -> base::Expected<std::vector<StaffAccount>> {
    std::vector<StaffAccount> open;
    for (auto const& one : store_.accounts().accounts_of_staff(who.authority, who.staff)) {
      if (!one.closed) open.push_back({one.id, one.name, one.issuer, !one.password.empty()});
    }
    return open;
  });
}

bool StaffAccounts::has(StaffRef const& who, std::string const& account) {
  auto const all = store_.accounts().accounts_of_staff(who.authority, who.staff);
  return std::any_of(all.begin(), all.end(), [&](auto const& one) { return one.id == account && !one.closed; });
}

base::Expected<std::string> StaffAccounts::give(access::Actor const& actor, StaffRef const& who,
                                                std::string const& issuer, std::string const& name) {
  return kept(actor, Action::open_account, who, [&]() -> base::Expected<std::string> {
    if (auto const may = is_not_own(actor, who); !may) return tl::unexpected(may.error());
    return add_account(commands_, vocabulary_, store_, actor,
                       {.issuer = issuer, .name = name, .authority = who.authority, .staff = who.staff}, clock_());
  });
}

base::Expected<std::string> StaffAccounts::invite(access::Actor const& actor, StaffRef const& who,
                                                  std::string const& account) {
  return kept(actor, Action::open_account, who, [&]() -> base::Expected<std::string> {
    if (auto const may = is_not_own(actor, who); !may) return tl::unexpected(may.error());
    if (!has(who, account)) return no_such_account();
    return sign_in_.invite(account);
  });
}

base::Expected<void> StaffAccounts::close(access::Actor const& actor, StaffRef const& who, std::string const& account) {
  return kept(actor, Action::manage_account, who, [&]() -> base::Expected<void> {
    if (auto const may = is_not_own(actor, who); !may) return tl::unexpected(may.error());
    if (!has(who, account)) return no_such_account();
    store_.accounts().close(account);
    return {};
  });
}

}  // namespace overens::app
