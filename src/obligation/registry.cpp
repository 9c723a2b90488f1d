#include "obligation/registry.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "event/known.hpp"

namespace overens::obligation {
namespace {

namespace known = event::known;

calendar::Day day_of(std::uint64_t value) {
  return calendar::Day(std::chrono::days(static_cast<std::int64_t>(value)));
}

template <class Kinds>
std::uint64_t place_of(Kinds const& kinds, std::string_view id) {
  auto const found = std::find_if(kinds.begin(), kinds.end(), [&](auto const& k) { return k.id == id; });
  return static_cast<std::uint64_t>(found - kinds.begin());
}

}  // namespace

Registry::Registry(Facts const& facts, Rulebook const& rules, Question const& question) : facts_(facts), rules_(rules) {
  // The register is one group of shared events, read like any other: corrections and lateness included.
  Group const* const groups[] = {&facts.register_of_all()};
  VisibleEvents view(facts);
  view.build(groups, {calendar::Moment::whole(calendar::last_day), question.as_known, 0});
  auto const& types = facts.vocabulary().types;
  find_registered_first(view.acts());
  for (auto const& act : view.acts()) {
    auto const& type = types[act.type];
    if (type.subject == "agreement") {
      // An approval still to come tells already that the version does not hold for the party before it.
      auto const decided = type.name == known::agreement_approved || type.name == known::agreement_signed;
      if (decided || act.when.day <= question.on.day)
        on_agreements_.push_back({std::string(facts_.name(act.fact->subject_name)), act.acting(),
                                  std::string(facts_.name(act.fact->id)), lifecycle_event(act)});
    } else if (act.when.day <= question.on.day) {
      take(act);
    }
  }
  adopt();
  cast();
  take_fingerprint();
}

void Registry::cast() {
  auto const& v = facts_.vocabulary();
  for (std::size_t kind = 0; kind <= v.authority_kinds.size(); ++kind) {
    auto& row = roles_.emplace_back();
    for (auto const& role : v.roles) {
      auto const is_listed =
          kind < v.authority_kinds.size() &&
          std::find(role.kinds.begin(), role.kinds.end(), v.authority_kinds[kind].id) != role.kinds.end();
      row.push_back(role.kinds.empty() || is_listed);
    }
  }
}

bool Registry::can_have(event::Role const& role, base::Symbol name, calendar::Day on) const {
  auto const* known = authority(name, on);
  auto const kind = known == nullptr ? roles_.size() - 1 : static_cast<std::size_t>(known->kind);
  return name != 0 && roles_[kind][static_cast<std::size_t>(&role - facts_.vocabulary().roles.data())];
}

void Registry::found_forum(Act const& act) {
  auto const& type = facts_.vocabulary().types[act.type];
  auto const value = [&](char const* field) -> std::uint64_t {
    auto const* datum = act.datum(type.field(field)->symbol);
    return datum == nullptr ? 0 : datum->value;
  };
  auto const word = [&](char const* field) { return static_cast<base::Symbol>(value(field)); };
  Forum forum;
  forum.key = act.subject;
  forum.id = facts_.name(act.fact->subject_name);
  forum.role = word("role");
  forum.agreement = value("agreement");
  forum.convened_by = word("convened_by");
  forum.municipality = value("municipality");
  forum.from = act.when.day;
  auto const place = static_cast<std::uint32_t>(forums_.size());
  foundings_[forum.key].push_back(place);
  with_role_[mixed(forum.role, forum.agreement)].push_back(place);
  forums_.push_back(forum);
  auto const& packs = rules_.packs();
  auto const fits = std::any_of(packs.begin(), packs.end(), [&](auto const* pack) {
    return pack->forum(facts_.words().word(forum.role)) != nullptr;
  });
  if (!fits)
    problems_.push_back({std::string(facts_.name(act.fact->id)),
                         base::text("no agreement has a forum {0}", facts_.words().word(forum.role))});
}

// Parties that there are not, and authorities that can't belong to theirs: silence would read as nothing owed.
void Registry::find_misfits(Act const& act) {
  auto const& v = facts_.vocabulary();
  auto const& type = v.types[act.type];
  auto const say = [&](base::Text what) {
    problems_.push_back({std::string(facts_.name(act.fact->id)), std::move(what)});
  };
  for (auto const& field : type.data) {
    auto const* datum = field.type == event::DataField::Type::party ? act.datum(field.symbol) : nullptr;
    if (datum == nullptr) continue;
    auto const code = facts_.words().word(static_cast<base::Symbol>(datum->value));
    if (!v.party_kind(code)) {
      say(event::no_such_party(code));
    } else if (type.name == known::authority_registered) {
      auto const* kind = act.datum(type.field("kind")->symbol);
      auto const word = kind == nullptr ? std::string_view() : v.symbols().word(static_cast<base::Symbol>(kind->value));
      if (auto wrong = v.misfit(word, code)) say(std::move(*wrong));
    }
  }
}

// One that nobody knew yet may have been registered by another: by what was recorded first.
void Registry::find_registered_first(std::span<Act const> acts) {
  for (auto const& act : acts) {
    if (facts_.vocabulary().types[act.type].name != known::authority_registered) continue;
    auto& first = registered_first_[facts_.words().find(facts_.name(act.fact->subject_name))];
    if (first == nullptr || act.fact->recorded < first->recorded) first = act.fact;
  }
}

// An authority is its own; another's record of it changes nothing, but that it was registered at first.
bool Registry::is_anothers(Act const& act) {
  auto const& type = facts_.vocabulary().types[act.type];
  auto const subject = facts_.name(act.fact->subject_name);
  auto const authority = facts_.words().find(subject);
  if (type.subject != "authority" || act.fact->owner == authority) return false;
  auto const first = registered_first_.find(authority);
  if (first != registered_first_.end() && first->second == act.fact) return false;
  problems_.push_back(
      {std::string(facts_.name(act.fact->id)), base::text("only {0} itself records this of it", subject)});
  return true;
}

void Registry::take(Act const& act) {
  auto const& v = facts_.vocabulary();
  auto const& type = v.types[act.type];
  auto const value = [&](char const* field) -> std::uint64_t {
    auto const* datum = act.datum(type.field(field)->symbol);
    return datum == nullptr ? 0 : datum->value;
  };
  auto const word = [&](char const* field) { return static_cast<base::Symbol>(value(field)); };
  auto const subject = facts_.name(act.fact->subject_name);
  if (is_anothers(act)) return;
  find_misfits(act);
  if (type.name == known::authority_registered) {
    Authority authority{facts_.words().find(subject), word("party"),
                        place_of(v.authority_kinds, v.symbols().word(word("kind"))), word("name"), act.when.day};
    auto const [at, fresh] = authority_of_.emplace(authority.name, static_cast<std::uint32_t>(authorities_.size()));
    if (fresh) {
      authorities_.push_back(authority);
    } else {
      former_[authority.name].push_back(std::exchange(authorities_[at->second], authority));
    }
  } else if (type.name == known::authority_joined) {
    complete_[facts_.words().find(subject)].push_back({{}, act.when.day, std::nullopt});
  } else if (type.name == known::authority_left) {
    for (auto& complete : complete_[facts_.words().find(subject)]) {
      if (!complete.through) complete.through = act.when.day;
    }
  } else if (type.name == known::source_complete) {
    Complete complete{{}, day_of(value("from")), std::nullopt};
    for (auto const& datum : act.data) {
      if (datum.field == type.field("types")->symbol) complete.types.push_back(static_cast<std::uint16_t>(datum.value));
    }
    if (act.datum(type.field("through")->symbol) != nullptr) complete.through = day_of(value("through"));
    complete_[facts_.words().find(subject)].push_back(std::move(complete));
  } else if (type.name == known::unit_opened) {
    units_[facts_.words().find(subject)] = {word("authority"), place_of(v.unit_kinds, v.symbols().word(word("kind")))};
  } else if (type.name == known::forum_founded) {
    found_forum(act);
  } else if (type.name == known::forum_dissolved) {
    for (auto const place : foundings_[act.subject]) {
      if (forums_[place].from <= act.when.day) forums_[place].through = act.when.day;
    }
  }
}

agreement::LifecycleEvent Registry::lifecycle_event(Act const& act) const {
  auto const& type = facts_.vocabulary().types[act.type];
  auto const datum = [&](char const* name) {
    auto const* field = type.field(name);
    return field == nullptr ? nullptr : act.datum(field->symbol);
  };
  auto const word = [&](char const* name) {
    auto const* found = datum(name);
    return found == nullptr ? std::string() : std::string(facts_.words().word(static_cast<base::Symbol>(found->value)));
  };
  auto const code = [&](char const* name) {
    auto const* found = datum(name);
    return found == nullptr ? std::string()
                            : std::string(facts_.vocabulary().symbols().word(static_cast<base::Symbol>(found->value)));
  };
  agreement::LifecycleEvent one{type.name,
                                word("version"),
                                act.when.day,
                                word("party"),
                                word("forum"),
                                code("office"),
                                word("by"),
                                word("addendum"),
                                code("weight"),
                                {},
                                {},
                                datum("sections") != nullptr};
  if (auto const* through = datum("through")) one.through = day_of(through->value);
  if (auto const* from = datum("from")) one.from = day_of(from->value);
  return one;
}

// What was recorded on an agreement by those whose agreement it is: the record of somebody known to belong elsewhere
// changes nothing of what binds them, nor does one for another party, or on what there is not.
std::vector<agreement::LifecycleEvent> Registry::by_parties(std::string const& agreement) const {
  std::vector<agreement::LifecycleEvent> all;
  for (auto const& one : on_agreements_) {
    if (one.agreement == agreement && one.counts) all.push_back(one.event);
  }
  return all;
}

void Registry::find_what_counts() {
  for (auto& one : on_agreements_) {
    agreement::RecordedOnAgreement const recorded{one.agreement, one.event, std::string(facts_.words().word(one.by)),
                                                  parties_of(one.by)};
    auto const wrong = misfit(recorded, rules_.packs());
    one.counts = !wrong;
    if (wrong) problems_.push_back({one.id, base::text("it counts for nothing: {0}", wrong->why)});
  }
}

// Those that it belongs to or has belonged to; nothing when it is not registered.
std::optional<std::vector<std::string>> Registry::parties_of(base::Symbol name) const {
  auto const* latest = authority(name);
  if (latest == nullptr) return std::nullopt;
  std::vector<std::string> all;
  auto const add = [&](Authority const& one) {
    if (one.party != 0) all.emplace_back(facts_.words().word(one.party));
  };
  add(*latest);
  if (auto const former = former_.find(name); former != former_.end())
    std::for_each(former->second.begin(), former->second.end(), add);
  return all;
}

void Registry::adopt() {
  auto const& packs = rules_.packs();
  for (std::uint16_t i = 0; i < rules_.pack_count(); ++i) {
    for (auto const& party : packs[i]->parties)
      parties_.insert(std::uint64_t{rules_.agreement_index_of(i)} << 32U | facts_.words().find(party.code));
  }
  find_what_counts();
  std::vector<std::string_view> agreements;
  for (std::uint16_t i = 0; i < rules_.pack_count(); ++i) {
    auto const* pack = packs[i];
    auto const known = std::find(agreements.begin(), agreements.end(), pack->agreement);
    auto const place = static_cast<std::size_t>(known - agreements.begin());
    if (known == agreements.end()) {
      agreements.push_back(pack->agreement);
      std::vector<agreement::Pack const*> versions;
      std::copy_if(packs.begin(), packs.end(), std::back_inserter(versions),
                   [&](auto const* other) { return other->agreement == pack->agreement; });
      auto lifecycle_events = by_parties(pack->agreement);
      lifecycles_.emplace_back(std::move(versions), std::move(lifecycle_events));
    }
    last_day_.push_back(lifecycles_[place].end(*pack).last);
    in_use_.push_back(!lifecycles_[place].lifecycle_events().empty());
    auto& adopted = adopted_.emplace_back();
    for (auto const& party : pack->parties) {
      auto const name = facts_.words().find(party.code);
      if (auto const day = lifecycles_[place].adopted(*pack, party.code)) adopted.emplace(name, *day);
    }
  }
  for (std::uint16_t i = 0; i < rules_.pack_count(); ++i) {
    auto const agreement_index = rules_.agreement_index_of(i);
    in_use_[agreement_index] =
        in_use_[agreement_index] || std::any_of(authorities_.begin(), authorities_.end(),
                                                [&](auto const& one) { return is_party(agreement_index, one.party); });
  }
}

Registry::Authority const* Registry::authority(base::Symbol name) const {
  auto const found = authority_of_.find(name);
  return found == authority_of_.end() ? nullptr : &authorities_[found->second];
}

Registry::Authority const* Registry::authority(base::Symbol name, calendar::Day on) const {
  auto const* latest = authority(name);
  if (latest == nullptr || latest->from <= on) return latest;
  auto const former = former_.find(name);
  if (former == former_.end()) return latest;
  auto const later =
      std::find_if(former->second.begin(), former->second.end(), [&](Authority const& one) { return one.from > on; });
  return later == former->second.begin() ? &former->second.front() : &*std::prev(later);
}

Registry::Unit const* Registry::unit(base::Symbol name) const {
  auto const found = units_.find(name);
  return found == units_.end() ? nullptr : &found->second;
}

base::Symbol Registry::party_of(base::Symbol name, calendar::Day on) const {
  auto const* found = authority(name, on);
  return found == nullptr ? 0 : found->party;
}

bool Registry::complete(base::Symbol authority, std::vector<std::uint16_t> const& types, calendar::Day from,
                        calendar::Day through) const {
  auto const said = complete_.find(authority);
  if (said == complete_.end()) return types.empty();
  // For each type, walk the intervals that cover it from the first day on.
  return std::all_of(types.begin(), types.end(), [&](std::uint16_t type) {
    auto reached = from;
    for (bool grew = true; grew && reached <= through;) {
      grew = false;
      for (auto const& c : said->second) {
        if (c.from > reached) continue;
        if (!c.types.empty() && std::find(c.types.begin(), c.types.end(), type) == c.types.end()) continue;
        if (!c.through) return true;
        if (*c.through >= reached) {
          reached = *c.through + std::chrono::days(1);
          grew = true;
        }
      }
    }
    return reached > through;
  });
}

// The first day from then on that it belonged to the party.
std::optional<calendar::Day> Registry::first_of_party(base::Symbol name, base::Symbol party, calendar::Day from) const {
  if (party_of(name, from) == party) return from;
  std::optional<calendar::Day> first;
  auto const consider = [&](Authority const& one) {
    if (one.party == party && one.from > from && (!first || one.from < *first)) first = one.from;
  };
  if (auto const* latest = authority(name)) consider(*latest);
  if (auto const former = former_.find(name); former != former_.end())
    std::for_each(former->second.begin(), former->second.end(), consider);
  return first;
}

std::optional<calendar::Day> Registry::registered_from(base::Symbol party) const {
  std::optional<calendar::Day> first;
  for (auto const& [authority, said] : complete_) {
    for (auto const& c : said) {
      auto const day = first_of_party(authority, party, c.from);
      if (day && (!c.through || *day <= *c.through) && (!first || *day < *first)) first = day;
    }
  }
  return first;
}

std::optional<std::uint16_t> Registry::in_force(std::uint16_t agreement_index, std::span<base::Symbol const> parties,
                                                calendar::Day on) const {
  std::optional<std::uint16_t> latest;
  for (std::uint16_t i = agreement_index; i < rules_.pack_count(); ++i) {
    if (rules_.agreement_index_of(i) != agreement_index) continue;
    auto const& pack = *rules_.packs()[i];
    if (pack.validity.from > on || (last_day_[i] && *last_day_[i] < on)) continue;
    if (latest && rules_.packs()[*latest]->validity.from >= pack.validity.from) continue;
    auto const all = std::all_of(parties.begin(), parties.end(), [&](base::Symbol party) {
      auto const day = adopted_on(i, party);
      return day && *day <= on;
    });
    if (all && !parties.empty()) latest = i;
  }
  return latest;
}

std::optional<calendar::Day> Registry::holds_through(Rule const& rule, std::span<base::Symbol const> parties) const {
  std::optional<calendar::Day> last;
  for (std::uint16_t i = 0; i < rules_.pack_count(); ++i) {
    if (rules_.agreement_index_of(i) != rule.agreement_index || rules_.packs()[i]->norm(rule.norm->id) == nullptr)
      continue;
    auto const all = std::all_of(parties.begin(), parties.end(), [&](auto party) { return adopted_on(i, party); });
    if (!all || parties.empty()) continue;
    if (!last_day_[i]) return std::nullopt;
    last = std::max(last.value_or(*last_day_[i]), *last_day_[i]);
  }
  return last;
}

bool Registry::is_party(std::uint16_t agreement_index, base::Symbol party) const {
  return parties_.contains(std::uint64_t{agreement_index} << 32U | party);
}

std::optional<calendar::Day> Registry::adopted_on(std::uint16_t pack, base::Symbol party) const {
  auto const found = adopted_[pack].find(party);
  return found == adopted_[pack].end() ? std::nullopt : std::optional(found->second);
}

}  // namespace overens::obligation
