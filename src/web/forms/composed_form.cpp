#include "web/forms/composed_form.hpp"

#include <algorithm>

#include "base/words.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* also_field = "aven";

std::string name_in(event::ComposedAct const& act, std::string const& type, event::DataField const& field) {
  auto const is_shared = std::find(act.shared.begin(), act.shared.end(), field.name) != act.shared.end();
  return is_shared || type == act.parts.front().event ? field_name(field.name) : field_name(type + "-" + field.name);
}

bool holds(Fields const& fields, std::string const& name) {
  return std::any_of(fields.begin(), fields.end(), [&](Field const& one) { return one.name == name; });
}

// As it was sent, before the form is read.
bool happened_too(PageContext const& context, std::string const& type) {
  auto const sent = context.request.method == "POST" ? context.request.form() : context.request.query;
  return std::any_of(sent.begin(), sent.end(),
                     [&](auto const& one) { return one.first == also_field && one.second == type; });
}

// The id of the choice on the page: as field_view.cpp numbers them.
std::string choice_id(std::size_t number) {
  return number == 1 ? also_field : std::string(also_field) + "-" + std::to_string(number);
}

}  // namespace

Fields composed_form(PageContext const& context, event::ComposedAct const& act, SubjectNames const& names) {
  auto const& vocabulary = context.sources.vocabulary;
  auto const& first = *vocabulary.type(act.parts.front().event);
  Fields fields = {when_field(context, first)};
  auto const add = [&](event::EventType const& type, std::string const& only_when, bool is_required) {
    for (auto const& data : type.data) {
      auto field = data_field(data, context, names);
      field.name = name_in(act, type.name, data);
      if (data.type == event::DataField::Type::raw || holds(fields, field.name)) continue;
      field.only_when = only_when;
      field.required = field.required && is_required;
      fields.push_back(std::move(field));
    }
  };
  add(first, {}, true);
  Field also{.name = also_field,
             .label = context.tr(text("What happened as well?")),
             .type = FieldType::code,
             .optional = true,
             .list = true,
             .choices = {{}}};
  for (auto const& part : act.parts) {
    if (!part.also.empty())
      also.choices.front().options.push_back({part.event, base::capitalised(context.language.say(part.also))});
  }
  fields.push_back(std::move(also));
  std::size_t number = 0;
  for (auto const& part : act.parts) {
    if (!part.also.empty()) add(*vocabulary.type(part.event), choice_id(++number), happened_too(context, part.event));
  }
  add_who(fields, context, first, names);
  return fields;
}

std::vector<event::Draft> drafts_of(Form const& form, event::ComposedAct const& act, journal::SubjectRef const& subject,
                                    event::Vocabulary const& vocabulary) {
  std::vector<event::Draft> drafts;
  auto const& also = form.values(also_field);
  for (auto const& part : act.parts) {
    if (!part.also.empty() && std::find(also.begin(), also.end(), part.event) == also.end()) continue;
    auto const& type = *vocabulary.type(part.event);
    auto draft = envelope_of(form, type);
    draft.subject_kind = type.subject;
    draft.subject_id = subject.id;
    for (auto const& field : type.data) {
      if (field.type == event::DataField::Type::raw) continue;
      auto const& kept = form.values(name_in(act, type.name, field));
      if (!kept.empty()) draft.data.push_back(draft_field(field, kept));
    }
    drafts.push_back(std::move(draft));
  }
  return drafts;
}

}  // namespace overens::web
