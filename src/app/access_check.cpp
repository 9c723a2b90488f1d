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

Decision AccessCheck::decide(Action action, Object const& object, std::string const& in_case) {
  // Only the rows of staff ask how they stand to the case.
  auto const asks_case = actor_.kind == access::Actor::Kind::staff && !in_case.empty() && !object.owner.empty() &&
                         actor_.speaks_for(object.owner);
  if (asks_case) {
    if (auto const* known = team(object.owner, in_case)) return decide(action, object, *known, in_case);
  }
  AccessFacts facts{.relation = access::relation_of(actor_, object), .reason = reason_, .on = on_};
  if (asks_case) {
    auto const begins = is_beginning(action) && Refresh::are_complete(store_);
    facts.relation = begins ? access::Relation::own_unit : access::Relation::own_authority;
    facts.is_involved = facts.is_named = begins;
  }
  return decided(action, object, std::move(facts), in_case);
}

Decision AccessCheck::decide(Action action, Object object, CaseTeam const& team, std::string const& in_case) const {
  object.unit = team.unit;
  object.in_case = true;
  AccessFacts facts{.relation = access::relation_of(actor_, object), .reason = reason_, .on = on_};
  auto const holder = std::find_if(team.holders.begin(), team.holders.end(),
                                   [&](CaseHolder const& one) { return one.staff == actor_.id; });
  facts.is_involved = holder != team.holders.end() && actor_.speaks_for(object.owner);
  facts.is_named = facts.is_involved && holder->is_named;
  return decided(action, object, std::move(facts), in_case);
}

Decision AccessCheck::decided(Action action, Object const& object, AccessFacts facts,
                              std::string const& in_case) const {
  auto const asks_kind = [&] {
    auto const rows = policy_.rows_for(actor_, action, object.object_class);
    return std::any_of(rows.begin(), rows.end(), [](auto const* row) { return !row->authority_kinds.empty(); });
  };
  if (kind_of_ && !facts.is_involved && !object.owner.empty() && asks_kind())
    facts.authority_kind = kind_of_(object.owner);
  auto decision = access::decide(policy_, actor_, action, object, facts);
  auto const may_have_said = decision.why.code == "reason_needed" || decision.why.code == "sign_in_again";
  if (!now_ || in_case.empty() || !may_have_said) return decision;
  facts.said = said(object.owner, in_case);
  facts.now = *now_;
  return facts.said.empty() ? decision : access::decide(policy_, actor_, action, object, facts);
}

// The access journal is what opens: what was not kept there opens nothing.
std::vector<access::SaidReason> const& AccessCheck::said(std::string const& authority,
                                                         std::string const& in_case) const {
  constexpr std::size_t most = 200;
  auto const [at, is_new] = said_.try_emplace({authority, in_case});
  if (!is_new) return at->second;
  LookFilter const filter{.authority = authority,
                          .shown = journal::SubjectRef{"case", in_case},
                          .who = actor_.id,
                          .from = *now_ - policy_.longest_held()};
  for (auto const& entry : store_.looks().looks(filter, most, {})) {
    auto const& look = entry.look;
    if (!look.reason.empty() && look.refused.empty() && look.commission == actor_.commission)
      at->second.push_back({look.rule, entry.at});
  }
  return at->second;
}

base::Expected<void> AccessCheck::allowed(Action action, Object const& object, std::string const& in_case) {
  auto decision = decide(action, object, in_case);
  if (!decision.allowed) return tl::unexpected(std::move(decision.why));
  return {};
}

CaseTeam const* AccessCheck::team(std::string const& authority, std::string const& in_case) {
  auto const [at, is_new] = teams_.try_emplace({authority, in_case});
  if (is_new) {
    if (auto head = store_.case_head(authority, in_case)) at->second = std::move(head->team);
  }
  return at->second ? &*at->second : nullptr;
}

}  // namespace overens::app
