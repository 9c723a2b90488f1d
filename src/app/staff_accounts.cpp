#include "app/staff_accounts.hpp"

#include <algorithm>

namespace overens::app {
namespace {

using base::text;

access::Decision may_keep(access::Policy const& policy, access::Actor const& actor, std::string const& authority) {
  return access::decide(policy, actor, access::Action::manage_account, {access::ObjectClass::internal, authority});
}

tl::unexpected<base::Refusal> no_such_account() {
  return base::refuse("unknown_account", text("There is no such account, or not any more"));
}

}  // namespace

bool StaffAccounts::may(access::Actor const& actor, std::string const& authority) const {
  return may_keep(policy_, actor, authority).allowed;
}

base::Expected<void> StaffAccounts::may_change(access::Actor const& actor, StaffRef const& who) const {
  if (auto const decision = may_keep(policy_, actor, who.authority); !decision.allowed)
    return tl::unexpected(decision.why);
  if (actor.kind == access::Actor::Kind::staff && actor.id == who.staff)
    return base::refuse("own_account", text("Your own account is kept by another administrator."));
  return {};
}

base::Expected<std::vector<StaffAccount>> StaffAccounts::of(access::Actor const& actor, StaffRef const& who) {
  if (auto const decision = may_keep(policy_, actor, who.authority); !decision.allowed)
    return tl::unexpected(decision.why);
  return or_unavailable([&]() -> base::Expected<std::vector<StaffAccount>> {
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
  if (auto const allowed = may_change(actor, who); !allowed) return tl::unexpected(allowed.error());
  return add_account(commands_, vocabulary_, store_, actor,
                     {.issuer = issuer, .name = name, .authority = who.authority, .staff = who.staff}, clock_());
}

base::Expected<std::string> StaffAccounts::invite(access::Actor const& actor, StaffRef const& who,
                                                  std::string const& account) {
  if (auto const allowed = may_change(actor, who); !allowed) return tl::unexpected(allowed.error());
  return or_unavailable([&]() -> base::Expected<std::string> {
    if (!has(who, account)) return no_such_account();
    return sign_in_.invite(account);
  });
}

base::Expected<void> StaffAccounts::close(access::Actor const& actor, StaffRef const& who, std::string const& account) {
  if (auto const allowed = may_change(actor, who); !allowed) return tl::unexpected(allowed.error());
  return or_unavailable([&]() -> base::Expected<void> {
    if (!has(who, account)) return no_such_account();
    store_.accounts().close(account);
    return {};
  });
}

}  // namespace overens::app
