#include "app/organisation/staff_rights.hpp"

#include <algorithm>

#include "app/organisation/authority_kind.hpp"
#include "app/timeline.hpp"
#include "base/add_once.hpp"

namespace overens::app {

namespace {

std::vector<std::string> roles_of_two(event::Vocabulary const& vocabulary) {
  std::vector<std::string> roles;
  if (auto const* const set = vocabulary.code_set("staff_roles")) {
    for (auto const& role : set->codes) {
      if (role.needs_two) roles.push_back(role.id);
    }
  }
  return roles;
}

}  // namespace

account::Organisation organisation_of(std::vector<journal::Entry> entries, std::string_view authority,
                                      event::Vocabulary const& vocabulary) {
  std::erase_if(entries, [&](journal::Entry const& entry) { return entry.owner != authority; });
  auto const events = standing_events(std::move(entries), vocabulary);
  std::vector<account::StandingEvent> standing;
  for (auto const& event : events) {
    if (event.withdrawn) continue;
    auto& made = standing.emplace_back(account::StandingEvent{event.type->name, event.subject.id, event.owner,
                                                              event.happened.day, plain_values(event),
                                                              calendar::day_in_sweden(event.recorded)});
    made.said_by.push_back(event.actor);
    for (auto const& correction : event.corrections) made.said_by.push_back(correction.actor);
  }
  return account::Organisation(standing, roles_of_two(vocabulary));
}

bool may_by_a_commission(account::Organisation const& of, std::string const& staff, access::Policy const& policy,
                         calendar::Day on, access::Action action, access::ObjectClass object,
                         access::AccessFacts facts) {
  facts.on = on;
  auto const held = of.held_by(staff, on);
  return std::any_of(held.begin(), held.end(), [&](account::Commission const* one) {
    access::Actor const as{.kind = access::Actor::Kind::staff,
                           .id = staff,
                           .authorities = {one->authority},
                           .role = one->role,
                           .commission = one->id,
                           .unit = one->unit,
                           .purpose = one->purpose};
    return access::decide(policy, as, action, {object, one->authority}, facts).allowed;
  });
}

account::Organisation organisation_at(EntrySource& source, std::string const& authority,
                                      event::Vocabulary const& vocabulary) {
  journal::SubjectRef const all{organisation_kind, authority};
  return organisation_of(source.entries_about(std::span(&all, 1)), authority, vocabulary);
}

StaffRights::Known StaffRights::known(account::Account const& account) {
  // A commission is found by whom it was given to. What ends it is about the commission alone.
  std::vector<journal::SubjectRef> about = {{"staff", account.staff}};
  auto const first = organisation_of(store_.entries_about(about), account.authority, vocabulary_);
  for (auto const& commission : first.commissions()) about.push_back({"commission", commission.id});
  about.push_back({"authority", account.authority});
  auto const all = [&]() -> Known {
    auto entries = store_.entries_about(about);
    auto kind = authority_kind_in(entries, vocabulary_, account.authority);
    return {organisation_of(std::move(entries), account.authority, vocabulary_), std::move(kind)};
  };
  if (first.stand_ins().empty()) return all();
  // So is one that they have been named to stand in for; whose that is, and whether they still work there, is asked
  // then.
  for (auto const& one : first.stand_ins()) about.push_back({"commission", one.commission});
  auto const known = organisation_of(store_.entries_about(about), account.authority, vocabulary_);
  for (auto const& commission : known.commissions()) about.push_back({"staff", commission.staff});
  return all();
}

std::vector<account::Commission> StaffRights::commissions(account::Account const& account, calendar::Day on) {
  std::vector<account::Commission> held;
  auto const known = this->known(account).organisation;
  for (auto const* commission : known.held_by(account.staff, on)) held.push_back(*commission);
  return held;
}

std::string StaffRights::email(account::Account const& account) {
  auto const known = this->known(account).organisation;
  auto const* const who = known.staff(account.staff);
  return who == nullptr ? std::string() : who->email;
}

std::optional<access::Actor> StaffRights::actor(account::Account const& account, std::string const& commission,
                                                calendar::Day on) {
  auto const [known, authority_kind] = this->known(account);
  auto const* const who = known.staff(account.staff);
  if (who == nullptr || (who->works_through && *who->works_through < on)) return std::nullopt;
  auto const held = known.held_by(account.staff, on);
  access::Actor actor{access::Actor::Kind::staff, account.staff, {account.authority}};
  actor.name = who->name;
  actor.authority_kind = authority_kind;
  auto const is_chosen = [&](account::Commission const* one) { return one->id == commission; };
  auto chosen = std::find_if(held.begin(), held.end(), is_chosen);
  if (commission.empty() && held.size() == 1) chosen = held.begin();
  if (chosen == held.end()) {
    if (!commission.empty()) return std::nullopt;
    return actor;
  }
  actor.role = (*chosen)->role;
  actor.commission = (*chosen)->id;
  actor.unit = (*chosen)->unit;
  actor.purpose = (*chosen)->purpose;
  for (auto const* other : known.stood_in_for_by(account.staff, on)) {
    if (other->role == actor.role) base::add_once(actor.stands_in_for, other->staff);
  }
  return actor;
}

}  // namespace overens::app
