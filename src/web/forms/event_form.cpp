#include "web/forms/event_form.hpp"

#include <algorithm>

#include "access/of_event.hpp"
#include "base/words.hpp"
#include "event/known.hpp"
#include "obligation/period.hpp"
#include "web/timeline_view.hpp"

namespace overens::web {

using base::text;
using event::DataField;
using event::Draft;
using event::DraftField;
namespace known = event::known;

namespace {

constexpr char const* when = "nar";
constexpr char const* owner = "vem";
constexpr char const* told_by = "enligt";

FieldType of_words(DataField const& field) {
  if (field.says == DataField::Says::period) return FieldType::period;
  return field.list || field.line ? FieldType::line : FieldType::words;
}

bool is_chosen(DataField const& field) {
  return field.says == DataField::Says::pack_item || field.says == DataField::Says::event;
}

FieldType type_of(DataField const& field) {
  switch (field.type) {
    case DataField::Type::code:
    case DataField::Type::type:
      return FieldType::code;
    case DataField::Type::day:
      return FieldType::day;
    case DataField::Type::integer:
      return FieldType::integer;
    case DataField::Type::money:
      return FieldType::money;
    case DataField::Type::boolean:
      return FieldType::boolean;
    case DataField::Type::words:
      if (is_chosen(field)) return field.list ? FieldType::code : FieldType::pick;
      return of_words(field);
    case DataField::Type::raw:
      return field.list ? FieldType::line : FieldType::words;
    case DataField::Type::id:
    case DataField::Type::authority:
    case DataField::Type::unit:
    case DataField::Type::party:
      return field.list ? FieldType::code : FieldType::pick;
  }
  return FieldType::line;
}

std::vector<OptionGroup> choices_of(DataField const& field, PageContext const& context, SubjectNames const& names) {
  auto const& vocabulary = context.sources.vocabulary;
  std::vector<Option> options;
  switch (field.type) {
    case DataField::Type::code:
      if (auto const* set = vocabulary.code_set(field.of)) {
        for (auto const& code : set->codes)
          options.push_back({code.id, base::capitalised(context.language.say(code.label))});
      }
      break;
    case DataField::Type::type:
      for (auto const& type : vocabulary.types) options.push_back({type.name, context.language.say(type.label)});
      break;
    case DataField::Type::id:
      return names.subjects(field.of);
    case DataField::Type::authority:
      return names.subjects("authority");
    case DataField::Type::unit:
      return names.subjects("unit");
    case DataField::Type::party:
      return names.parties();
    case DataField::Type::boolean:
      return yes_or_no(context.language);
    case DataField::Type::words:
      if (field.says == DataField::Says::event) return names.events();
      return is_chosen(field) ? names.items(field.of) : std::vector<OptionGroup>();
    default:
      return {};
  }
  return {{{}, std::move(options)}};
}

std::string marked(PageContext const& context, std::string const& label, bool required) {
  return required ? label : context.tr(text("{0} (optional)", label));
}

// A list that folds down, and need not be answered, begins with no answer.
void let_be_empty(Field& field, PageContext const& context) {
  if (field.type != FieldType::pick || field.required) return;
  field.choices.insert(field.choices.begin(), {{}, {{{}, context.tr(text("Not stated"))}}});
}

}  // namespace

Field data_field(DataField const& data, PageContext const& context, SubjectNames const& names) {
  Field field{.name = field_name(data.name),
              .label = marked(context, base::capitalised(context.language.say(data.label)), data.required),
              .hint = data.help.empty() ? std::string() : context.language.say(data.help),
              .type = type_of(data),
              .required = data.required,
              .other_number = data.other_number,
              .list = data.list,
              .choices = choices_of(data, context, names),
              .longest = data.longest};
  // Of an agreement that has nothing of the kind, it is written.
  if (data.type == DataField::Type::words && field.choices.empty()) field.type = of_words(data);
  if (data.least) field.least = *data.least;
  if (data.most) field.most = *data.most;
  if (field.type == FieldType::period) field.offers = obligation::periods_about(context.today);
  let_be_empty(field, context);
  return field;
}

Field when_field(PageContext const& context, event::EventType const& type) {
  return {.name = when,
          .label = context.tr(text("When did it happen?")),
          .hint = context.tr(text("A day, such as {0}. With a time only if the hour matters: {0} 14:30.",
                                  calendar::to_string(context.today))),
          .type = FieldType::moment,
          .required = true,
          .past = !type.planned};
}

namespace {

// Those in whose record the actor may record events of the type.
std::vector<Option> own_authorities(PageContext const& context, event::EventType const& type,
                                    SubjectNames const& names) {
  std::vector<Option> own;
  for (auto const& group : names.subjects("authority")) {
    for (auto const& option : group.options) {
      auto const may = access::decide(context.sources.policy, context.actor(), access::action_of(type),
                                      {type.secrecy, option.value});
      if (may.is_offered()) own.push_back(option);
    }
  }
  return own;
}

// Says again whose record it is.
bool names_owner(event::EventType const& type, DataField const& data) {
  return type.in_case == event::Presence::none && data.type == DataField::Type::authority && data.required &&
         !data.list && !data.receives;
}

void add_data(Fields& fields, event::EventType const& type, PageContext const& context, SubjectNames const& names,
              bool is_owner_known = false) {
  for (auto const& data : type.data) {
    if (data.type == DataField::Type::raw || (is_owner_known && names_owner(type, data))) continue;
    fields.push_back(data_field(data, context, names));
    if (data.receives && !type.shared && type.name != known::disclosure_made && data.help.empty())
      fields.back().hint = context.tr(text("Whoever is named here is not told by that: it has to be disclosed."));
  }
}

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

}  // namespace

DraftField draft_field(DataField const& field, std::vector<std::string> const& kept) {
  DraftField draft{field.name, {}, field.list};
  for (auto const& one : kept) draft.values.push_back(value_of(field, one));
  return draft;
}

namespace {

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

bool is_filled_in(Form const& form, std::string_view name) {
  return !form.values(name).empty() || form.is_wrong(name);
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

// The names of the vocabulary are apart from the form's own.
std::string field_name(std::string const& of_data) {
  return "uppgift-" + of_data;
}

Fields event_form(PageContext const& context, event::EventType const& type, SubjectNames const& names,
                  std::string const& authority) {
  Fields fields = {when_field(context, type)};
  add_data(fields, type, context, names, !authority.empty());
  if (authority.empty()) add_who(fields, context, type, names);
  return fields;
}

void add_who(Fields& fields, PageContext const& context, event::EventType const& type, SubjectNames const& names) {
  fields.push_back({.name = owner,
                    .label = context.tr(text("Whose record is it?")),
                    .hint = context.tr(text("The authority that you record for. It alone can correct it later.")),
                    .type = FieldType::pick,
                    .required = true,
                    .choices = {{{}, own_authorities(context, type, names)}}});
  fields.push_back(told_by_field(context, names));
}

Field told_by_field(PageContext const& context, SubjectNames const& names) {
  Field field{.name = told_by,
              .label = context.tr(text("{0} (optional)", text("Somebody else did it"))),
              .hint = context.tr(text("Choose who told of it, when it was another authority that did it.")),
              .type = FieldType::pick,
              .choices = names.subjects("authority")};
  let_be_empty(field, context);
  return field;
}

Fields correction_form(PageContext const& context, event::EventType const& type, SubjectNames const& names) {
  Fields fields = {when_field(context, type)};
  add_data(fields, type, context, names);
  return fields;
}

Fields withdrawal_form(PageContext const& context) {
  Fields fields;
  for (auto const& data : context.sources.vocabulary.type(known::withdrawn)->data) {
    if (data.name != "event") fields.push_back(data_field(data, context, SubjectNames(context)));
  }
  return fields;
}

void put_event(Form& form, app::TimelineEvent const& event) {
  form.put(when, {shown(event.happened)});
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
    if (is_filled_in(form, field_name(data.name))) continue;
    for (auto const* event : said) {
      auto const* field = event->type->field(data.name);
      auto kept = field == nullptr ? std::vector<std::string>() : kept_of(*event, *field);
      if (!kept.empty()) form.put(field_name(data.name), std::move(kept));
      if (!form.values(field_name(data.name)).empty() || (event->type->replaces && data.name != "name")) break;
    }
  }
}

std::string with_day_open(std::string const& path) {
  return path + (path.find('?') == std::string::npos ? '?' : '&') + when + '=';
}

void put_usual(Form& form, PageContext const& context) {
  auto const& query = context.request.query;
  auto const is_open = std::any_of(query.begin(), query.end(), [](auto const& one) { return one.first == when; });
  if (!is_filled_in(form, when) && !is_open) form.put(when, {calendar::to_string(context.today)});
  auto const& fields = form.fields();
  auto const of = std::find_if(fields.begin(), fields.end(), [](auto const& one) { return one.name == owner; });
  if (of == fields.end() || of->choices.front().options.size() != 1 || is_filled_in(form, owner)) return;
  form.put(owner, {of->choices.front().options.front().value});
}

std::vector<std::string> emptied(Form const& form, app::TimelineEvent const& event) {
  std::vector<std::string> names;
  for (auto const& data : event.type->data) {
    if (data.type == DataField::Type::raw || kept_of(event, data).empty()) continue;
    auto name = field_name(data.name);
    if (form.values(name).empty() && !form.is_wrong(name)) names.push_back(std::move(name));
  }
  return names;
}

Draft envelope_of(Form const& form, event::EventType const& type, std::string const& authority) {
  Draft draft;
  draft.type = type.name;
  if (form.has(when)) draft.happened = calendar::to_string(form.moment(when).value_or(calendar::Moment()));
  draft.owner = authority.empty() ? form.value(owner) : authority;
  if (form.has(told_by)) draft.as_told_by = form.value(told_by);
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
  if (form.value(when) != shown(event.happened))
    draft.data.push_back({"happened", {calendar::to_string(form.moment(when).value_or(event.happened))}, false});
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

std::string form_name(std::string const& field) {
  if (field == "subject") return subject_field;
  return field == "happened" ? when : field == "owner" ? owner : field == "as_told_by" ? told_by : field_name(field);
}

std::string field_named(Form const& form, std::string const& field) {
  auto const name = form_name(field);
  return form.has(name) ? name : std::string();
}

}  // namespace overens::web
