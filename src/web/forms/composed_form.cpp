#include "web/forms/composed_form.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/words.hpp"
#include "event/known.hpp"
#include "event/secrecy.hpp"
#include "event/subject_link.hpp"
#include "web/forms/disclosure_form.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* also_field = "aven";

std::string question_name(std::string const& id) {
  return "fraga-" + id;
}

std::string about_name(std::string const& kind) {
  return std::string(subject_field) + "-" + kind;
}

Field* find(Fields& fields, std::string const& name) {
  auto const found = std::find_if(fields.begin(), fields.end(), [&](Field const& one) { return one.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

// As the form keeps it.
std::string as_kept(std::string const& said) {
  return said == "true" ? "ja" : said == "false" ? "nej" : said;
}

bool discloses(event::EventType const& type) {
  return type.name == event::known::disclosure_made;
}

event::DraftField said_field(event::DataField const& field, std::string const& value) {
  return draft_field(field, {field.type == event::DataField::Type::boolean ? as_kept(value) : value});
}

}  // namespace

bool is_act_offered(event::ComposedAct const& act, event::Vocabulary const& vocabulary,
                    std::function<bool(event::EventType const&)> const& may) {
  auto const may_record = [&](event::ActPart const& part) { return may(*vocabulary.type(part.event)); };
  auto const is_refused = [&](event::ActPart const& part) { return part.is_always() && !may_record(part); };
  auto const& parts = act.parts;
  return std::none_of(parts.begin(), parts.end(), is_refused) && std::any_of(parts.begin(), parts.end(), may_record);
}

ComposedForm::ComposedForm(PageContext const& context, event::ComposedAct const& act, SubjectNames const& names,
                           ActPlace place)
    : context_(context), act_(act), names_(names), place_(std::move(place)) {
  auto const sent = context.request.method == "POST" ? context.request.form() : context.request.query;
  for (auto const& part : act.parts) {
    auto const* type = context.sources.vocabulary.type(part.event);
    if (place_.may && !place_.may(*type)) continue;
    auto const by = conditions(part);
    auto const is_met = [&](auto const& one) { return std::find(by.begin(), by.end(), one) != by.end(); };
    parts_.push_back({&part, type, part.is_always() || std::any_of(sent.begin(), sent.end(), is_met)});
  }
}

bool ComposedForm::is_offered() const {
  return !place_.may || is_act_offered(act_, context_.sources.vocabulary, place_.may);
}

bool ComposedForm::begins(Part const& part) const {
  return part.type->starts || part.of->begins;
}

bool ComposedForm::is_shared(std::string const& field) const {
  return std::find(act_.shared.begin(), act_.shared.end(), field) != act_.shared.end();
}

std::string ComposedForm::name_in(event::ActPart const& part, std::string const& field) const {
  auto const is_first = &part == &act_.parts.front() && part.is_always();
  return is_shared(field) || is_first ? field_name(field) : field_name(part.event + "-" + field);
}

FieldConditions ComposedForm::conditions(event::ActPart const& part) const {
  if (!part.also.empty()) return {{also_field, part.event}};
  auto name = question_name(part.when.field);
  for (auto const& other : act_.parts) {
    auto const* type = context_.sources.vocabulary.type(other.event);
    auto const is_asked = act_.question(part.when.field) == nullptr && other.is_always();
    if (is_asked && type->field(part.when.field) != nullptr) name = name_in(other, part.when.field);
  }
  FieldConditions all;
  for (auto const& answer : part.when.is) all.emplace_back(name, as_kept(answer));
  return all;
}

Fields ComposedForm::fields() const {
  auto const& first = *context_.sources.vocabulary.type(act_.parts.front().event);
  Fields fields = {when_field(context_, first)};
  auto const add = [&](auto const& is_it) {
    // What is asked once stands before what each of them says.
    for (auto const asked_once : {true, false}) {
      for (auto const& part : parts_) {
        if (is_it(*part.of)) add_part(fields, part, asked_once);
      }
    }
  };
  add([](event::ActPart const& part) { return part.is_always(); });
  auto const ask = [&] {
    add_questions(fields);
    add([](event::ActPart const& part) { return !part.when.field.empty(); });
  };
  auto const choose = [&] {
    add_choices(fields);
    add([](event::ActPart const& part) { return !part.also.empty(); });
  };
  if (act_.parts.front().also.empty()) {
    ask();
    choose();
  } else {  // what is answered comes of what was done
    choose();
    ask();
  }
  if (place_.authority.empty())
    add_who(fields, context_, first, names_);
  else
    fields.push_back(told_by_field(context_, names_));
  return fields;
}

// What is asked to know which parts happened.
void ComposedForm::add_questions(Fields& fields) const {
  for (auto const& question : act_.asks) {
    Field field{.name = question_name(question.id),
                .label = base::capitalised(context_.language.say(question.label)),
                .hint = question.help.empty() ? std::string() : context_.language.say(question.help),
                .type = FieldType::code,
                .required = question.required,
                .optional = !question.required,
                .choices = {{}}};
    for (auto const& answer : question.answers)
      field.choices.front().options.push_back({answer.id, base::capitalised(context_.language.say(answer.label))});
    fields.push_back(std::move(field));
  }
}

void ComposedForm::add_choices(Fields& fields) const {
  Field also{.name = also_field, .type = FieldType::code, .list = true, .choices = {{}}};
  for (auto const& part : parts_) {
    if (!part.of->also.empty())
      also.choices.front().options.push_back(
          {part.type->name, base::capitalised(context_.language.say(part.of->also))});
  }
  if (also.choices.front().options.empty()) return;
  auto const is_told = [](auto const& all, auto const& is) { return std::any_of(all.begin(), all.end(), is); };
  auto const is_besides = is_told(parts_, [](Part const& part) { return part.of->is_always(); }) ||
                          is_told(act_.asks, [](event::ActQuestion const& question) { return question.required; });
  also.label = context_.tr(is_besides ? text("What happened as well?") : text("What happened?"));
  also.optional = is_besides;
  also.required = !is_besides && !is_told(parts_, [](Part const& part) { return part.happened; });
  also.missing = text("Choose what happened");
  fields.push_back(std::move(also));
}

// Which of those that the case has of the kind: asked when there is a choice, and it has not begun by what always
// happens.
void ComposedForm::add_subject(Fields& fields, std::string const& kind) const {
  if (!place_.among || kind.empty() || kind == "case" || find(fields, about_name(kind)) != nullptr) return;
  auto options = place_.among(kind);
  FieldConditions shown;
  auto may_begin = false;
  auto has_begun = false;
  auto is_needed = false;
  auto is_always = false;
  for (auto const& part : parts_) {
    if (part.type->subject != kind) continue;
    if (begins(part)) {
      may_begin = true;
      has_begun = has_begun || part.happened;
      if (part.of->is_always()) return;
      continue;
    }
    is_needed = is_needed || part.happened;
    is_always = is_always || part.of->is_always();
    for (auto& one : conditions(*part.of)) shown.push_back(std::move(one));
  }
  if (options.empty() || (options.size() == 1 && !may_begin)) return;
  options.push_back({new_subject, context_.tr(text("Something that does not stand here yet"))});
  auto const& label = context_.sources.vocabulary.kind(kind)->label;
  fields.push_back({.name = about_name(kind),
                    .label = context_.tr(text("{0} that it is about", base::capitalised(context_.language.say(label)))),
                    .type = FieldType::code,
                    .required = is_needed && !has_begun,
                    .only_when = is_always ? FieldConditions() : std::move(shown),
                    .choices = {{{}, std::move(options)}}});
}

void ComposedForm::add_part(Fields& fields, Part const& part, bool asked_once) const {
  if (discloses(*part.type)) {
    if (!asked_once) add_disclosure(fields, part);
    return;
  }
  if (asked_once && !begins(part)) add_subject(fields, part.type->subject);
  for (auto const& data : part.type->data) {
    auto const is_asked = data.type != event::DataField::Type::raw && part.of->said(data.name) == nullptr;
    if (is_asked && is_shared(data.name) == asked_once) add_field(fields, part, data);
  }
}

void ComposedForm::add_field(Fields& fields, Part const& part, event::DataField const& data) const {
  auto const name = name_in(*part.of, data.name);
  auto const is_required = data.required && part.happened;
  auto by = conditions(*part.of);
  if (auto* asked = find(fields, name)) {  // for another part, and for this one as well
    asked->required = asked->required || is_required;
    if (!asked->only_when.empty()) asked->only_when.insert(asked->only_when.end(), by.begin(), by.end());
    return;
  }
  auto field = data_field(data, context_, names_);
  field.name = name;
  field.required = is_required;
  field.only_when = std::move(by);
  auto const& folds = part.of->folds;
  field.is_folded = !data.required &&
                    (part.type->in_record_system || std::find(folds.begin(), folds.end(), data.name) != folds.end());
  if (data.receives && act_.is_in_case() && data.help.empty())
    field.hint = context_.tr(text("Whoever is named here is not told by that: it has to be disclosed."));
  field.is_kept_elsewhere = part.type->in_record_system;
  if (!part.of->also.empty() && !is_shared(data.name))
    field.part = base::capitalised(context_.language.say(part.of->also));
  fields.push_back(std::move(field));
}

// By the fields of a disclosure from this case, as they stand on a page of their own.
void ComposedForm::add_disclosure(Fields& fields, Part const& part) const {
  auto const by = conditions(*part.of);
  auto const& folds = part.of->folds;
  auto asked = place_.disclosure(part.of->with);
  for (auto const& data : part.type->data) {
    auto* const found = find(asked, field_name(data.name));
    if (found == nullptr) continue;
    auto field = std::move(*found);
    field.name = name_in(*part.of, data.name);
    field.required = field.required && part.happened;
    field.only_when = by;
    field.is_folded = std::find(folds.begin(), folds.end(), data.name) != folds.end();
    if (!part.of->also.empty()) field.part = base::capitalised(context_.language.say(part.of->also));
    fields.push_back(std::move(field));
  }
}

std::optional<ReceiverFields> ComposedForm::receiver_fields() const {
  for (auto const& part : parts_) {
    if (part.happened && discloses(*part.type))
      return ReceiverFields{name_in(*part.of, "to"), name_in(*part.of, "readers")};
  }
  return std::nullopt;
}

std::vector<ComposedForm::Part const*> ComposedForm::happening(Form const& form) const {
  std::vector<Part const*> all;
  for (auto const& part : parts_) {
    if (part.happened) all.push_back(&part);
  }
  // What discloses the others comes after them, but for what is kept most closely, which stays.
  std::stable_partition(all.begin(), all.end(), [](Part const* part) { return !discloses(*part->type); });
  std::stable_partition(all.begin(), all.end(), [&](Part const* part) {
    return event::secrecy_of(*part->type, draft(form, *part).data) != event::ObjectClass::sensitive;
  });
  return all;
}

std::string ComposedForm::subject_of(Form const& form, Part const& part) const {
  auto const& kind = part.type->subject;
  if (event::same_kind(kind) == place_.subject.kind) return place_.subject.id;
  if (kind.empty()) return {};
  if (form.has(about_name(kind))) {
    auto const& chosen = form.value(about_name(kind));
    return chosen.empty() || chosen == new_subject ? place_.begun : chosen;
  }
  auto const may_begin = [&](Part const& other) { return other.type->subject == kind && begins(other); };
  auto const among = place_.among ? place_.among(kind) : std::vector<Option>();
  auto const is_the_only = among.size() == 1 && std::none_of(parts_.begin(), parts_.end(), may_begin);
  return is_the_only ? among.front().value : place_.begun;
}

event::Draft ComposedForm::draft(Form const& form, Part const& part) const {
  auto made = envelope_of(form, *part.type, place_.authority);
  made.subject_kind = part.type->subject;
  made.subject_id = subject_of(form, part);
  if (act_.is_in_case()) made.in_case = place_.subject.id;
  for (auto const& field : part.type->data) {
    if (auto const* said = part.of->said(field.name)) {
      made.data.push_back(said_field(field, *said));
      continue;
    }
    auto const name = name_in(*part.of, field.name);
    if (!form.has(name)) continue;
    auto const& values = form.values(name);
    if (!values.empty()) made.data.push_back(draft_field(field, values));
  }
  return made;
}

std::vector<event::Draft> ComposedForm::drafts(Form const& form, std::string const& command,
                                               std::string const& reader) const {
  std::vector<event::Draft> all;
  std::size_t open = 0;
  for (auto const* part : happening(form)) {
    all.push_back(discloses(*part->type) ? with_reader(draft(form, *part), reader) : draft(form, *part));
    if (event::secrecy_of(*part->type, all.back().data) != event::ObjectClass::sensitive) ++open;
  }
  // Whoever may not see all of them sees the ids of an act without the others.
  for (std::size_t i = 0; open != 0 && open < all.size() && i < all.size(); ++i)
    all[i].id = open == 1 && i == 0 ? command : fmt::format("{}.{}", command, i + 1);
  event::disclose_those_before(all, context_.sources.vocabulary, command, context_.today);
  return all;
}

std::string ComposedForm::field_of(Form const& form, std::string const& refused) const {
  std::size_t place = 1;
  auto name = refused;
  auto const dot = refused.find('.');
  auto const* const end = refused.data() + std::min(dot, refused.size());
  auto const read = std::from_chars(refused.data(), end, place);
  if (dot != std::string::npos && read.ec == std::errc() && read.ptr == end) name = refused.substr(dot + 1);
  auto const all = happening(form);
  if (place == 0 || place > all.size()) return field_named(form, name);
  auto const& part = *all[place - 1];
  if (part.type->field(name) != nullptr)
    name = name_in(*part.of, name);
  else if (name == "subject")
    name = about_name(part.type->subject);
  else
    return field_named(form, name);
  return form.has(name) ? name : std::string();
}

}  // namespace overens::web
