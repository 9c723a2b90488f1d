#include "app/organisation/units.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "event/known.hpp"

namespace overens::app {
namespace {

namespace known = event::known;
using event::said;

std::optional<int> years(event::PlainValues const& values, char const* field) {
  auto const& written = said(values, field);
  return written.empty() ? std::nullopt : std::optional(std::stoi(written));
}

void describe(UnitDetails& unit, event::PlainValues const& values) {
  if (auto const& name = said(values, "name"); !name.empty()) unit.name = name;
  unit.municipality = said(values, "municipality");
  unit.from_age = years(values, "from_age");
  unit.through_age = years(values, "through_age");
  unit.telephone = said(values, "telephone");
  unit.web = said(values, "web");
  unit.email = said(values, "email");
  unit.visiting_address = said(values, "visiting_address");
  unit.hours = said(values, "hours");
  unit.stand_in = said(values, "stand_in");
  unit.takes_urgent = said(values, "takes_urgent") == "true";
  unit.urgent = said(values, "urgent");
  unit.listed = said(values, "listed") == "true";
}

void take(UnitDetails& unit, TimelineEvent const& event) {
  auto const& type = event.type->name;
  auto const values = plain_values(event);
  if (type == known::unit_opened) {
    unit.id = event.subject.id;
    unit.authority = said(values, "authority");
    unit.kind = said(values, "kind");
    unit.name = said(values, "name");
    unit.municipality = said(values, "municipality");
  } else if (type == known::unit_described) {
    describe(unit, values);
  } else if (type == known::unit_verified) {
    auto const on = event.happened.day;
    unit.verified = {event.id, on, on + std::chrono::days(event.type->lasts_days)};
  } else if (type == known::unit_closed) {
    unit.closed = true;
  }
}

// A doubt stands until somebody has gone through the details after it was recorded.
void doubt(UnitDetails& unit, std::vector<TimelineEvent> const& events) {
  std::set<std::string> what;
  for (auto const& event : events) {
    if (event.withdrawn) {
      if (event.type->name == known::unit_doubted) ++unit.withdrawn_doubts;
      continue;
    }
    if (event.type->name == known::unit_verified) {
      unit.doubted = false;
      what.clear();
    }
    if (event.type->name != known::unit_doubted) continue;
    unit.doubted = true;
    for (auto const& value : event.fields) what.insert(value.text);
  }
  unit.doubts.assign(what.begin(), what.end());
}

// What happened later holds, in whichever order it was recorded.
std::optional<UnitDetails> unit_on(std::vector<TimelineEvent> const& events, calendar::Day day) {
  std::vector<TimelineEvent const*> in_order;
  for (auto const& event : events) {
    if (!event.withdrawn && event.happened.day <= day) in_order.push_back(&event);
  }
  std::stable_sort(in_order.begin(), in_order.end(), [](auto const* a, auto const* b) {
    auto const is_opening = [](auto const* one) { return one->type->name == known::unit_opened; };
    return is_opening(a) != is_opening(b) ? is_opening(a) : a->happened.day < b->happened.day;
  });
  UnitDetails unit;
  for (auto const* event : in_order) take(unit, *event);
  if (unit.id.empty()) return std::nullopt;
  doubt(unit, events);
  return unit;
}

bool is_kept(journal::SubjectRef const& about) {
  return about.kind == "unit" || about.kind == "authority";
}

// Under the id of the authority.
void name_authority(UnitDetails& unit, std::vector<TimelineEvent> const& events) {
  for (auto const& event : events) {
    if (event.withdrawn || event.type->name != known::authority_registered) continue;
    auto const values = plain_values(event);
    unit.authority_name = said(values, "name");
    unit.party = said(values, "party");
  }
}

}  // namespace

bool is_of_units(journal::Entry const& entry) {
  return std::any_of(entry.subjects.begin(), entry.subjects.end(), is_kept);
}

std::optional<UnitDetails> Units::made(Kept const& kept, calendar::Day day) const {
  auto unit = unit_on(kept.events, day);
  if (!unit) return unit;
  auto const authority = kept_.find({"authority", unit->authority});
  if (authority != kept_.end()) name_authority(*unit, authority->second->events);
  return unit;
}

std::vector<UnitDetails> Units::on(calendar::Day day) const {
  std::vector<UnitDetails> all;
  for (auto const& [about, kept] : kept_) {
    if (about.kind != "unit") continue;
    if (auto unit = made(*kept, day)) all.push_back(std::move(*unit));
  }
  return all;
}

std::optional<UnitDetails> Units::find(std::string const& id, calendar::Day day) const {
  auto const found = kept_.find({"unit", id});
  return found == kept_.end() ? std::nullopt : made(*found->second, day);
}

std::vector<SubjectSummary> Units::authorities() const {
  std::vector<SubjectSummary> all;
  for (auto const& [about, kept] : kept_) {
    if (about.kind != "authority") continue;
    if (auto one = summary_of(kept->events, about)) all.push_back(std::move(*one));
  }
  std::sort(all.begin(), all.end(), [](SubjectSummary const& a, SubjectSummary const& b) {
    return std::tie(a.name, a.subject) < std::tie(b.name, b.subject);
  });
  return all;
}

std::shared_ptr<Units const> const& Units::none() {
  static auto const none = std::make_shared<Units const>();
  return none;
}

std::shared_ptr<Units const> Units::with(std::shared_ptr<Units const> const& before,
                                         std::vector<journal::Entry> const& entries,
                                         event::Vocabulary const& vocabulary) {
  auto made = std::make_shared<Units>(*before);
  std::map<journal::SubjectRef, std::shared_ptr<Kept>> changed;
  for (auto const& entry : entries) {
    for (auto const& about : entry.subjects) {
      if (!is_kept(about)) continue;
      auto& kept = changed[about];
      auto const& old = made->kept_[about];
      if (kept == nullptr) kept = old == nullptr ? std::make_shared<Kept>() : std::make_shared<Kept>(*old);
      kept->entries.push_back(entry);
    }
  }
  for (auto& [about, kept] : changed) {
    kept->events = timeline(kept->entries, about, vocabulary);
    made->kept_[about] = std::move(kept);
  }
  return made;
}

}  // namespace overens::app
