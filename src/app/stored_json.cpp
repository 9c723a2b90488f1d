#include "app/stored_json.hpp"

#include <array>
#include <stdexcept>

#include <nlohmann/json.hpp>
#include <simdjson.h>

namespace overens::app {
namespace {

using Json = nlohmann::ordered_json;
using obligation::Knowledge;
using obligation::Life;
using obligation::Outcome;
using obligation::Part;
namespace dom = simdjson::dom;

constexpr std::pair<char const*, bool Knowledge::*> unknowns[] = {
    {"source_incomplete", &Knowledge::source_incomplete},
    {"not_told", &Knowledge::not_told},
    {"others_acts_unseen", &Knowledge::others_acts_unseen},
    {"group_unknown", &Knowledge::group_unknown}};

constexpr std::array lives = {Life::waiting, Life::open, Life::paused, Life::closed};
constexpr std::array outcomes = {Outcome::none,     Outcome::met,    Outcome::met_late,    Outcome::met_after_watch,
                                 Outcome::breached, Outcome::missed, Outcome::ended_unmet, Outcome::released,
                                 Outcome::voided,   Outcome::kept,   Outcome::broken,      Outcome::used,
                                 Outcome::not_used};
constexpr std::array paces = {obligation::Pace::strict, obligation::Pace::lenient, obligation::Pace::watched,
                              obligation::Pace::waits,  obligation::Pace::missed,  obligation::Pace::settled};
constexpr std::array<std::pair<std::string_view, agreement::Verb>, 5> verbs = {{{"must", agreement::Verb::must},
                                                                                {"should", agreement::Verb::should},
                                                                                {"may", agreement::Verb::may},
                                                                                {"must_not", agreement::Verb::must_not},
                                                                                {"promise", agreement::Verb::promise}}};
constexpr std::array all_taken = {Taken::no_case, Taken::by_nobody, Taken::by_somebody};
constexpr std::array parts = {Part::to_act, Part::own_part_done, Part::waits_for_other};

std::runtime_error altered(std::string_view what) {
  return std::runtime_error("what the store holds is not as it was written: " + std::string(what));
}

template <class Word, std::size_t count>
Word word_of(std::array<Word, count> const& words, std::string_view written) {
  for (auto const word : words) {
    if (to_string(word) == written) return word;
  }
  throw altered(written);
}

/// Reads a text whose form is known; whatever does not fit it is refused as altered.
template <class Read>
auto read_json(std::string_view json, Read const& read) {
  thread_local dom::parser parser;
  try {
    return read(dom::element(parser.parse(json.data(), json.size())));
  } catch (simdjson::simdjson_error const&) {
    throw altered(json);
  }
}

// Of what may be left out: as the value says when it stands.
std::string text(dom::element const& object, char const* key) {
  auto const value = object[key];
  return value.error() == simdjson::SUCCESS ? std::string(std::string_view(value)) : std::string();
}
bool flag(dom::element const& object, char const* key) {
  auto const value = object[key];
  return value.error() == simdjson::SUCCESS && bool(value);
}
std::optional<calendar::Instant> instant(dom::element const& object, char const* key) {
  auto const word = text(object, key);
  return word.empty() ? std::nullopt : calendar::parse_instant(word);
}

event::ObjectClass read_secrecy(dom::element const& object) {
  std::string_view const word = object["secrecy"];
  auto const secrecy = event::find_object_class(word);
  if (!secrecy) throw altered(word);
  return *secrecy;
}

BearerRow read_bearer(dom::element const& object) {
  BearerRow bearer;
  bearer.id = text(object, "id");
  bearer.part = word_of(parts, std::string_view(object["part"]));
  bearer.own = flag(object, "own");
  bearer.left_out = flag(object, "left_out");
  bearer.role = text(object, "role");
  auto const unknown = object["unknown"];
  if (unknown.error() != simdjson::SUCCESS) return bearer;
  for (std::string_view const said : dom::array(unknown)) {
    for (auto const& [word, member] : unknowns) bearer.knowledge.*member |= said == word;
  }
  return bearer;
}

}  // namespace

Json as_json(std::vector<BearerRow> const& bearers) {
  auto list = Json::array();
  for (auto const& bearer : bearers) {
    Json one = {{"id", bearer.id}, {"part", to_string(bearer.part)}};
    for (auto const& [word, member] : unknowns) {
      if (bearer.knowledge.*member) one["unknown"].push_back(word);
    }
    if (bearer.own) one["own"] = true;
    if (bearer.left_out) one["left_out"] = true;
    if (!bearer.role.empty()) one["role"] = bearer.role;
    list.push_back(std::move(one));
  }
  return list;
}

std::vector<BearerRow> read_bearers(std::string_view json) {
  return read_json(json, [](dom::element const& list) {
    std::vector<BearerRow> bearers;
    for (auto const bearer : dom::array(list)) bearers.push_back(read_bearer(bearer));
    return bearers;
  });
}

Json as_json(ObligationDetails const& details) {
  Json json = {{"per", details.per}, {"subject", details.subject}};
  if (!details.period.empty()) json["period"] = details.period;
  if (details.number != 0) json["number"] = details.number;
  if (details.due_at) json["due_at"] = calendar::to_string(*details.due_at);
  if (details.watch) json["watch_on"] = calendar::to_string(details.watch->day);
  if (details.watch && details.watch->at) json["watch_at"] = calendar::to_string(*details.watch->at);
  if (details.moved_from) json["moved_from"] = calendar::to_string(*details.moved_from);
  if (details.waits_for_anchor) json["waits_for_anchor"] = true;
  if (details.practice) json["practice"] = true;
  if (!details.opened_by.empty()) json["opened_by"] = details.opened_by;
  if (details.received) json["received"] = access::word_of(*details.received);
  json["secrecy"] = to_string(details.secrecy);
  if (details.done_late_on) json["done_late_on"] = calendar::to_string(*details.done_late_on);
  if (details.broken_on) json["broken_on"] = calendar::to_string(*details.broken_on);
  if (!details.incomplete_sources.empty()) json["incomplete_sources"] = details.incomplete_sources;
  return json;
}

ObligationDetails read_details(std::string_view json) {
  return read_json(json, [&](dom::element const& object) {
    if (!object.is_object()) throw altered(json);
    ObligationDetails details;
    details.per = text(object, "per");
    details.subject = text(object, "subject");
    details.period = text(object, "period");
    std::int64_t number = 0;
    if (object["number"].get_int64().get(number) == simdjson::SUCCESS) details.number = static_cast<int>(number);
    details.due_at = instant(object, "due_at");
    if (auto const day = calendar::parse_day(text(object, "watch_on")))
      details.watch = calendar::Due{*day, instant(object, "watch_at")};
    details.moved_from = calendar::parse_day(text(object, "moved_from"));
    details.waits_for_anchor = flag(object, "waits_for_anchor");
    details.practice = flag(object, "practice");
    details.opened_by = text(object, "opened_by");
    details.received = access::read_relation(text(object, "received"));
    details.secrecy = read_secrecy(object);
    details.done_late_on = calendar::parse_day(text(object, "done_late_on"));
    details.broken_on = calendar::parse_day(text(object, "broken_on"));
    auto const sources = object["incomplete_sources"];
    if (sources.error() != simdjson::SUCCESS) return details;
    for (std::string_view const source : dom::array(sources)) details.incomplete_sources.emplace_back(source);
    return details;
  });
}

Json details_as_json(CaseHead const& head) {
  Json json = {{"secrecy", to_string(head.secrecy)}};
  if (!head.team.unit.empty()) json["unit"] = head.team.unit;
  if (head.only_received) json["only_received"] = access::word_of(*head.only_received);
  if (head.team.is_protected) json["protected"] = true;
  if (head.team.is_blocked) json["blocked"] = true;
  if (head.waits_for_answer) json["waits"] = true;
  if (head.come_in == ComeIn::waiting) json["come_in"] = true;
  if (head.come_in == ComeIn::answered) json["come_in_answered"] = true;
  for (auto const& holder : head.team.holders) {
    Json one = {{"staff", holder.staff}};
    if (holder.is_named) one["named"] = true;
    json["holders"].push_back(std::move(one));
  }
  return json;
}

void read_details(std::string_view json, CaseHead& into) {
  read_json(json, [&](dom::element const& object) {
    if (!object.is_object()) throw altered(json);
    into.secrecy = read_secrecy(object);
    into.team.unit = text(object, "unit");
    into.only_received = access::read_relation(text(object, "only_received"));
    into.team.is_protected = flag(object, "protected");
    into.team.is_blocked = flag(object, "blocked");
    into.waits_for_answer = flag(object, "waits");
    if (flag(object, "come_in_answered")) into.come_in = ComeIn::answered;
    if (flag(object, "come_in")) into.come_in = ComeIn::waiting;
    auto const holders = object["holders"];
    if (holders.error() != simdjson::SUCCESS) return true;
    for (auto const holder : dom::array(holders))
      into.team.holders.push_back({std::string(std::string_view(holder["staff"])), flag(holder, "named")});
    return true;
  });
}

Life read_life(std::string_view word) {
  return word_of(lives, word);
}
std::string_view word_of(agreement::Verb verb) {
  for (auto const& [word, one] : verbs) {
    if (one == verb) return word;
  }
  return {};
}
agreement::Verb read_verb(std::string_view word) {
  for (auto const& [written, verb] : verbs) {
    if (written == word) return verb;
  }
  throw altered(word);
}
obligation::Pace read_pace(std::string_view word) {
  return word_of(paces, word);
}
Taken read_taken(std::string_view word) {
  return word_of(all_taken, word);
}
Outcome read_outcome(std::string_view word) {
  return word_of(outcomes, word);
}

}  // namespace overens::app
