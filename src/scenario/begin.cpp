#include "scenario/begin.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "event/known.hpp"
#include "scenario/line_key.hpp"

namespace overens::scenario {
namespace {

using agreement::Condition;
using agreement::Norm;
using agreement::Where;
using calendar::Day;
using event::DataField;
using event::EventType;
using event::Vocabulary;
using Fields = std::map<std::string, std::string>;

constexpr char const* municipality = "kommun";
constexpr char const* region = "region";

std::string id_of(std::string const& kind) {
  if (kind == "party" || kind == "municipality") return "municipality";
  return kind.empty() ? "x1" : kind + "1";
}

std::string value_of(DataField const& field, Vocabulary const& vocabulary) {
  switch (field.type) {
    case DataField::Type::code: {
      auto const* set = vocabulary.code_set(field.of);
      return set == nullptr || set->codes.empty() ? "?" : set->codes.front().id;
    }
    case DataField::Type::day:
      return "2026-03-09";
    case DataField::Type::integer:
      return "1";
    case DataField::Type::money:
      return "100000";
    case DataField::Type::boolean:
      return "true";
    case DataField::Type::words:
      return "ord";
    case DataField::Type::id:
      return id_of(field.of);
    case DataField::Type::authority:
      return region;
    case DataField::Type::unit:
      return "unit1";
    case DataField::Type::party:
      return "municipality";
    case DataField::Type::type:
      return vocabulary.types.front().name;
    case DataField::Type::raw:
      return {};
  }
  return {};
}

// A value that the condition on a field is true of; nothing when no value makes it so.
std::string value_for(Where const& where, EventType const& type, Vocabulary const& vocabulary) {
  switch (where.is) {
    case Where::Is::any_of:
      return where.words.empty() ? std::string() : where.words.front();
    case Where::Is::has:  // all of them
      return fmt::format("{}", fmt::join(where.words, ","));
    case Where::Is::at_least:
      return std::to_string(where.least);
    case Where::Is::none_of: {
      auto const* field = type.field(where.field);
      auto const* set = field == nullptr ? nullptr : vocabulary.code_set(field->of);
      if (set == nullptr) return {};
      auto const allowed = std::find_if(set->codes.begin(), set->codes.end(), [&](event::Code const& code) {
        return std::find(where.words.begin(), where.words.end(), code.id) == where.words.end();
      });
      return allowed == set->codes.end() ? std::string() : allowed->id;
    }
  }
  return {};
}

/// Writes the scenarios of one rule.
class Beginning {
 public:
  Beginning(agreement::Pack const& pack, Norm const& norm, Vocabulary const& vocabulary, BegunWords const& words)
      : pack_(pack), norm_(norm), v_(vocabulary), words_(words), first_(pack.validity.from + std::chrono::days(60)) {}

  // One in which what is asked for, forbidden or allowed happens.
  Begun coming(std::string const& outcome) { return write(true, outcome, words_.comes); }
  Begun not_coming(std::string const& ending) { return write(false, ending, words_.comes_not); }

 private:
  Begun write(bool acts, std::string const& ending, std::string const& title) {
    lines_.clear();
    others_.clear();
    opener_ = municipality;
    auto const anchor = open();
    auto act_on = anchor;
    if (acts) {
      act_on = anchor + std::chrono::days(1);
      if (auto const last = last_day(anchor)) act_on = std::min(act_on, *last);
      for (auto const* condition : done()) add(*condition, act_on, Of::act);
    }
    std::string text =
        fmt::format("# {}\nscenario {}: {}\nshow {}\n", words_.first_line, norm_.title.sv, title, norm_.id);
    auto const joined = calendar::to_string(pack_.validity.from);
    for (auto const* one : {municipality, region})
      text += fmt::format("authority {} {} {} joined {}\n", one, kind_of(one), party_of(kind_of(one)), joined);
    for (auto const& kind : others_)
      text += fmt::format("authority {0} {0} {1} joined {2}\n", kind, party_of(kind), joined);
    for (auto const& one : lines_) text += one + "\n";
    for (auto const day : std::set<Day>{first_, acts ? act_on : unmet_on(anchor)})
      text += fmt::format("on {}\n", calendar::to_string(day));
    return {norm_.id + "-" + ending, text, acts ? ending : std::string()};
  }

  // The first kind of authority that the vocabulary has for such a party.
  std::string kind_of(std::string const& authority) const {
    auto const party = authority == region ? "region" : "municipality";
    auto const found = std::find_if(v_.authority_kinds.begin(), v_.authority_kinds.end(),
                                    [&](event::AuthorityKind const& kind) { return kind.party == party; });
    return found == v_.authority_kinds.end() ? std::string() : found->id;
  }

  std::string party_of(std::string const& kind) const {
    auto const* found = v_.authority_kind(kind);
    return found == nullptr || found->party == "private" ? "-" : found->party;
  }

  // What opens it, and the day its last day is counted from.
  Day open() {
    if (norm_.bearer.form == agreement::Bearer::Form::forum) found_forum();
    if (norm_.opens) {
      join(*norm_.opens);
      add(*norm_.opens, first_, Of::opening);
    } else if (norm_.bearer.form != agreement::Bearer::Form::forum || norm_.per != "forum") {
      begin_subject();
    }
    if (!norm_.after) return first_;
    add(*norm_.after, first_ + std::chrono::days(1), Of::opening);
    return first_ + std::chrono::days(1);
  }

  // Both take part in a case, so that each can be bound.
  void join(Condition const& opens) {
    auto const* type = v_.type(leaf(opens).event);
    if (type == nullptr || type->in_case == event::Presence::none) return;
    for (auto const& role : v_.roles) {
      for (auto const& source : role.found) {
        auto const* joined = v_.type(source.event);
        if (source.in != event::RoleSource::In::participant || joined == nullptr) continue;
        for (auto const& [who, other] : {std::pair(municipality, region), std::pair(region, municipality)})
          lines_.push_back(example_line(*joined, v_, {calendar::to_string(first_), other, {}, {{source.field, who}}}));
        return;
      }
    }
  }

  static Condition const& leaf(Condition const& condition) {
    return condition.form == Condition::Form::event ? condition : leaf(condition.parts.front());
  }

  // A duty that no event opens stands for every subject of a kind: one that begins.
  void begin_subject() {
    auto const begins = std::find_if(v_.types.begin(), v_.types.end(),
                                     [&](EventType const& type) { return type.starts && type.subject == norm_.per; });
    if (begins == v_.types.end()) return;
    lines_.push_back(line(*begins, {}, first_));
  }

  void found_forum() {
    if (auto const* founded = v_.type(event::known::forum_founded))
      lines_.push_back(line(*founded, {{"role", norm_.bearer.forum}}, first_));
  }

  std::vector<Condition const*> done() const {
    std::vector<Condition const*> all;
    auto const take = [&](std::optional<Condition> const& one) {
      if (all.empty() && one) all.push_back(&*one);
    };
    take(norm_.broken_by);
    take(norm_.used_by);
    take(norm_.met);
    if (!all.empty()) return all;
    for (auto const& step : norm_.steps) all.push_back(&step);
    return all;
  }

  std::optional<Day> last_day(Day anchor) const {
    if (!norm_.due || !norm_.due->recipe) return std::nullopt;
    auto const due = calendar::due(calendar::Moment::whole(anchor), *norm_.due->recipe, pack_.rules);
    return due ? std::optional(due->day) : std::nullopt;
  }

  // The day after the last; of what has none, a month on; of what comes back, so that a whole period has gone.
  Day unmet_on(Day anchor) const {
    if (auto const last = last_day(anchor)) return *last + std::chrono::days(1);
    auto on = anchor + std::chrono::days(30);
    if (norm_.every) {
      auto const next = calendar::add(anchor, norm_.every->span, pack_.rules);
      auto const after = next ? calendar::add(*next, norm_.every->span, pack_.rules) : next;
      if (after) on = *after + std::chrono::days(1);
    }
    return on;
  }

  enum class Of { opening, act };

  void add(Condition const& condition, Day day, Of of) {
    switch (condition.form) {
      case Condition::Form::any:
        return add(condition.parts.front(), day, of);
      case Condition::Form::all:
        for (auto const& part : condition.parts) add(part, day, of);
        return;
      case Condition::Form::event:
        break;
    }
    auto const* type = v_.type(condition.event);
    if (type == nullptr) return;
    for (auto const& by : of == Of::act ? doers(condition) : std::vector<std::string>{municipality}) {
      for (int turn = 0; turn < condition.times; ++turn) {
        add_event(*type, condition, day, turn, distinct(condition) && turn % 2 == 1 ? region : by);
        if (of == Of::opening) opener_ = last_by_;
      }
    }
  }

  static bool distinct(Condition const& condition) {
    return condition.distinct == "party" || condition.distinct == "authority";
  }

  // Who acts, by the kinds that the roles can be of: each of several that each owe it, otherwise the first.
  std::vector<std::string> doers(Condition const& condition) const {
    auto const who = [&](std::string const& role) -> std::string {
      auto const* found = v_.role(role);
      if (found == nullptr || found->kinds.empty()) return opener_;
      auto const of_region = std::all_of(found->kinds.begin(), found->kinds.end(), [&](auto const& kind) {
        auto const* of = v_.authority_kind(kind);
        return of != nullptr && of->party == "region";
      });
      return of_region ? region : municipality;
    };
    if (!condition.of.empty()) return {who(condition.of)};
    std::vector<std::string> all;
    for (auto const& role : norm_.bearer.roles) {
      if (auto by = who(role); std::find(all.begin(), all.end(), by) == all.end()) all.push_back(std::move(by));
    }
    if (all.empty()) return {norm_.bearer.parties == agreement::Bearer::Parties::region ? region : opener_};
    if (!norm_.bearer.each && norm_.by != Norm::By::all) all.resize(1);
    return all;
  }

  void add_event(EventType const& type, Condition const& condition, Day day, int turn, std::string by) {
    Fields fields;
    std::string unit;
    for (auto const& where : condition.where) {
      auto const value = value_for(where, type, v_);
      if (value.empty()) continue;
      if (where.field == "by_kind") {
        by = authority_of(value);
      } else if (where.field == "unit_kind") {
        unit = unit_of(value, day);
      } else {
        fields[where.field] = value;
      }
    }
    if (!unit.empty()) fields["unit"] = unit;
    last_by_ = by;
    lines_.push_back(line(type, fields, day, by, turn));
  }

  std::string authority_of(std::string const& kind) {
    for (auto const* one : {municipality, region}) {
      if (kind == kind_of(one)) return one;
    }
    others_.insert(kind);
    return kind;
  }

  std::string unit_of(std::string const& kind, Day day) {
    auto const* opened = v_.type(event::known::unit_opened);
    if (opened == nullptr || opened->field("kind") == nullptr) return {};
    lines_.push_back(line(*opened, {{"kind", kind}, {"authority", region}}, day, region));
    return id_of("unit");
  }

  std::string line(EventType const& type, Fields fields, Day day, std::string const& by = municipality, int turn = 0) {
    if (type.field("agreement") != nullptr) fields.emplace("agreement", pack_.agreement);
    Example example{calendar::to_string(day), by, {}, std::move(fields)};
    if (type.subject == "agreement") {
      example.subject = pack_.agreement;
      if (type.field("version") != nullptr) example.fields.emplace("version", pack_.version);
    }
    if (turn > 0 && type.subject != norm_.per && !type.subject.empty())
      example.subject = type.subject + std::to_string(turn + 1);
    return example_line(type, v_, std::move(example));
  }

  agreement::Pack const& pack_;
  Norm const& norm_;
  Vocabulary const& v_;
  BegunWords const& words_;
  Day first_;
  std::vector<std::string> lines_;
  std::string opener_;   ///< who recorded what opened it
  std::string last_by_;  ///< who recorded the last line
  std::set<std::string> others_;
};

}  // namespace

std::string example_line(EventType const& type, Vocabulary const& vocabulary, Example example) {
  auto out = example.when + " " + type.name;
  if (!type.subject.empty()) out += " " + (example.subject.empty() ? id_of(type.subject) : example.subject);
  for (auto const& field : type.data) {
    if (field.required) example.fields.emplace(field.name, value_of(field, vocabulary));
  }
  for (auto const& field : type.data) {
    auto const value = example.fields.find(field.name);
    if (value != example.fields.end() && !value->second.empty())
      out += fmt::format(" {}{}={}", line_key(field.name) ? "data." : "", field.name, value->second);
  }
  if (type.field("unit") == nullptr && example.fields.contains("unit")) out += " unit=" + example.fields["unit"];
  return out + " by=" + example.by;
}

std::vector<Begun> begin(agreement::Pack const& pack, Norm const& norm, Vocabulary const& vocabulary,
                         BegunWords const& words) {
  Beginning beginning(pack, norm, vocabulary, words);
  switch (norm.verb) {
    case agreement::Verb::must_not:
      return {beginning.coming("broken"), beginning.not_coming("kept")};
    case agreement::Verb::may:
      return {beginning.coming("used"), beginning.not_coming("unused")};
    case agreement::Verb::must:
    case agreement::Verb::should:
    case agreement::Verb::promise:
      return {beginning.coming("met"), beginning.not_coming("missed")};
  }
  return {};
}

}  // namespace overens::scenario
