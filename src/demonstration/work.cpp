// What the agreement asks for in the year, and what was done about it.

#include <algorithm>

#include <fmt/format.h>

#include "demonstration/story.hpp"
#include "obligation/ways.hpp"

namespace overens::demonstration {

using calendar::Day;
using event::DataField;
using obligation::BearerOf;
using obligation::Obligation;
using obligation::Way;
using std::chrono::days;
using Json = nlohmann::ordered_json;

namespace {

// So many in a hundred are done in time, and so many late; the others not at all.
constexpr double in_time = 0.68, late = 0.16;

// The ways of going on with a duty that are done: the first, and with one of several that are all needed, those.
std::vector<Way> done(Obligation const& o, BearerOf const& bearer, std::string const& kind,
                      event::Vocabulary const& vocabulary) {
  obligation::WayAsker asker;
  if (bearer.role != nullptr) asker.roles.push_back(bearer.role->id);
  asker.authority_kind = kind;
  std::vector<Way> all;
  for (auto& way : obligation::ways(*o.norm, asker, vocabulary)) {
    if (!way.recorded_by.empty()) continue;
    if (way.does == Way::Does::releases || way.does == Way::Does::moves ||
        (!all.empty() && !(way.is_one_of && all.front().is_one_of)))
      continue;
    all.push_back(std::move(way));
  }
  return all;
}

}  // namespace

void Work::run() {
  show_commitments();
  for (auto today = year_.from; today <= year_.through; today += days(7)) {
    while (!planned_.empty() && planned_.begin()->first < today) {
      story_.tell(planned_.begin()->second, year_.through);
      planned_.erase(planned_.begin());
    }
    obligation::Question question;
    question.on = calendar::Moment::whole(today);
    obligation::Engine::Session session(story_.engine(), question);
    for (std::uint32_t group = 0; group < session.groups(); ++group) {
      for (auto const* answer : session.ask(group)) {
        for (auto const& o : answer->obligations) plan(o, session.registry(), today);
      }
    }
  }
  for (auto const& [day, what] : planned_) story_.tell(what, year_.through);
}

void Work::plan(Obligation const& o, obligation::Registry const& registry, Day today) {
  auto const* kind = story_.vocabulary().kind(o.norm->per);
  auto const is_shared = kind != nullptr && !kind->individual;
  if (!is_shared || !o.is_duty() || o.pack != year_.pack || o.life != obligation::Life::open ||
      !applies(o, registry, today))
    return;
  for (auto const& bearer : o.bearers) {
    if (bearer.left_out || bearer.name == 0 || bearer.part != obligation::Part::to_act) continue;
    plan_for(o, bearer, today);
    // What any of them can do for all, one does.
    if (o.norm->by != agreement::Norm::By::all) return;
  }
}

void Work::plan_for(Obligation const& o, BearerOf const& bearer, Day today) {
  std::string const who(story_.engine().facts().words().word(bearer.name));
  auto const by = bearer.is_party ? story_.authority_of(who) : who;
  auto const key = fmt::format("{} {}", o.id(), by);
  if (by.empty() || !considered_.emplace(key, true).second) return;
  auto const on = when(o, key, today);
  if (!on) return;
  auto number = 0;
  for (auto const& way : done(o, bearer, story_.kind_of(by), story_.vocabulary())) {
    for (auto time = 0; time < way.times; ++time) {
      Happens what{fmt::format("demo-{:016x}-{}", chance_.number("id", key), ++number), way.type->name,
                   *on + days(7 * time), by};
      what.on = working_day(what.on);
      if (chance_.share("recorded late", what.id) < 0.1)
        what.recorded_after = chance_.between(5, 30, "recorded after", what.id);
      for (auto const& asked : way.asked) {
        if (asked.values.empty() || way.type->field(asked.field) == nullptr) continue;
        auto values = asked.values;
        if (asked.is == obligation::FieldAsked::Is::forum) {
          auto const forums = story_.forums(o.pack->agreement, asked.values.front());
          if (forums.empty()) continue;
          values = {forums.front()};
        }
        if (asked.is != obligation::FieldAsked::Is::fixed) values.resize(1);
        auto const is_list = way.type->field(asked.field)->list;
        what.data[asked.field] = is_list ? Json(values) : Json(values.front());
      }
      if (fill(what, o, bearer.is_party ? who : std::string())) planned_.emplace(what.on, std::move(what));
    }
  }
}

// In time some weeks before the last day, late up to six weeks after it; where there is none, within half a year.
std::optional<Day> Work::when(Obligation const& o, std::string const& by, Day today) const {
  auto const lot = chance_.share("done", by);
  if (lot >= in_time + late) return std::nullopt;
  if (!o.due) return today + days(chance_.between(10, 180, "day", by));
  if (lot >= in_time) return std::max(today, o.due->day + days(chance_.between(3, 42, "day", by)));
  auto const left = static_cast<int>((o.due->day - today).count());
  return left <= 1 ? today : today + days(chance_.between(std::max(1, left / 3), left - 1, "day", by));
}

// What must stand besides what the condition fixes. False when some of it can't be made up, or no subject fits.
bool Work::fill(Happens& what, Obligation const& o, std::string const& party) const {
  auto const& type = *story_.vocabulary().type(what.type);
  auto const own = party.empty() ? std::string() : party;
  for (auto const& field : type.data) {
    if (what.data.contains(field.name)) continue;
    auto const wanted = field.required || (field.type == DataField::Type::party && field.list);
    if (!wanted) continue;
    auto const made = value(field, what, own);
    if (made) {
      what.data[field.name] = *made;
    } else if (field.required) {
      return false;
    }
  }
  what.subject = subject_for(type, o, what, own);
  if (what.subject.empty()) return type.subject.empty();
  auto const* kind = story_.vocabulary().kind(type.subject);
  auto const is_anybodys =
      kind == nullptr || std::find(kind->whose.begin(), kind->whose.end(), "subject") == kind->whose.end();
  return is_anybodys || story_.authority_of(what.subject) == what.owner;
}

std::optional<Json> Work::value(DataField const& field, Happens const& what, std::string const& party) const {
  auto const as = [&](Json one) { return field.list ? Json::array({std::move(one)}) : one; };
  auto const& pack = *year_.pack;
  switch (field.type) {
    case DataField::Type::code: {
      auto const* set = story_.vocabulary().code_set(field.of);
      if (set == nullptr || set->codes.empty()) return std::nullopt;
      return as(set->codes[chance_.number(field.name, what.id) % set->codes.size()].id);
    }
    case DataField::Type::day:
      return as(calendar::to_string(what.on));
    case DataField::Type::integer:
      return as(1);
    case DataField::Type::boolean:
      return as(true);
    case DataField::Type::party: {
      if (!field.list) return party.empty() ? std::nullopt : std::optional<Json>(party);
      auto all = Json::array();  // most of them
      for (auto const& one : pack.parties) {
        if (one.code == party || chance_.share(one.code, what.id) < 0.85) all.push_back(one.code);
      }
      return all;
    }
    case DataField::Type::id:
      if (field.of == "agreement") return as(pack.agreement);
      if (field.of == "municipality" && story_.is_municipality(party)) return as(party);
      return std::nullopt;
    case DataField::Type::words:
      if (field.says == DataField::Says::pack_item && field.of == "version") return as(pack.version);
      return std::nullopt;
    case DataField::Type::authority:
      return as(what.owner);
    case DataField::Type::unit: {
      auto const unit = story_.unit_of(what.owner);
      return unit.empty() ? std::nullopt : std::optional(as(unit));
    }
    case DataField::Type::money:
    case DataField::Type::type:
    case DataField::Type::raw:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string Work::subject_for(event::EventType const& type, Obligation const& o, Happens const& what,
                              std::string const& party) const {
  if (type.subject == o.norm->per) return std::string(o.subject_id);
  if (type.subject == "agreement") return year_.pack->agreement;
  if (type.subject == "party") return party;
  if (type.subject == "municipality") return story_.is_municipality(party) ? party : std::string();
  if (type.subject == "unit") return story_.unit_of(what.owner);
  if (type.subject == "forum") {
    auto const forums = story_.forums(year_.pack->agreement, o.norm->bearer.forum);
    return forums.empty() ? std::string() : forums.front();
  }
  auto const* kind = story_.vocabulary().kind(type.subject);
  return kind == nullptr || kind->individual ? std::string() : fmt::format("{}-{}", what.id, type.subject);
}

// Most of what is promised is shown, each at some time within two years.
void Work::show_commitments() {
  auto const* type = story_.vocabulary().type("commitment.evidenced");
  if (type == nullptr) return;
  for (auto const& commitment : year_.pack->commitments) {
    for (auto const& party : year_.pack->parties) {
      auto const key = commitment.id + " " + party.code;
      if (!commitment.binds(party) || story_.authority_of(party.code).empty() || chance_.share("shown", key) > 0.8)
        continue;
      auto const on = working_day(year_.from + days(chance_.between(7, 730, "shown on", key)));
      Happens what{fmt::format("demo-{:016x}", chance_.number("evidence", key)), type->name, on,
                   story_.authority_of(party.code), fmt::format("{}.{}", year_.pack->agreement, commitment.id)};
      what.data = {{"party", party.code}};
      planned_.emplace(on, std::move(what));
    }
  }
}

}  // namespace overens::demonstration
