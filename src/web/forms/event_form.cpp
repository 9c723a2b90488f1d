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
namespace known = event::known;

namespace {

FieldType of_words(DataField const& field) {
  if (field.says == DataField::Says::period) return FieldType::period;
  return field.list || field.line ? FieldType::line : FieldType::words;
}

bool is_chosen(DataField const& field) {
  return field.says == DataField::Says::pack_item || field.says == DataField::Says::event ||
         field.says == DataField::Says::registration;
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
      options = code_options(field.of, context);
      break;
    case DataField::Type::type:
      for (auto const& type : vocabulary.types) options.push_back({type.name, context.language.say(type.label)});
      break;
    case DataField::Type::id:
      return field.among == DataField::Among::all ? names.subjects(field.of) : names.staff_among(field.among);
    case DataField::Type::authority:
      return names.authorities_about();
    case DataField::Type::unit:
      return names.subjects("unit");
    case DataField::Type::party:
      return names.parties();
    case DataField::Type::boolean:
      return yes_or_no(context.language);
    case DataField::Type::words:
      if (field.says == DataField::Says::event) return names.events();
      if (field.says == DataField::Says::registration) return names.registrations(field.of);
      return is_chosen(field) ? names.items(field.of) : std::vector<OptionGroup>();
    default:
      return {};
  }
  return {{{}, std::move(options)}};
}

std::string value_sent(PageContext const& context, std::string const& field) {
  auto const sent = context.request.method == "POST" ? context.request.form() : context.request.query;
  auto const found = std::find_if(sent.begin(), sent.end(), [&](auto const& one) { return one.first == field; });
  return found == sent.end() ? std::string() : found->second;
}

// A list that folds down, and need not be answered, begins with no answer.
void let_be_empty(Field& field, PageContext const& context) {
  if (field.type != FieldType::pick || field.required) return;
  field.choices.insert(field.choices.begin(), {{}, {{{}, context.tr(text("Not stated"))}}});
}

}  // namespace

Field data_field(DataField const& data, PageContext const& context, SubjectNames const& names) {
  Field field{.name = field_name(data.name),
              .label = base::capitalised(context.language.say(data.label)),
              .hint = data.help.empty() ? std::string() : context.language.say(data.help),
              .type = type_of(data),
              .other_number = data.other_number,
              .list = data.list,
              .choices = choices_of(data, context, names),
              .longest = data.longest};
  auto const said = data.needed.field.empty() ? std::string() : value_sent(context, field_name(data.needed.field));
  field.required = data.required || data.needed.by(said);
  // Before it is known whether it is needed nothing is said; its label says when.
  field.optional = !field.required && (data.needed.field.empty() || !said.empty());
  // Of an agreement that has nothing of the kind, it is written.
  if (data.type == DataField::Type::words && field.choices.empty()) field.type = of_words(data);
  if (data.least) field.least = *data.least;
  if (data.most) field.most = *data.most;
  if (data.usual) field.usual = std::to_string(*data.usual);
  if (field.type == FieldType::period && !names.periods().empty()) {
    field.type = FieldType::pick;
    field.choices = {{{}, names.periods()}};
  }
  if (data.most_days) {
    auto const days = context.tr(text("At most {0} days, the first and the last counted.", *data.most_days));
    field.hint = field.hint.empty() ? days : field.hint + " " + days;
  }
  if (field.type == FieldType::period) field.offers = obligation::periods_about(context.today);
  let_be_empty(field, context);
  return field;
}

Field when_field(PageContext const& context, event::EventType const& type) {
  return {.name = when_name,
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
      access::Object object{type.secrecy, option.value};
      object.stands_alone = type.in_case != event::Presence::none;  // in a case it is known whose record it is
      auto const may = access::decide(context.sources.policy, context.actor(), access::action_of(type), object,
                                      {.relation = access::relation_of(context.actor(), object), .on = context.today});
      if (may.is_offered()) own.push_back(option);
    }
  }
  return own;
}

}  // namespace

bool names_owner(event::EventType const& type, DataField const& data) {
  return type.in_case == event::Presence::none && data.type == DataField::Type::authority && data.required &&
         !data.list && !data.receives;
}

namespace {

void add_data(Fields& fields, event::EventType const& type, PageContext const& context, SubjectNames const& names,
              bool is_owner_known = false) {
  for (auto const& data : type.data) {
    if (data.type == DataField::Type::raw || (is_owner_known && names_owner(type, data))) continue;
    fields.push_back(data_field(data, context, names));
    if (data.receives && !type.shared && type.name != known::disclosure_made && data.help.empty())
      fields.back().hint = context.tr(text("Whoever is named here is not told by that: it has to be disclosed."));
  }
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
  fields.push_back({.name = owner_name,
                    .label = context.tr(text("Whose record is it?")),
                    .hint = context.tr(text("The authority that you record for. It alone can correct it later.")),
                    .type = FieldType::pick,
                    .required = true,
                    .choices = {{{}, own_authorities(context, type, names)}}});
  fields.push_back(told_by_field(context, names));
}

Field told_by_field(PageContext const& context, SubjectNames const& names) {
  Field field{.name = told_by_name,
              .label = context.tr(text("Somebody else did it")),
              .hint = context.tr(text("Choose who told of it, when it was another authority that did it.")),
              .type = FieldType::pick,
              .optional = true,
              .choices = names.subjects("authority")};
  auto const& own = context.actor().authorities;
  for (auto& group : field.choices) {
    std::erase_if(group.options, [&](Option const& one) { return own.size() == 1 && one.value == own.front(); });
  }
  std::erase_if(field.choices, [](OptionGroup const& group) { return group.options.empty(); });
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

// A name of its own: the day sent empty would be told to be missing before anybody has written anything.
constexpr char const* day_open = "utan-dag";

std::string with_day_open(std::string const& path) {
  return path + (path.find('?') == std::string::npos ? '?' : '&') + day_open + "=ja";
}

void put_usual(Form& form, PageContext const& context) {
  auto const is_open = !context.request.asked(day_open).empty();
  for (auto const& field : form.fields()) {
    if (form.is_filled_in(field.name)) continue;
    if (field.name == when_name && !is_open) form.put(when_name, {calendar::to_string(context.today)});
    auto const is_of_one = field.name == owner_name && field.choices.front().options.size() == 1;
    if (is_of_one) form.put(owner_name, {field.choices.front().options.front().value});
    if (!field.usual.empty()) form.put(field.name, {field.usual});
  }
}

std::string form_name(std::string const& field) {
  if (field == "subject") return subject_field;
  return field == "happened"     ? when_name
         : field == "owner"      ? owner_name
         : field == "as_told_by" ? told_by_name
                                 : field_name(field);
}

std::string field_named(Form const& form, std::string const& field) {
  auto name = form_name(field);
  return form.has(name) ? name : std::string();
}

}  // namespace overens::web
