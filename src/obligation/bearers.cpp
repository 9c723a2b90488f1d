#include "obligation/bearers.hpp"

#include <algorithm>

#include "obligation/registration.hpp"

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
  auto one = role.filled == event::Role::Filled::holder ? held(role, what) : fixed(role, rule, what);
  one.role = &role;
  one.is_party = role.is_party;
  if (one.is_party && one.name != 0) one.name = registry_.party_of(one.name, day_of(what));
  return one;
}

// Who has it now, and who had it before: first as the opening says, then as the events do.
BearerOf Bearers::held(event::Role const& role, For const& what) const {
  BearerOf one;
  for (auto source = role.found.rbegin(); source != role.found.rend(); ++source) {
    if (source->in != RoleSource::In::event) {
      if (auto const name = named_by_opening(*source, role, what); name != 0) one.name = name;
      continue;
    }
    for (auto const& next : named_by_events(*source, role, what)) {
      if (one.name != 0 && one.name != next.name) one.earlier.push_back({one.name, view_.act(next.act).when});
      one.name = next.name;
    }
  }
  return one;
}

// The first source that knew somebody at the opening; when none did, the one that came to know of somebody first. An
// authority of no party is passed over where the role is a party's; when it was the one that acted, it is named.
BearerOf Bearers::fixed(event::Role const& role, Rule const& rule, For const& what) const {
  Found best;
  base::Symbol outsider = 0;
  for (auto const& source : role.found) {
    auto const found = look(source, role, rule, what);
    if (found.name == 0) continue;
    auto const may_have = role.filled == event::Role::Filled::named || is_of_agreement(found.name, rule, day_of(what));
    if (!may_have) {
      if (outsider == 0 && !found.later) outsider = found.name;
      continue;
    }
    auto const is_earlier =
        found.later ? best.later && calendar::is_before(*found.later, *best.later) : best.later.has_value();
    if (best.name == 0 || is_earlier) best = found;
  }
  BearerOf one;
  one.name = outsider != 0 && (best.name == 0 || best.later) ? outsider : best.name;
  return one;
}

BearerList Bearers::of_forum(Rule const& rule, For const& what) const {
  auto const role = view_.facts().words().find(rule.norm->bearer.forum);
  BearerList all;
  auto const add = [&](Registry::Forum const& forum) {
    if (forum.from > what.by) return;
    for (auto const party : convenors(forum, rule)) {
      BearerOf one;
      one.name = party;
      one.is_party = true;
      all.push_back(std::move(one));
    }
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

// Who convenes it: as its founding says, or as the agreement does. Together: the region and every municipality, or the
// one that the forum is for.
std::vector<base::Symbol> Bearers::convenors(Registry::Forum const& forum, Rule const& rule) const {
  auto const* in_pack = rule.pack->forum(rule.norm->bearer.forum);
  if (forum.convened_by != 0 || in_pack == nullptr) return {forum.convened_by};
  std::vector<base::Symbol> all;
  for (auto const& party : rule.pack->parties) {
    auto const is_region = party.kind == agreement::Party::Kind::region;
    auto const is_its_own = subject_hash("party", party.code) == forum.municipality;
    auto const takes = in_pack->convened_by == "all"      ? is_region || is_its_own || forum.municipality == 0
                       : in_pack->convened_by == "region" ? is_region
                                                          : is_its_own;
    if (takes && !in_pack->convened_by.empty()) all.push_back(view_.facts().words().find(party.code));
  }
  if (all.empty()) all.push_back(0);
  return all;
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

Bearers::Found Bearers::look(RoleSource const& source, event::Role const& role, Rule const& rule,
                             For const& what) const {
  switch (source.in) {
    case RoleSource::In::acting:
    case RoleSource::In::field:
      return {named_by_opening(source, role, what), std::nullopt};
    case RoleSource::In::event:
      return latest_at_opening(named_by_events(source, role, what), what);
    case RoleSource::In::participant:
      return participant(source, role, rule, what);
    case RoleSource::In::municipality_of_person:
      return of_municipality(role, rule, what);
    case RoleSource::In::only_of_party:
      return only_of_party(role, rule, what);
  }
  return {};
}

// The authority that did what opened it, or that this names in a field.
base::Symbol Bearers::named_by_opening(RoleSource const& source, event::Role const& role, For const& what) const {
  if (what.opening == no_act) return 0;
  auto const& act = view_.act(what.opening);
  auto name = act.acting();
  if (source.in == RoleSource::In::field) {
    auto const* field = view_.facts().vocabulary().types[act.type].field(source.field);
    auto const* datum = field == nullptr ? nullptr : act.datum(field->symbol);
    name = datum == nullptr ? 0 : static_cast<base::Symbol>(datum->value);
  }
  return registry_.can_have(role, name, day_of(what)) ? name : 0;
}

// Those that events of the type name, in the order they happened: about the same subject, where they say one.
std::vector<Bearers::Named> Bearers::named_by_events(RoleSource const& source, event::Role const& role,
                                                     For const& what) const {
  auto const& v = view_.facts().vocabulary();
  auto const& type = *v.type(source.event);
  auto const* field = source.field.empty() ? nullptr : type.field(source.field);
  auto const same_kind_of_subject =
      what.opening != no_act && !type.subject.empty() && type.subject == v.types[view_.act(what.opening).type].subject;
  std::vector<Named> all;
  auto const take = [&](base::Symbol authority, std::uint32_t act) {
    if (registry_.can_have(role, authority, view_.act(act).when.day)) all.push_back({authority, act});
  };
  for (auto i = view_.first(type.number); i != VisibleEvents::none; i = view_.next(i)) {
    auto const& act = view_.act(i);
    if (same_kind_of_subject && act.subject != 0 && act.subject != what.subject) continue;
    if (field == nullptr) {
      take(act.acting(), i);
      continue;
    }
    for (auto const& datum : act.data) {
      if (datum.field == field->symbol) take(static_cast<base::Symbol>(datum.value), i);
    }
  }
  return all;
}

// The latest of those there at the opening; else the first that came after it.
Bearers::Found Bearers::latest_at_opening(std::vector<Named> const& all, For const& what) const {
  Found found;
  for (auto const& one : all) {
    auto const is_there = is_by_opening(one.act, what);
    if (!is_there && found.name != 0) break;
    found = {one.name, is_there ? std::nullopt : std::optional(view_.act(one.act).when)};
    if (!is_there) break;
  }
  return found;
}

// Who had come in last at the opening and not left again, by acting or by being named; else who came first after it.
Bearers::Found Bearers::participant(RoleSource const& source, event::Role const& role, Rule const& rule,
                                    For const& what) const {
  auto const named = named_by_events(source, role, what);
  std::vector<Named> all;  // each authority once, with the act by which it came in
  auto const add = [&](base::Symbol authority) {
    auto const is_there = [&](Named const& one) { return one.name == authority; };
    if (std::any_of(all.begin(), all.end(), is_there) || !is_of_agreement(authority, rule, day_of(what))) return;
    if (auto const act = came_in(source, role, named, authority, what)) all.push_back({authority, *act});
  };
  for (auto const& one : named) add(one.name);
  for (auto const& [authority, first_act] : view_.participants()) add(authority);
  // One act may bring in several: in the order in which it names them, and after them the one that acted.
  std::stable_sort(all.begin(), all.end(), [](Named const& a, Named const& b) { return a.act < b.act; });
  return latest_at_opening(all, what);
}

// The first act by which it took part, since it last left.
std::optional<std::uint32_t> Bearers::came_in(RoleSource const& source, event::Role const& role,
                                              std::vector<Named> const& named, base::Symbol authority,
                                              For const& what) const {
  auto const left = last_left(source, authority, what);
  auto const from = left ? *left + 1 : 0;
  auto const first = std::find_if(named.begin(), named.end(),
                                  [&](Named const& one) { return one.name == authority && one.act >= from; });
  auto const until = first == named.end() ? static_cast<std::uint32_t>(view_.acts().size()) : first->act;
  for (auto i = from; i < until; ++i) {
    auto const& act = view_.act(i);
    if (act.acting() == authority && registry_.can_have(role, authority, act.when.day)) return i;
  }
  return first == named.end() ? std::nullopt : std::optional(first->act);
}

// The act by which it last left, by the opening.
std::optional<std::uint32_t> Bearers::last_left(RoleSource const& source, base::Symbol authority,
                                                For const& what) const {
  if (source.ended_by.empty()) return std::nullopt;
  auto const& type = *view_.facts().vocabulary().type(source.ended_by);
  auto const field = type.field(source.field)->symbol;
  std::optional<std::uint32_t> left;
  for (auto i = view_.first(type.number); i != VisibleEvents::none; i = view_.next(i)) {
    auto const* datum = view_.act(i).datum(field);
    if (datum != nullptr && datum->value == authority && is_by_opening(i, what)) left = i;
  }
  return left;
}

// The only authority of its kind among the agreement's parties, where somebody of the agreement took part then.
Bearers::Found Bearers::only_of_party(event::Role const& role, Rule const& rule, For const& what) const {
  auto const on = day_of(what);
  auto const& all = view_.participants();
  auto const somebody = std::any_of(all.begin(), all.end(), [&](auto const& one) {
    return is_by_opening(one.second, what) && is_of_agreement(one.first, rule, on);
  });
  if (!somebody) return {};
  return only_registered(
      role, what, [&](Registry::Authority const& one) { return registry_.is_party(rule.agreement_index, one.party); });
}

// The authority of the right kind in the municipality where the person lived at the opening.
Bearers::Found Bearers::of_municipality(event::Role const& role, Rule const& rule, For const& what) const {
  auto const* registration = registered(view_, what.opening, "municipality", Registration::at_act);
  if (registration == nullptr) return {};
  auto const& type = view_.facts().vocabulary().types[registration->type];
  auto const party = registration->datum(type.field("municipality")->symbol)->value;
  auto found = only_registered(role, what, [&](Registry::Authority const& one) {
    return one.party == party && registry_.is_party(rule.agreement_index, one.party);
  });
  auto const number = static_cast<std::uint32_t>(registration - view_.acts().data());
  auto const& when = registration->when;
  if (found.name != 0 && !is_by_opening(number, what) && (!found.later || calendar::is_before(*found.later, when)))
    found.later = when;
  return found;
}

// The only one registered at the opening; when none was, the only one of those registered first after it.
template <class IsWanted>
Bearers::Found Bearers::only_registered(event::Role const& role, For const& what, IsWanted const& is_wanted) const {
  auto const on = day_of(what);
  Registry::Authority const* only = nullptr;
  bool several = false;
  for (auto const& latest : registry_.authorities()) {
    auto const& one = *registry_.authority(latest.name, on);
    if (!registry_.can_have(role, one.name, on) || !is_wanted(one)) continue;
    auto const from = [&](Registry::Authority const& authority) { return std::max(authority.from, on); };
    if (only != nullptr && from(one) > from(*only)) continue;
    several = only != nullptr && from(one) == from(*only);
    only = &one;
  }
  if (only == nullptr || several) return {};
  return {only->name, only->from > on ? std::optional(calendar::Moment::whole(only->from)) : std::nullopt};
}

// Not after the opening; what happened on its day counts as there.
bool Bearers::is_by_opening(std::uint32_t act, For const& what) const {
  return what.opening == no_act || act <= what.opening ||
         !calendar::is_before(view_.act(what.opening).when, view_.act(act).when);
}

bool Bearers::is_of_agreement(base::Symbol authority, Rule const& rule, calendar::Day on) const {
  return registry_.is_party(rule.agreement_index, registry_.party_of(authority, on));
}

calendar::Day Bearers::day_of(For const& what) const {
  return what.opening == no_act ? view_.question().on.day : view_.act(what.opening).when.day;
}

base::Symbol BearerOf::held_at(calendar::Moment const& at) const {
  auto const had = std::find_if(earlier.begin(), earlier.end(),
                                [&](Actors::Former const& former) { return calendar::is_before(at, former.until); });
  return had == earlier.end() ? name : had->name;
}

}  // namespace overens::obligation
