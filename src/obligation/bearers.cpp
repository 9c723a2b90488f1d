#include "obligation/bearers.hpp"

#include <algorithm>

#include "event/known.hpp"

namespace overens::obligation {

using event::RoleSource;

BearerList Bearers::of(Rule const& rule, std::uint64_t subject, std::uint32_t opening) const {
  auto const& bearer = rule.norm->bearer;
  auto& words = view_.facts().words();
  BearerList all;
  switch (bearer.form) {
    case agreement::Bearer::Form::roles:
      for (auto const* role : rule.roles) {
        auto const authority = holder(*role, rule.pack_number, subject, opening);
        auto const name = role->is_party && authority != 0 ? registry_.party_of(authority) : authority;
        auto const known = std::any_of(all.begin(), all.end(), [&](BearerOf const& b) { return name != 0 && b.name == name; });
        if (!known) all.push_back({name, role->is_party, role, Part::to_act, {}, false});
      }
      break;
    case agreement::Bearer::Form::forum:
      for (auto const& forum : registry_.forums()) {
        // A duty per forum is that forum's; a duty per agreement is that of the forum, or forums, with the role.
        auto const own = rule.norm->per == "forum" ? forum.key == subject
                                                   : forum.role == words.find(bearer.forum) && forum.agreement == subject;
        if (!own) continue;
        auto convenor = forum.convened_by;
        auto const* in_pack = rule.pack->forum(bearer.forum);
        if (convenor == 0 && in_pack != nullptr && in_pack->convened_by == "region") convenor = words.of(rule.pack->parties.front().code);
        all.push_back({convenor, true, nullptr, Part::to_act, {}, false});
      }
      if (all.empty()) all.push_back({0, true, nullptr, Part::to_act, {}, false});
      break;
    case agreement::Bearer::Form::parties:
      for (auto const& party : rule.pack->parties) {
        using Parties = agreement::Bearer::Parties;
        auto const takes = bearer.parties == Parties::all ||
                           (bearer.parties == Parties::region && party.kind == agreement::Party::Kind::region) ||
                           (bearer.parties == Parties::municipalities && party.kind == agreement::Party::Kind::municipality) ||
                           (bearer.parties == Parties::subject && subject_hash("party", party.code) == subject);
        if (takes) all.push_back({words.of(party.code), true, nullptr, Part::to_act, {}, false});
      }
      break;
  }
  return all;
}

base::Symbol Bearers::holder(event::Role const& role, std::uint16_t pack, std::uint64_t subject, std::uint32_t opening) const {
  for (auto const& source : role.found) {
    if (auto const found = look(source, role, pack, subject, opening); found != 0) return found;
  }
  return 0;
}

base::Symbol Bearers::look(RoleSource const& source, event::Role const& role, std::uint16_t pack, std::uint64_t subject,
                           std::uint32_t opening) const {
  auto const fit = [&](base::Symbol authority) { return registry_.can_have(role, pack, authority) ? authority : base::Symbol{0}; };
  auto const& facts = view_.facts();
  switch (source.in) {
    case RoleSource::In::acting:
      return opening == no_act ? 0 : fit(view_.act(opening).acting());
    case RoleSource::In::field: {
      if (opening == no_act) return 0;
      auto const& act = view_.act(opening);
      auto const* field = facts.vocabulary().types[act.type].field(source.field);
      auto const* datum = field == nullptr ? nullptr : act.datum(field->symbol);
      return datum == nullptr ? 0 : fit(static_cast<base::Symbol>(datum->value));
    }
    case RoleSource::In::event: {
      // The latest that fits, and is about the same subject where it says.
      auto const& type = *facts.vocabulary().type(source.event);
      auto const* field = source.field.empty() ? nullptr : type.field(source.field);
      base::Symbol found = 0;
      for (auto i = view_.first(type.number); i != View::none; i = view_.next(i)) {
        auto const& act = view_.act(i);
        if (opening != no_act && act.subject != 0 && type.subject == facts.vocabulary().types[view_.act(opening).type].subject && act.subject != subject) continue;
        if (field == nullptr) {
          if (auto const one = fit(act.acting()); one != 0) found = one;
          continue;
        }
        for (auto const& datum : act.data) {
          if (datum.field != field->symbol) continue;
          if (auto const one = fit(static_cast<base::Symbol>(datum.value)); one != 0) found = one;
        }
      }
      return found;
    }
    case RoleSource::In::participant: {
      // Who joined last before the opening, or else first after it.
      base::Symbol before = 0;
      for (auto const& [authority, first_act] : view_.participants()) {
        if (fit(authority) == 0) continue;
        if (opening != no_act && first_act > opening) return before != 0 ? before : authority;
        before = authority;
      }
      return before;
    }
    case RoleSource::In::unit_of_subject:
      if (opening != no_act) {
        auto const unit = facts.words().find(view_.subject_id(view_.act(opening)));
        if (auto const* known = registry_.unit(unit)) return fit(known->authority);
      }
      return 0;
    case RoleSource::In::municipality_of_person: {
      auto const party = municipality_of_person();
      for (auto const& authority : registry_.authorities()) {
        if (party != 0 && authority.party == party && registry_.can_have(role, pack, authority.name)) return authority.name;
      }
      return 0;
    }
    case RoleSource::In::only_of_party: {
      base::Symbol only = 0;
      for (auto const& authority : registry_.authorities()) {
        if (!registry_.can_have(role, pack, authority.name)) continue;
        if (only != 0) return 0;
        only = authority.name;
      }
      return only;
    }
  }
  return 0;
}

base::Symbol Bearers::municipality_of_person() const {
  auto const& type = *view_.facts().vocabulary().type(event::known::person_registered);
  auto const field = type.field("municipality")->symbol;
  base::Symbol latest = 0;
  for (auto i = view_.first(type.number); i != View::none; i = view_.next(i)) {
    if (auto const* datum = view_.act(i).datum(field)) latest = static_cast<base::Symbol>(datum->value);
  }
  return latest;
}

}  // namespace overens::obligation
