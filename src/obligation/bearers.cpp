#include "obligation/bearers.hpp"

#include <algorithm>

#include "event/known.hpp"

namespace overens::obligation {

using event::RoleSource;

BearerList Bearers::of(Rule const& rule, For const& what) const {
  switch (rule.norm->bearer.form) {
    case agreement::Bearer::Form::forum:
      return of_forum(rule, what);
    case agreement::Bearer::Form::parties:
      return of_parties(rule, what);
    case agreement::Bearer::Form::roles:
      break;
  }
  BearerList all;
  for (auto const* role : rule.roles) {
    auto one = with_role(*role, rule, what);
    auto const known =
        std::any_of(all.begin(), all.end(), [&](BearerOf const& b) { return one.name != 0 && b.name == one.name; });
    if (!known) all.push_back(std::move(one));
  }
  for (auto& unknown : all) {
    if (unknown.name != 0) continue;
    for (auto const& other : all) {
      if (other.name != 0) unknown.others.push_back(other.name);
    }
  }
  return all;
}

BearerOf Bearers::with_role(event::Role const& role, Rule const& rule, For const& what) const {
  BearerOf one;
  one.role = &role;
  one.is_party = role.is_party;
  std::optional<calendar::Moment> since;
  for (auto const& source : role.found) {
    auto const found = look(source, role, rule, what, one.name == 0 ? &one.earlier : nullptr);
    if (found.name == 0) continue;
    if (one.name == 0) {
      one.name = found.name;
    } else if (found.name != one.name && since) {
      one.earlier.push_back({found.name, *since});  // had it until an event handed it on
    }
    since = found.since;
    if (source.in != RoleSource::In::event) break;
  }
  if (one.is_party && one.name != 0) one.name = registry_.party_of(one.name);
  return one;
}

BearerList Bearers::of_forum(Rule const& rule, For const& what) const {
  auto const role = view_.facts().words().find(rule.norm->bearer.forum);
  BearerList all;
  auto const add = [&](Registry::Forum const& forum) {
    if (forum.from > what.by) return;
    BearerOf one;
    one.name = convenor(forum, rule);
    one.is_party = true;
    all.push_back(std::move(one));
  };
  // A duty per forum is that forum's; a duty per agreement is that of the forum, or forums, with the role.
  if (rule.norm->per == "forum") {
    registry_.each_founding(view_, what.subject, add);
  } else {
    registry_.each_with_role(role, what.subject, add);
  }
  if (all.empty()) all.emplace_back().is_party = true;
  return all;
}

// Who convenes it: as its founding says, or as the agreement does.
base::Symbol Bearers::convenor(Registry::Forum const& forum, Rule const& rule) const {
  auto const* in_pack = rule.pack->forum(rule.norm->bearer.forum);
  if (forum.convened_by != 0 || in_pack == nullptr) return forum.convened_by;
  auto const& words = view_.facts().words();
  if (in_pack->convened_by == "region") return words.find(rule.pack->parties.front().code);
  if (in_pack->convened_by != "municipality") return 0;
  for (auto const& party : rule.pack->parties) {
    if (subject_hash("party", party.code) == forum.municipality) return words.find(party.code);
  }
  return 0;
}

BearerList Bearers::of_parties(Rule const& rule, For const& what) const {
  using Parties = agreement::Bearer::Parties;
  using Kind = agreement::Party::Kind;
  auto const wanted = rule.norm->bearer.parties;
  BearerList all;
  for (auto const& party : rule.pack->parties) {
    auto const is_subject = [&] { return subject_hash("party", party.code) == what.subject; };
    auto const takes = wanted == Parties::all || (wanted == Parties::region && party.kind == Kind::region) ||
                       (wanted == Parties::municipalities && party.kind == Kind::municipality) ||
                       (wanted == Parties::subject && is_subject()) ||
                       (wanted == Parties::subject_and_region && (party.kind == Kind::region || is_subject()));
    if (!takes) continue;
    BearerOf one;
    one.name = view_.facts().words().find(party.code);
    one.is_party = true;
    all.push_back(std::move(one));
  }
  return all;
}

Bearers::Holder Bearers::look(RoleSource const& source, event::Role const& role, Rule const& rule, For const& what,
                              Earlier* earlier) const {
  auto const fit = [&](base::Symbol authority) {
    return Holder{registry_.can_have(role, authority) ? authority : base::Symbol{0}, std::nullopt};
  };
  auto const& facts = view_.facts();
  switch (source.in) {
    case RoleSource::In::acting:
      return what.opening == no_act ? Holder{} : fit(view_.act(what.opening).acting());
    case RoleSource::In::field: {
      if (what.opening == no_act) return {};
      auto const& act = view_.act(what.opening);
      auto const* field = facts.vocabulary().types[act.type].field(source.field);
      auto const* datum = field == nullptr ? nullptr : act.datum(field->symbol);
      return datum == nullptr ? Holder{} : fit(static_cast<base::Symbol>(datum->value));
    }
    case RoleSource::In::event:
      return from_events(source, role, what, earlier);
    case RoleSource::In::participant:
      return {participant(source, role, what), std::nullopt};
    case RoleSource::In::unit_of_subject:
      if (what.opening != no_act) {
        auto const unit = facts.words().find(view_.subject_id(view_.act(what.opening)));
        if (auto const* known = registry_.unit(unit)) return fit(known->authority);
      }
      return {};
    case RoleSource::In::municipality_of_person:
      return {of_municipality(role, what), std::nullopt};
    case RoleSource::In::only_of_party:
      return {only_of_party(role, rule), std::nullopt};
  }
  return {};
}

// Who joined last before the opening, or else first after it.
base::Symbol Bearers::participant(RoleSource const& source, event::Role const& role, For const& what) const {
  base::Symbol before = 0;
  for (auto const& [authority, first_act] : view_.participants()) {
    if (!registry_.can_have(role, authority) || has_left(source, authority)) continue;
    if (what.opening != no_act && first_act > what.opening) return before != 0 ? before : authority;
    before = authority;
  }
  return before;
}

// The latest that fits, and is about the same subject where it says; the ones before it are kept as earlier holders.
Bearers::Holder Bearers::from_events(RoleSource const& source, event::Role const& role, For const& what,
                                     Earlier* earlier) const {
  auto const& v = view_.facts().vocabulary();
  auto const& type = *v.type(source.event);
  auto const* field = source.field.empty() ? nullptr : type.field(source.field);
  auto const same_kind_of_subject =
      what.opening != no_act && type.subject == v.types[view_.act(what.opening).type].subject;
  Holder found;
  auto const take = [&](base::Symbol authority, calendar::Moment const& when) {
    if (!registry_.can_have(role, authority) || has_left(source, authority)) return;
    if (found.name != 0 && found.name != authority && earlier != nullptr) earlier->push_back({found.name, when});
    found.name = authority;
    if (!found.since) found.since = when;
  };
  for (auto i = view_.first(type.number); i != View::none; i = view_.next(i)) {
    auto const& act = view_.act(i);
    if (same_kind_of_subject && act.subject != 0 && act.subject != what.subject) continue;
    if (field == nullptr) {
      take(act.acting(), act.when);
      continue;
    }
    for (auto const& datum : act.data) {
      if (datum.field == field->symbol) take(static_cast<base::Symbol>(datum.value), act.when);
    }
  }
  return found;
}

// The authority has left, and done nothing since.
bool Bearers::has_left(RoleSource const& source, base::Symbol authority) const {
  if (source.ended_by.empty()) return false;
  auto const& left = *view_.facts().vocabulary().type(source.ended_by);
  std::optional<std::uint32_t> last;
  for (auto i = view_.first(left.number); i != View::none; i = view_.next(i)) {
    auto const* datum = view_.act(i).datum(left.field(source.field)->symbol);
    if (datum != nullptr && datum->value == authority) last = i;
  }
  if (!last) return false;
  for (auto i = *last + 1; i < view_.acts().size(); ++i) {
    if (view_.act(i).acting() == authority) return false;
  }
  return true;
}

// The only authority of its kind among the agreement's parties, once somebody of the agreement takes part at all.
base::Symbol Bearers::only_of_party(event::Role const& role, Rule const& rule) const {
  auto const ours = [&](base::Symbol authority) {
    return registry_.is_party(rule.agreement_index, registry_.party_of(authority));
  };
  if (std::none_of(view_.participants().begin(), view_.participants().end(),
                   [&](auto const& p) { return ours(p.first); }))
    return 0;
  base::Symbol only = 0;
  for (auto const& authority : registry_.authorities()) {
    if (!registry_.can_have(role, authority.name) || !ours(authority.name)) continue;
    if (only != 0) return 0;
    only = authority.name;
  }
  return only;
}

// The authority of the right kind in the person's municipality; not known when there are several.
base::Symbol Bearers::of_municipality(event::Role const& role, For const& what) const {
  auto const party = registered(view_, what.opening, "municipality");
  base::Symbol only = 0;
  for (auto const& authority : registry_.authorities()) {
    if (!party || authority.party != *party || !registry_.can_have(role, authority.name)) continue;
    if (only != 0) return 0;
    only = authority.name;
  }
  return only;
}

std::optional<std::uint64_t> registered(View const& view, std::uint32_t opening, char const* field) {
  auto const& type = *view.facts().vocabulary().type(event::known::person_registered);
  auto const symbol = type.field(field)->symbol;
  auto const* named = opening == no_act || view.act(opening).fact->person == 0 ? nullptr : view.act(opening).fact;
  Act const* own = nullptr;
  Act const* others = nullptr;
  bool several = false;
  for (auto i = view.first(type.number); i != View::none; i = view.next(i)) {
    auto const& act = view.act(i);
    if (act.datum(symbol) == nullptr) continue;
    if (named != nullptr && act.fact->owner == named->owner) {
      if (act.fact->person == named->person) own = &act;
      continue;
    }
    several = several ||
              (others != nullptr && others->fact->owner == act.fact->owner && others->fact->person != act.fact->person);
    others = &act;
  }
  auto const* known = own != nullptr ? own : several ? nullptr : others;
  return known == nullptr ? std::nullopt : std::optional(known->datum(symbol)->value);
}

}  // namespace overens::obligation
