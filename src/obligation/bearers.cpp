#include "obligation/bearers.hpp"

#include <algorithm>

#include "event/known.hpp"

namespace overens::obligation {

using event::RoleSource;

BearerList Bearers::of(Rule const& rule, For const& what) const {
  auto const& bearer = rule.norm->bearer;
  auto& words = view_.facts().words();
  BearerList all;
  switch (bearer.form) {
    case agreement::Bearer::Form::roles:
      for (auto const* role : rule.roles) {
        BearerOf one;
        one.role = role;
        one.is_party = role->is_party;
        for (auto const& source : role->found) {
          auto const found = look(source, *role, rule, what, one.name == 0 ? &one.earlier : nullptr);
          if (found == 0) continue;
          if (one.name == 0) {
            one.name = found;
          } else if (std::find(one.earlier.begin(), one.earlier.end(), found) == one.earlier.end() &&
                     found != one.name) {
            one.earlier.push_back(found);  // had it before an event handed it on
          }
          if (source.in != RoleSource::In::event) break;
        }
        if (one.is_party && one.name != 0) one.name = registry_.party_of(one.name);
        auto const known =
            std::any_of(all.begin(), all.end(), [&](BearerOf const& b) { return one.name != 0 && b.name == one.name; });
        if (!known) all.push_back(std::move(one));
      }
      break;
    case agreement::Bearer::Form::forum:
      for (auto const& forum : registry_.forums()) {
        // A duty per forum is that forum's; a duty per agreement is that of the forum, or forums, with the role.
        auto const own = rule.norm->per == "forum"
                             ? forum.key == what.subject
                             : forum.role == words.find(bearer.forum) && forum.agreement == what.subject;
        if (!own || forum.from > what.by) continue;
        auto convenor = forum.convened_by;
        auto const* in_pack = rule.pack->forum(bearer.forum);
        if (convenor == 0 && in_pack != nullptr && in_pack->convened_by == "region")
          convenor = words.of(rule.pack->parties.front().code);
        all.push_back({convenor, true, nullptr, Part::to_act, {}, false, {}});
      }
      if (all.empty()) all.push_back({0, true, nullptr, Part::to_act, {}, false, {}});
      break;
    case agreement::Bearer::Form::parties:
      for (auto const& party : rule.pack->parties) {
        using Parties = agreement::Bearer::Parties;
        auto const takes =
            bearer.parties == Parties::all ||
            (bearer.parties == Parties::region && party.kind == agreement::Party::Kind::region) ||
            (bearer.parties == Parties::municipalities && party.kind == agreement::Party::Kind::municipality) ||
            (bearer.parties == Parties::subject && subject_hash("party", party.code) == what.subject);
        if (takes) all.push_back({words.of(party.code), true, nullptr, Part::to_act, {}, false, {}});
      }
      break;
  }
  return all;
}

base::Symbol Bearers::look(RoleSource const& source, event::Role const& role, Rule const& rule, For const& what,
                           boost::container::small_vector<base::Symbol, 1>* earlier) const {
  auto const fit = [&](base::Symbol authority) {
    return registry_.can_have(role, authority) ? authority : base::Symbol{0};
  };
  auto const& facts = view_.facts();
  switch (source.in) {
    case RoleSource::In::acting:
      return what.opening == no_act ? 0 : fit(view_.act(what.opening).acting());
    case RoleSource::In::field: {
      if (what.opening == no_act) return 0;
      auto const& act = view_.act(what.opening);
      auto const* field = facts.vocabulary().types[act.type].field(source.field);
      auto const* datum = field == nullptr ? nullptr : act.datum(field->symbol);
      return datum == nullptr ? 0 : fit(static_cast<base::Symbol>(datum->value));
    }
    case RoleSource::In::event:
      return from_events(source, role, what, earlier);
    case RoleSource::In::participant: {
      // Who joined last before the opening, or else first after it.
      base::Symbol before = 0;
      for (auto const& [authority, first_act] : view_.participants()) {
        if (fit(authority) == 0 || has_left(source, authority)) continue;
        if (what.opening != no_act && first_act > what.opening) return before != 0 ? before : authority;
        before = authority;
      }
      return before;
    }
    case RoleSource::In::unit_of_subject:
      if (what.opening != no_act) {
        auto const unit = facts.words().find(view_.subject_id(view_.act(what.opening)));
        if (auto const* known = registry_.unit(unit)) return fit(known->authority);
      }
      return 0;
    case RoleSource::In::municipality_of_person:
      return of_municipality(role);
    case RoleSource::In::only_of_party:
      return only_of_party(role, rule);
  }
  return 0;
}

// The latest that fits, and is about the same subject where it says; the ones before it are kept as earlier holders.
base::Symbol Bearers::from_events(RoleSource const& source, event::Role const& role, For const& what,
                                  boost::container::small_vector<base::Symbol, 1>* earlier) const {
  auto const& v = view_.facts().vocabulary();
  auto const& type = *v.type(source.event);
  auto const* field = source.field.empty() ? nullptr : type.field(source.field);
  auto const same_kind_of_subject =
      what.opening != no_act && type.subject == v.types[view_.act(what.opening).type].subject;
  base::Symbol found = 0;
  auto const take = [&](base::Symbol authority) {
    if (!registry_.can_have(role, authority) || has_left(source, authority)) return;
    if (found != 0 && found != authority && earlier != nullptr) earlier->push_back(found);
    found = authority;
  };
  for (auto i = view_.first(type.number); i != View::none; i = view_.next(i)) {
    auto const& act = view_.act(i);
    if (same_kind_of_subject && act.subject != 0 && act.subject != what.subject) continue;
    if (field == nullptr) {
      take(act.acting());
      continue;
    }
    for (auto const& datum : act.data) {
      if (datum.field == field->symbol) take(static_cast<base::Symbol>(datum.value));
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
    return registry_.is_party(rule.family, registry_.party_of(authority));
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
base::Symbol Bearers::of_municipality(event::Role const& role) const {
  auto const& type = *view_.facts().vocabulary().type(event::known::person_registered);
  auto const field = type.field("municipality")->symbol;
  base::Symbol party = 0;
  for (auto i = view_.first(type.number); i != View::none; i = view_.next(i)) {
    if (auto const* datum = view_.act(i).datum(field)) party = static_cast<base::Symbol>(datum->value);
  }
  base::Symbol only = 0;
  for (auto const& authority : registry_.authorities()) {
    if (party == 0 || authority.party != party || !registry_.can_have(role, authority.name)) continue;
    if (only != 0) return 0;
    only = authority.name;
  }
  return only;
}

}  // namespace overens::obligation
