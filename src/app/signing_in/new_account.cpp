#include "app/signing_in/new_account.hpp"

#include <algorithm>

#include "account/account_name.hpp"
#include "account/secret.hpp"
#include "app/organisation/staff_rights.hpp"
#include "app/subjects_of.hpp"
#include "event/person_number.hpp"

namespace overens::app {
namespace {

using base::text;
using GivenFields = std::vector<std::pair<std::string, std::string>>;

event::Draft draft(char const* type, journal::SubjectRef const& about, NewAccount const& asked, calendar::Day on,
                   GivenFields const& values) {
  event::Draft made;
  made.type = type;
  made.happened = calendar::to_string(on);
  made.owner = asked.authority;
  made.subject_kind = about.kind;
  made.subject_id = about.id;
  for (auto const& [name, value] : values) {
    if (!value.empty()) made.data.push_back({name, {event::DraftValue(value)}, false});
  }
  return made;
}

std::vector<event::Draft> drafts(NewAccount const& asked, std::string const& staff, std::string const& commission,
                                 calendar::Day on, bool is_first) {
  std::vector<event::Draft> all;
  if (auto const& authority = asked.new_authority) {
    all.push_back(draft("authority.registered", {"authority", asked.authority}, asked, on,
                        {{"kind", authority->kind}, {"party", authority->party}, {"name", authority->name}}));
  }
  all.push_back(draft("staff.registered", {"staff", staff}, asked, on, {{"name", asked.who}, {"email", asked.email}}));
  all.push_back(draft("commission.given", {"commission", commission}, asked, on,
                      {{"staff", staff},
                       {"unit", asked.unit},
                       {"role", asked.role},
                       {"purpose", asked.purpose},
                       {"from", calendar::to_string(on)}}));
  if (is_first) all.push_back(draft("commission.confirmed", {"commission", commission}, asked, on, {}));
  return all;
}

// Who confirms the commissions of others is the first of their authority, made in the terminal: nobody could confirm
// it.
bool is_first_to_confirm(Store& store, event::Vocabulary const& vocabulary, access::Policy const& policy,
                         access::Actor const& actor, NewAccount const& asked, calendar::Day on) {
  auto const may_confirm = [&](std::string const& role, std::string const& purpose) {
    access::Actor const as{.kind = access::Actor::Kind::staff, .role = role, .purpose = purpose};
    return access::decide_route(policy, as, access::Action::confirm, access::ObjectClass::internal).allowed;
  };
  if (actor.kind != access::Actor::Kind::terminal || !may_confirm(asked.role, asked.purpose)) return false;
  auto const known = organisation_at(store, asked.authority, vocabulary);
  auto const& commissions = known.commissions();
  return std::none_of(commissions.begin(), commissions.end(), [&](account::Commission const& one) {
    return one.holds_on(on) && may_confirm(one.role, one.purpose);
  });
}

base::Expected<void> register_staff(Commands& commands, event::Vocabulary const& vocabulary, Store& store,
                                    access::Actor const& actor, NewAccount const& asked, std::string const& staff,
                                    calendar::Instant now) {
  auto const on = calendar::day_in_sweden(now);
  auto const is_first = is_first_to_confirm(store, vocabulary, commands.policy(), actor, asked, on);
  auto const command =
      make_command(account::make_secret(), drafts(asked, staff, account::make_secret(), on, is_first), vocabulary);
  if (!command) return tl::unexpected(command.error());
  if (auto const done = commands.carry_out(actor, *command); done.refused)
    return tl::unexpected<base::Refusal>(*done.refused);
  return {};
}

base::Expected<void> find_staff(Store& store, event::Vocabulary const& vocabulary, account::Account const& account,
                                calendar::Instant now) {
  if (StaffRights(store, vocabulary).actor(account, {}, calendar::day_in_sweden(now))) return {};
  return base::refuse("unknown_staff", text("{0} has no member of staff {1}", account.authority, account.staff),
                      "staff");
}

}  // namespace

base::Expected<std::string> add_account(Commands& commands, event::Vocabulary const& vocabulary, Store& store,
                                        access::Actor const& actor, NewAccount const& asked, calendar::Instant now) {
  auto const name =
      asked.issuer.empty() ? account::read_account_name(asked.name) : base::Expected<std::string>(asked.name);
  if (!name) return tl::unexpected(name.error());
  if (event::holds_person_number(*name))
    return base::refuse("bad_account_name", text("An account's name must hold no personal number"), "name");
  auto const known = base::refuse("account_known", text("There is an account of that name: {0}", *name), "name");
  auto& accounts = store.accounts();
  try {
    auto const others = accounts.accounts_named(asked.issuer, *name);
    auto const is_here = [&](auto const& one) { return asked.issuer.empty() || one.authority == asked.authority; };
    if (std::any_of(others.begin(), others.end(), is_here)) return known;
    account::Account made{.id = account::make_secret(),
                          .issuer = asked.issuer,
                          .name = *name,
                          .authority = asked.authority,
                          .staff = asked.staff,
                          .made = now};
    if (!asked.staff.empty()) {
      if (auto const there = find_staff(store, vocabulary, made, now); !there) return tl::unexpected(there.error());
      accounts.add(made);
      return made.id;
    }
    // The account first: it can be taken back, and what has been recorded can't.
    made.staff = account::make_secret();
    accounts.add(made);
    if (auto const registered = register_staff(commands, vocabulary, store, actor, asked, made.staff, now);
        !registered) {
      if (registered.error().code != "outcome_unknown") accounts.remove(made.id);
      return tl::unexpected(registered.error());
    }
    return made.id;
  } catch (Conflict const&) {
    return known;  // somebody was faster
  } catch (StoreFailed const&) {
    return tl::unexpected(unavailable());
  }
}

}  // namespace overens::app
