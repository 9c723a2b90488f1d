#include "app/access_check.hpp"

#include <algorithm>

#include "app/refresh.hpp"

namespace overens::app {

using access::AccessFacts;
using access::Action;
using access::Decision;
using access::Object;

namespace {

bool is_beginning(Action action) {
  return action == Action::record || action == Action::foresee || action == Action::take_on;
}

}  // namespace

Decision AccessCheck::decide(Action action, Object const& object, std::string const& in_case, bool is_reader) {
  // Only the rows of staff ask how they stand to the case.
  auto const asks_case = actor_.kind == access::Actor::Kind::staff && !in_case.empty() && !object.owner.empty() &&
                         actor_.speaks_for(object.owner);
  if (asks_case) {
    if (auto const* known = team(object.owner, in_case)) return decide(action, object, *known, is_reader);
  }
  AccessFacts facts{.relation = access::relation_of(actor_, object), .reason = reason_, .on = on_};
  if (asks_case) {
    auto const begins = is_beginning(action) && Refresh::are_complete(store_);
    facts.relation = begins ? access::Relation::own_unit : access::Relation::own_authority;
    facts.is_involved = facts.is_named = begins;
  }
  return access::decide(policy_, actor_, action, object, facts);
}

Decision AccessCheck::decide(Action action, Object object, CaseTeam const& team, bool is_reader) const {
  object.unit = team.unit;
  object.in_case = true;
  AccessFacts facts{.relation = access::relation_of(actor_, object), .reason = reason_, .on = on_};
  auto const holder = std::find_if(team.holders.begin(), team.holders.end(),
                                   [&](CaseHolder const& one) { return one.staff == actor_.id; });
  facts.is_involved = holder != team.holders.end() && actor_.speaks_for(object.owner);
  facts.is_named = facts.is_involved && (holder->is_named || is_reader);
  facts.is_protected = team.is_protected;
  // Their own unit goes on with the care; what is blocked leaves it for nobody, whoever has consented.
  auto const leaves_unit = facts.relation != access::Relation::own_unit || action == Action::disclose;
  facts.is_blocked = team.is_blocked && leaves_unit && action != Action::take_on && action != Action::assign;
  return access::decide(policy_, actor_, action, object, facts);
}

base::Expected<void> AccessCheck::allowed(Action action, Object const& object, std::string const& in_case) {
  auto decision = decide(action, object, in_case);
  if (!decision.allowed) return tl::unexpected(std::move(decision.why));
  return {};
}

bool AccessCheck::may_see(HiddenFacts const& hidden, Action action) {
  auto const is_own = actor_.speaks_for(hidden.owner) || actor_.authorities.empty();
  Object const object{access::ObjectClass::sensitive, is_own ? hidden.owner : actor_.authorities.front()};
  return decide(action, object, hidden.in_case, is_own && hidden.readers.contains(actor_.id)).allowed;
}

void AccessCheck::add_sight(Sight& sight, std::string const& owner, std::string const& in_case, Action action) {
  sight.owner = owner;
  sight.staff = actor_.id;
  if (may_see({owner, in_case, {}}, action)) sight.named_in.insert(in_case);
  if (may_see({owner, in_case, {actor_.id}}, action)) sight.works_in.insert(in_case);
}

CaseTeam const* AccessCheck::team(std::string const& authority, std::string const& in_case) {
  auto const [at, is_new] = teams_.try_emplace({authority, in_case});
  if (is_new) {
    if (auto head = store_.case_head(authority, in_case)) at->second = std::move(head->team);
  }
  return at->second ? &*at->second : nullptr;
}

}  // namespace overens::app
