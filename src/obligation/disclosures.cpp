#include "obligation/disclosures.hpp"

#include <algorithm>

#include "event/known.hpp"

namespace overens::obligation {

bool Disclosure::names(Fact const& fact) const {
  return fact.owner == owner && std::find(items.begin(), items.end(), fact.id_hash) != items.end();
}

bool Disclosure::covers(Fact const& fact) const {
  if (fact.owner != owner) return false;
  if (names(fact)) return true;
  auto const elsewhere = in_case != no_case && fact.in_case != no_case && fact.in_case != in_case;
  return fact.recorded < until && !elsewhere && std::find(types.begin(), types.end(), fact.type) != types.end();
}

Disclosures::Disclosures(Facts const& facts) : facts_(facts) {
  namespace known = event::known;
  auto const& v = facts.vocabulary();
  auto const& made = *v.type(known::disclosure_made);
  auto const field = [&](char const* name) { return made.field(name)->symbol; };
  words_ = {made.number,
            v.type(known::disclosure_ended)->number,
            v.type(known::consent_withdrawn)->number,
            field("to"),
            field("items"),
            field("types"),
            field("consent"),
            field("basis"),
            v.symbols().find("consent")};
  for (auto const& type : v.types) {
    auto& own = receivers_.emplace_back();
    for (auto const& one : type.data) {
      if (one.receives) own.push_back(one.symbol);
    }
  }
}

void Disclosures::find(Scope scope, Corrections& corrections) {
  scope_ = std::move(scope);
  all_.clear();
  for (auto const members : scope_.groups) find_in(members, corrections);
}

void Disclosures::find_in(Members members, Corrections& corrections) {
  std::vector<Ground> grounds;
  for (auto const* fact : members) {
    if (fact->type != words_.made) continue;
    if (auto const act = known(*fact, corrections); act && !is_elsewhere(*act)) take(*fact, *act, grounds);
  }
  if (grounds.empty()) return;
  for (auto const* fact : members) {
    if ((fact->type == words_.ended || fact->type == words_.withdrawn) && known(*fact, corrections))
      end(*fact, grounds);
  }
}

std::optional<Act> Disclosures::known(Fact const& fact, Corrections& corrections) const {
  if (fact.recorded > scope_.as_known) return std::nullopt;
  auto act = as_recorded(facts_, fact);
  if (!corrections.amend(act, scope_.as_known) || act.when.day > scope_.on) return std::nullopt;
  return act;
}

bool Disclosures::is_elsewhere(Act const& act) const {
  auto const& asked = scope_.asked;
  return act.in_case != nullptr && asked.front()->form == Group::Form::in_case &&
         std::find(asked.begin(), asked.end(), act.in_case) == asked.end();
}

void Disclosures::take(Fact const& fact, Act const& act, std::vector<Ground>& grounds) {
  Ground ground{all_.size(), fact.subject, 0, false};
  auto& disclosure = all_.emplace_back();
  disclosure.fact = &fact;
  disclosure.owner = fact.owner;
  disclosure.from = fact.recorded;
  if (scope_.cases > 0) disclosure.in_case = fact.in_case;
  for (auto const& datum : act.data) {
    if (datum.field == words_.to) disclosure.to = static_cast<base::Symbol>(datum.value);
    if (datum.field == words_.items) disclosure.items.push_back(datum.value);
    if (datum.field == words_.types) disclosure.types.push_back(static_cast<std::uint16_t>(datum.value));
    if (datum.field == words_.consent) ground.consent = datum.value;
    if (datum.field == words_.basis) ground.on_consent = datum.value == words_.on_consent;
  }
  grounds.push_back(ground);
}

// Ends those of the same owner that it is about, or that rest on the consent.
void Disclosures::end(Fact const& fact, std::vector<Ground> const& grounds) {
  for (auto const& ground : grounds) {
    auto& disclosure = all_[ground.disclosure];
    auto const is_about = fact.type == words_.ended
                              ? fact.subject == ground.id
                              : ground.on_consent && (ground.consent == 0 || ground.consent == fact.subject);
    if (is_about && fact.owner == disclosure.owner && fact.recorded >= disclosure.from)
      disclosure.until = std::min(disclosure.until, fact.recorded);
  }
}

bool Disclosures::is_addressed(Fact const& fact, base::Symbol authority) const {
  for (auto const field : receivers_[fact.type]) {
    for (auto const& datum : facts_.data(fact)) {
      if (datum.field == field && datum.value == authority) return true;
    }
  }
  return false;
}

std::optional<Access> Disclosures::access(base::Symbol authority, Fact const& fact) const {
  if (fact.owner == authority || facts_.vocabulary().types[fact.type].shared) return Access{fact.recorded, INT64_MAX};
  // Sent to it: a report, an invitation, a complaint handed on.
  if (is_addressed(fact, authority)) return Access{fact.recorded, INT64_MAX};
  std::optional<Access> best;
  if (facts_.vocabulary().types[fact.type].internal) return best;  // whatever a disclosure says
  for (auto const& disclosure : all_) {
    if (disclosure.to != authority || !disclosure.covers(fact) || !reaches(disclosure, fact)) continue;
    auto const learnt = std::max(fact.recorded, disclosure.from);
    if (!best) {
      best = Access{learnt, disclosure.until};
    } else {
      best->learnt = std::min(best->learnt, learnt);
      best->until = std::max(best->until, disclosure.until);
    }
  }
  return best;
}

// Where registrations are said to be the same, a disclosure of whole types goes no further than the one it stands in.
bool Disclosures::reaches(Disclosure const& disclosure, Fact const& fact) const {
  if (scope_.groups.size() - scope_.cases < 2 || disclosure.names(fact)) return true;
  return std::any_of(scope_.groups.begin(), scope_.groups.end(), [&](Members group) {
    return std::find(group.begin(), group.end(), disclosure.fact) != group.end() &&
           std::find(group.begin(), group.end(), &fact) != group.end();
  });
}

bool Disclosures::follows(base::Symbol to, base::Symbol from, std::uint16_t type, calendar::Day through) const {
  if (to == from || facts_.vocabulary().types[type].shared) return true;
  auto const end = calendar::end_of(through).time_since_epoch().count();
  return std::any_of(all_.begin(), all_.end(), [&](Disclosure const& d) {
    return d.owner == from && d.to == to && d.until >= std::min(end, scope_.as_known) &&
           std::find(d.types.begin(), d.types.end(), type) != d.types.end();
  });
}

}  // namespace overens::obligation
