#include "web/forms/event_draft.hpp"

#include <algorithm>

#include "event/known.hpp"
#include "web/timeline_view.hpp"

namespace overens::web {

using event::DataField;
using event::Draft;
using event::DraftField;
namespace known = event::known;

namespace {

event::DraftValue value_of(DataField const& field, std::string const& kept) {
  switch (field.type) {
    case DataField::Type::integer:
      return std::int64_t{std::stol(kept)};
    case DataField::Type::money:
      return std::int64_t{ore(kept)};
    case DataField::Type::boolean:
      return kept == "ja";
    default:
      return kept;
  }
}

std::string kept_of(app::FieldValue const& value) {
  switch (value.field->type) {
    case DataField::Type::integer:
      return std::to_string(value.number);
    case DataField::Type::money:
      return kronor(value.number);
    case DataField::Type::boolean:
      return value.number != 0 ? "ja" : "nej";
    case DataField::Type::day:
      return calendar::to_string(calendar::Day(std::chrono::days(value.number)));
    default:
      return value.text;
  }
}

std::vector<std::string> kept_of(app::TimelineEvent const& event, DataField const& field) {
  std::vector<std::string> kept;
  for (auto const& value : event.fields) {
    if (value.field == &field) kept.push_back(kept_of(value));
  }
  return kept;
}

Draft change_of(app::TimelineEvent const& event, char const* type, calendar::Day today) {
  Draft draft;
  draft.type = type;
  draft.happened = calendar::to_string(today);
  draft.owner = event.owner;
  draft.data = {{"event", {event.id}, false}};
  return draft;
}

}  // namespace

DraftField draft_field(DataField const& field, std::vector<std::string> const& kept) {
  DraftField draft{field.name, {}, field.list};
  for (auto const& one : kept) draft.values.push_back(value_of(field, one));
  return draft;
}

void put_event(Form& form, app::TimelineEvent const& event) {
  form.put(when_name, {shown(event.happened)});
  for (auto const& data : event.type->data) {
    if (data.type != DataField::Type::raw) form.put(field_name(data.name), kept_of(event, data));
  }
}

void put_standing(Form& form, event::EventType const& type, std::vector<app::TimelineEvent> const& events) {
  std::vector<app::TimelineEvent const*> said;
  for (auto const& event : events) {
    if (!event.withdrawn && (event.type->replaces || event.type->starts)) said.push_back(&event);
  }
  std::stable_sort(said.begin(), said.end(),
                   [](auto const* a, auto const* b) { return a->happened.day > b->happened.day; });
  if (said.empty()) return;
  // What stands is said by the last that replaces; what that leaves out is not known any more, but for the name.
  for (auto const& data : type.data) {
    if (form.is_filled_in(field_name(data.name))) continue;
    for (auto const* event : said) {
      auto const* field = event->type->field(data.name);
      auto kept = field == nullptr ? std::vector<std::string>() : kept_of(*event, *field);
      if (!kept.empty()) form.put(field_name(data.name), std::move(kept));
      if (!form.values(field_name(data.name)).empty() || (event->type->replaces && data.name != "name")) break;
    }
  }
}

std::vector<std::string> emptied(Form const& form, app::TimelineEvent const& event) {
  std::vector<std::string> names;
  for (auto const& data : event.type->data) {
    if (data.type == DataField::Type::raw || kept_of(event, data).empty()) continue;
    auto name = field_name(data.name);
    if (!form.is_filled_in(name)) names.push_back(std::move(name));
  }
  return names;
}

Draft envelope_of(Form const& form, event::EventType const& type, std::string const& authority) {
  Draft draft;
  draft.type = type.name;
  if (form.has(when_name)) draft.happened = calendar::to_string(form.moment(when_name).value_or(calendar::Moment()));
  draft.owner = authority.empty() ? form.value(owner_name) : authority;
  if (form.has(told_by_name)) draft.as_told_by = form.value(told_by_name);
  return draft;
}

Draft draft_of(Form const& form, event::EventType const& type, std::string const& authority) {
  auto draft = envelope_of(form, type, authority);
  for (auto const& data : type.data) {
    if (data.type == DataField::Type::raw) continue;
    if (!authority.empty() && names_owner(type, data)) {
      draft.data.push_back({data.name, {authority}, false});
      continue;
    }
    if (!form.has(field_name(data.name))) continue;  // said by what the form is about
    auto const& kept = form.values(field_name(data.name));
    if (!kept.empty()) draft.data.push_back(draft_field(data, kept));
  }
  return draft;
}

Draft correction_of(Form const& form, app::TimelineEvent const& event, calendar::Day today) {
  auto draft = change_of(event, known::corrected, today);
  // To the minute, as it is shown: a form that nobody changed corrects nothing.
  if (form.value(when_name) != shown(event.happened))
    draft.data.push_back({"happened", {calendar::to_string(form.moment(when_name).value_or(event.happened))}, false});
  DraftField corrected{"data", {}, false};
  std::vector<DraftField> changed;
  for (auto const& data : event.type->data) {
    if (data.type == DataField::Type::raw) continue;
    auto const& kept = form.values(field_name(data.name));
    if (kept != kept_of(event, data)) changed.push_back(draft_field(data, kept));
  }
  if (!changed.empty()) {
    corrected.values.emplace_back(std::move(changed));
    draft.data.push_back(std::move(corrected));
  }
  return draft;
}

Draft withdrawal_of(Form const& form, app::TimelineEvent const& event, calendar::Day today) {
  auto draft = change_of(event, known::withdrawn, today);
  for (auto const& field : form.fields())
    draft.data.push_back({field.name.substr(field_name("").size()), {form.value(field.name)}, false});
  return draft;
}

}  // namespace overens::web
