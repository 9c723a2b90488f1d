#include "scenario/rule_lines.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "event/known.hpp"
#include "obligation/ways.hpp"

namespace overens::scenario {

using agreement::Bearer;
using agreement::Condition;
using agreement::Norm;
using agreement::Where;
using calendar::Day;
using event::EventType;
using std::chrono::days;

namespace {

constexpr char const* municipality = "kommun";
constexpr char const* region = "region";

bool has_word(std::vector<std::string> const& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

Condition const* ended_in(Condition const& condition) {
  if (condition.form == Condition::Form::event) return condition.not_ended_by.empty() ? nullptr : &condition;
  for (auto const& part : condition.parts) {
    if (auto const* found = ended_in(part)) return found;
  }
  return nullptr;
}

}  // namespace

RuleLines::Opened RuleLines::open(Day first) {
  auto opened = first;
  auto const is_of_forum = norm_.bearer.form == Bearer::Form::forum;
  if (is_of_forum) found_forum(norm_.bearer.forum, example_id("forum"), first);
  if (norm_.opens) {
    take_part(first);
    opened = open_by(*norm_.opens, first);
    put_in_group(first);
  } else if (!is_of_forum || norm_.per != "forum") {
    begin_subject(first);
  }
  if (!norm_.after) return {opened, opened};
  add(*norm_.after, opened + days(2), Of::opening);
  return {opened, opened + days(2)};
}

// What must come before something else does. Of several that must all be so the second comes a day after the first: one
// may end what the other begins.
Day RuleLines::open_by(Condition const& condition, Day day) {
  if (condition.form == Condition::Form::any) return open_by(condition.parts.front(), day);
  if (condition.form == Condition::Form::event) {
    if (v_.type(condition.since) != nullptr) {
      Condition earlier;
      earlier.event = condition.since;
      add(earlier, day, Of::opening);
      day += days(1);
    }
    add(condition, day, Of::opening);
    return day;
  }
  auto parts = obligation::in_few_acts(condition.parts);
  std::stable_partition(parts.begin(), parts.end(),
                        [&](Condition const& part) { return v_.type(part.before) != nullptr; });
  for (auto const& part : parts) {
    add(part, day, Of::opening);
    day += days(1);
  }
  return day - days(1);
}

void RuleLines::found_forum(std::string const& role, std::string const& id, Day day) {
  auto const* founded = v_.type(event::known::forum_founded);
  if (founded == nullptr) return;
  lines_.push_back(example_line(
      *founded, v_, {calendar::to_string(day), municipality, id, {{"role", role}, {"agreement", pack_.agreement}}}));
}

// Both take part in a case, so that each can be bound.
void RuleLines::take_part(Day day) {
  auto const* kind = v_.kind(norm_.per);
  if (kind == nullptr || !kind->individual) return;
  for (auto const& role : v_.roles) {
    for (auto const& source : role.found) {
      auto const* joined = v_.type(source.event);
      if (source.in != event::RoleSource::In::participant || joined == nullptr) continue;
      for (auto const& [name, other] : {std::pair(municipality, region), std::pair(region, municipality)})
        lines_.push_back(line(*joined, {{source.field, name}}, day, other));
      return;
    }
  }
}

// A duty that no event opens stands for every subject of a kind: one that begins.
void RuleLines::begin_subject(Day day) {
  auto const begins = std::find_if(v_.types.begin(), v_.types.end(),
                                   [&](EventType const& type) { return type.starts && type.subject == norm_.per; });
  if (begins != v_.types.end()) lines_.push_back(line(*begins, {}, day, municipality));
}

// Of the group that the rule is for: what is noted of it, and somebody of its age.
void RuleLines::put_in_group(Day day) {
  auto const* group = norm_.groups.empty() ? nullptr : pack_.group(norm_.groups.front());
  if (group == nullptr) return;
  std::vector<std::string> all;
  if (auto const* noted = v_.type(event::known::group_noted); noted != nullptr && !group->noted.empty())
    all.push_back(line(*noted, {{"group", group->noted.front()}}, day, opener_));
  if (auto const* registered = v_.type(event::known::person_registered); registered != nullptr && group->ages) {
    auto const age = group->ages->from ? *group->ages->from : *group->ages->until - 1;
    auto const year = std::chrono::year_month_day(day).year() - std::chrono::years(age);
    auto const born = Day(year / std::chrono::January / 1);
    all.push_back(line(*registered, {{"birth_date", calendar::to_string(born)}}, day, opener_));
  }
  lines_.insert(lines_.begin(), all.begin(), all.end());
}

void RuleLines::act(Condition const& condition, Day day) {
  add(condition, day, Of::act);
}

bool RuleLines::end(Condition const& condition, Day day) {
  auto const* of = ended_in(condition);
  auto const* type = of == nullptr ? nullptr : v_.type(of->not_ended_by);
  if (type == nullptr) return false;
  Condition ending;
  ending.event = of->not_ended_by;
  ending.where = of->ended_where;
  add_event(*type, ending, day, 0, last_by_, Of::act);
  return true;
}

void RuleLines::close_case(Day day) {
  auto const* closed = v_.type(event::known::case_closed);
  if (closed != nullptr) lines_.push_back(line(*closed, {}, day, first_bearer()));
}

void RuleLines::add(Condition const& condition, Day day, Of of) {
  switch (condition.form) {
    case Condition::Form::any:
      return add(condition.parts.front(), day, of);
    case Condition::Form::all:
      for (auto const& part : obligation::in_few_acts(condition.parts)) add(part, day, of);
      return;
    case Condition::Form::event:
      break;
  }
  auto const* type = v_.type(condition.event);
  if (type == nullptr) return;
  auto const is_by_others = condition.distinct == "party" || condition.distinct == "authority";
  for (auto const& by : of == Of::act ? doers(condition) : std::vector<std::string>{first_bearer()}) {
    for (int turn = 0; turn < condition.times; ++turn) {
      add_event(*type, condition, day, turn, is_by_others && turn % 2 == 1 ? region : by, of);
      if (of == Of::opening) opener_ = last_by_;
    }
  }
}

void RuleLines::add_event(EventType const& type, Condition const& condition, Day day, int turn, std::string by, Of of) {
  Fields fields;
  std::string unit_kind;
  for (auto const& where : condition.where) {
    auto const value = value_for(where, type);
    if (value.empty()) continue;
    if (where.is == Where::Is::forum) found_forum(where.words.front(), where.words.front(), day);
    if (where.field == "by_kind") {
      by = authority_of(value);
    } else if (where.field == "unit_kind") {
      unit_kind = value;
    } else {
      fields[where.field] = value;
    }
  }
  auto const is_opened = type.name == event::known::unit_opened && fields.contains("kind");
  if (of == Of::opening && (is_opened || !unit_kind.empty()))
    by = holder_of(is_opened ? fields["kind"] : unit_kind, is_opened ? by : region);
  if (auto const* opened = v_.type(event::known::unit_opened); opened != nullptr && !unit_kind.empty()) {
    lines_.push_back(line(*opened, {{"kind", unit_kind}, {"authority", by}}, day, by));
    fields["unit"] = example_id("unit");
  }
  if (of == Of::opening) name_bearers(type, by, fields);
  last_by_ = by;
  lines_.push_back(line(type, fields, day, by, turn));
}

// What opens it names those whom it binds, in the fields where their roles are looked for.
void RuleLines::name_bearers(EventType const& type, std::string const& by, Fields& fields) const {
  for (auto const& id : norm_.bearer.roles) {
    auto const* role = v_.role(id);
    if (role == nullptr) continue;
    for (auto const& source : role->found) {
      auto const is_here = source.in == event::RoleSource::In::field ||
                           (source.in == event::RoleSource::In::event && source.event == type.name);
      if (is_here && type.field(source.field) != nullptr)
        fields.emplace(source.field, role->kinds.empty() ? by : who(role->id));
    }
  }
}

std::string RuleLines::line(EventType const& type, Fields fields, Day day, std::string const& by, int turn) const {
  if (type.field("agreement") != nullptr) fields.emplace("agreement", pack_.agreement);
  Example example{calendar::to_string(day), by, {}, std::move(fields)};
  if (type.subject == "agreement") {
    example.subject = pack_.agreement;
    if (type.field("version") != nullptr) example.fields.emplace("version", pack_.version);
  }
  if (type.subject == "party" && norm_.bearer.parties == Bearer::Parties::region) example.subject = region;
  auto const* kind = v_.kind(norm_.per);
  if (kind != nullptr && kind->individual) example.in_case = example_id("case");
  if (turn > 0 && type.subject != norm_.per && !type.subject.empty())
    example.subject = type.subject + std::to_string(turn + 1);
  return example_line(type, v_, std::move(example));
}

// Who acts, by the kinds that the roles can be of: each of several that each owe it, otherwise the first.
std::vector<std::string> RuleLines::doers(Condition const& condition) const {
  if (!condition.of.empty()) return {who(condition.of)};
  std::vector<std::string> all;
  for (auto const& role : norm_.bearer.roles) {
    if (auto by = who(role); !has_word(all, by)) all.push_back(std::move(by));
  }
  if (all.empty()) return {norm_.bearer.parties == Bearer::Parties::region ? region : opener_};
  if (!norm_.bearer.each && norm_.by != Norm::By::all) all.resize(1);
  return all;
}

// Who records what opens it has been told of it.
std::string RuleLines::first_bearer() const {
  return norm_.bearer.roles.empty() ? municipality : who(norm_.bearer.roles.front());
}

std::string RuleLines::who(std::string const& role) const {
  auto const* found = v_.role(role);
  if (found == nullptr || found->kinds.empty()) return opener_;
  auto const is_of_region = std::all_of(found->kinds.begin(), found->kinds.end(), [&](auto const& kind) {
    auto const* of = v_.authority_kind(kind);
    return of != nullptr && of->party == region;
  });
  return is_of_region ? region : municipality;
}

// The first kind of authority that the vocabulary has for such a party.
std::string RuleLines::kind_of(std::string const& authority) const {
  auto const party = authority == region ? "region" : "municipality";
  auto const found = std::find_if(v_.authority_kinds.begin(), v_.authority_kinds.end(),
                                  [&](event::AuthorityKind const& kind) { return kind.party == party; });
  return found == v_.authority_kinds.end() ? std::string() : found->id;
}

std::string RuleLines::party_of(std::string const& kind) const {
  auto const* found = v_.authority_kind(kind);
  return found == nullptr || found->party == "private" ? "-" : found->party;
}

std::string RuleLines::authority_of(std::string const& kind) {
  for (auto const* one : {municipality, region}) {
    if (kind == kind_of(one)) return one;
  }
  others_.insert(kind);
  return kind;
}

// Whose such a unit is, as far as the agreement says.
std::string RuleLines::holder_of(std::string const& unit_kind, std::string const& otherwise) const {
  auto const route = std::find_if(pack_.units.begin(), pack_.units.end(),
                                  [&](agreement::UnitRoute const& unit) { return unit.kind == unit_kind; });
  if (route == pack_.units.end()) return otherwise;
  return route->party == region ? region : municipality;
}

// A value that the condition on a field is true of; nothing when the field may be left out for that.
std::string RuleLines::value_for(Where const& where, EventType const& type) const {
  switch (where.is) {
    case Where::Is::any_of:
      return where.words.empty() ? std::string() : where.words.front();
    case Where::Is::has:  // all of them
      return fmt::format("{}", fmt::join(where.words, ","));
    case Where::Is::at_least:
      return std::to_string(where.least);
    case Where::Is::none_of:
      return other_than(where.words, where.field, type);
    case Where::Is::forum:
      return where.words.front();  // founded under the name of its role
  }
  return {};
}

std::string RuleLines::other_than(std::vector<std::string> const& words, std::string const& field,
                                  EventType const& type) const {
  if (field == "by_kind") {
    for (auto const* one : {municipality, region}) {
      if (!has_word(words, kind_of(one))) return kind_of(one);
    }
  }
  auto const others = obligation::values_that_do({field, Where::Is::none_of, words}, type, v_);
  return others.empty() ? std::string() : others.front();
}

std::string RuleLines::text() const {
  std::string all;
  auto const joined = calendar::to_string(pack_.validity.from);
  for (auto const* one : {municipality, region})
    all += fmt::format("authority {} {} {} joined {}\n", one, kind_of(one), party_of(kind_of(one)), joined);
  for (auto const& kind : others_)
    all += fmt::format("authority {0} {0} {1} joined {2}\n", kind, party_of(kind), joined);
  for (auto const& one : lines_) all += one + "\n";
  return all;
}

}  // namespace overens::scenario
