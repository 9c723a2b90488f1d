#include "web/forms/person_form.hpp"

#include <array>

#include <fmt/format.h>

#include "web/forms/kept_form.hpp"
#include "web/names.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* number_kind = "nummer-slag";
constexpr char const* number_digits = "nummer";
constexpr char const* number_missing = "nummer-saknas";
constexpr char const* of_authority = "myndighet";
constexpr int representatives_in_form = 3;

enum class Known { by_number, by_reserve_number, by_none };
std::array const known_words = {Alternative<Known>{"person", text("Personal or coordination number"), Known::by_number},
                                Alternative<Known>{"reserv", text("Reserve number"), Known::by_reserve_number},
                                Alternative<Known>{"inget", text("No number"), Known::by_none}};

struct RecordLine {
  char const* name;
  std::string identity::IdentityRecord::*words;
};
constexpr RecordLine record_lines[] = {
    {"namn", &identity::IdentityRecord::name},       {"telefon", &identity::IdentityRecord::telephone},
    {"adress", &identity::IdentityRecord::address},  {"annat-satt", &identity::IdentityRecord::other_way},
    {"sprak", &identity::IdentityRecord::language},  {"tolk", &identity::IdentityRecord::interpreter},
    {"skydd", &identity::IdentityRecord::protection}};

std::string field_of(int representative, char const* what) {
  return fmt::format("foretradare-{}-{}", representative, what);
}

std::vector<Option> representative_kinds(PageContext const& context) {
  std::vector<Option> all = {{"", context.tr(text("Nobody"))}};
  if (auto const* const kinds = context.sources.vocabulary.code_set(representative_kind_codes)) {
    for (auto const& code : kinds->codes) all.push_back({code.id, context.language.say(code.label)});
  }
  return all;
}

void add_representative(Fields& fields, int n, PageContext const& context) {
  fields.push_back({.name = field_of(n, "slag"),
                    .label = context.tr(text("Who speaks for the person, {0}", n)),
                    .type = FieldType::pick,
                    .choices = {{{}, representative_kinds(context)}}});
  fields.push_back({.name = field_of(n, "namn"), .label = context.tr(text("Name")), .longest = 200});
  fields.push_back({.name = field_of(n, "nas"),
                    .label = context.tr(text("How they are reached")),
                    .other_number = true,
                    .longest = 500});
  fields.push_back({.name = field_of(n, "omfattning"),
                    .label = context.tr(text("What it covers")),
                    .hint = context.tr(text("In words, as the decision or the authority to act says it")),
                    .type = FieldType::words,
                    .longest = 2000});
  fields.push_back({.name = field_of(n, "fran"), .label = context.tr(text("From")), .type = FieldType::day});
  fields.push_back({.name = field_of(n, "till"), .label = context.tr(text("Through")), .type = FieldType::day});
}

}  // namespace

Fields number_fields(PageContext const& context) {
  return {{.name = number_kind,
           .label = context.tr(text("Which number does the person have?")),
           .type = FieldType::code,
           .required = true,
           .choices = {{{}, options(known_words, context)}}},
          {.name = number_digits,
           .label = context.tr(text("The person's number")),
           .hint = context.tr(text("A personal or coordination number with twelve digits or ten. A reserve number as "
                                   "the region writes it.")),
           .other_number = true,
           .longest = 40},
          {.name = number_missing,
           .label = context.tr(text("Why is there no number?")),
           .hint = context.tr(text("Only when there is none")),
           .longest = 300}};
}

Fields record_fields(PageContext const& context, RecordPart part) {
  Fields fields = {
      {.name = "namn", .label = context.tr(text("Name")), .required = true, .longest = 200},
      {.name = "telefon", .label = context.tr(text("Telephone")), .other_number = true, .longest = 200},
      {.name = "adress", .label = context.tr(text("Address")), .type = FieldType::words, .longest = 500},
      {.name = "annat-satt",
       .label = context.tr(text("Another way to reach the person")),
       .hint = context.tr(text("For example through somebody close, or at a certain time")),
       .type = FieldType::words,
       .other_number = true,
       .longest = 500},
      {.name = "sprak", .label = context.tr(text("Language")), .longest = 200},
      {.name = "tolk",
       .label = context.tr(text("Interpreter")),
       .hint = context.tr(text("In which language, when one is needed")),
       .longest = 200},
      {.name = "skydd",
       .label = context.tr(text("Protected address")),
       .hint = context.tr(text("What whoever gets in touch has to know. Leave it empty when nothing is protected.")),
       .type = FieldType::words,
       .longest = 1000}};
  if (part == RecordPart::all) {
    for (int n = 1; n <= representatives_in_form; ++n) add_representative(fields, n, context);
  }
  return fields;
}

std::optional<identity::Number> number_in(Form& form, PageContext const& context) {
  auto const known = form.chosen(number_kind, known_words);
  auto const& written = form.value(number_digits);
  if (!known) return std::nullopt;
  if (*known == Known::by_none) {
    if (form.value(number_missing).empty()) form.wrong(number_missing, text("write why there is no number"));
    if (!written.empty()) form.wrong(number_digits, text("take the number away, or say which kind it is"));
    return std::nullopt;
  }
  auto number = *known == Known::by_number ? identity::read_number(written, context.today)
                                           : identity::read_reserve_number(written);
  if (number) return std::move(*number);
  form.wrong(number_digits, written.empty() ? text("write the number") : number.error().why);
  return std::nullopt;
}

identity::IdentityRecord record_in(Form& form, PageContext const& context, RecordPart part) {
  identity::IdentityRecord record;
  record.number = number_in(form, context);
  if (!record.number) record.no_number = form.value(number_missing);
  for (auto const& [name, words] : record_lines) record.*words = form.value(name);
  for (int n = 1; part == RecordPart::all && n <= representatives_in_form; ++n) {
    auto const& kind = form.value(field_of(n, "slag"));
    auto const& name = form.value(field_of(n, "namn"));
    if (kind.empty()) {
      if (!name.empty()) form.wrong(field_of(n, "slag"), text("say what {0} is to the person", name));
      continue;
    }
    if (name.empty()) form.wrong(field_of(n, "namn"), text("write the name"));
    record.representatives.push_back({kind, name, form.value(field_of(n, "nas")), form.value(field_of(n, "omfattning")),
                                      form.day(field_of(n, "fran")), form.day(field_of(n, "till"))});
  }
  return record;
}

void show_record_fields(TemplateData to, Form const& form) {
  auto shown = 1;
  for (int n = 1; n <= representatives_in_form; ++n) {
    if (!form.value(field_of(n, "slag")).empty() || form.is_wrong(field_of(n, "slag"))) shown = n + 1;
  }
  auto const first_left_out = field_of(shown + 1, "");
  for (auto const& field : form.fields()) {
    if (field.name.starts_with(first_left_out)) break;
    form.show(to, field.name);
  }
}

void put_record(Form& form, identity::IdentityRecord const& record) {
  auto const put = [&](std::string const& field, std::string const& words) {
    if (!words.empty()) form.put(field, {words});
  };
  auto const known = !record.number                                         ? Known::by_none
                     : record.number->kind == identity::NumberKind::reserve ? Known::by_reserve_number
                                                                            : Known::by_number;
  for (auto const& one : known_words) {
    if (one.value == known) form.put(number_kind, {one.word});
  }
  if (record.number) put(number_digits, identity::shown(*record.number));
  put(number_missing, record.no_number);
  for (auto const& [name, words] : record_lines) put(name, record.*words);
  for (std::size_t i = 0; i < record.representatives.size() && i < representatives_in_form; ++i) {
    auto const& one = record.representatives[i];
    auto const n = static_cast<int>(i) + 1;
    put(field_of(n, "slag"), one.kind);
    put(field_of(n, "namn"), one.name);
    put(field_of(n, "nas"), one.reach);
    put(field_of(n, "omfattning"), one.scope);
    if (one.from) put(field_of(n, "fran"), calendar::to_string(*one.from));
    if (one.through) put(field_of(n, "till"), calendar::to_string(*one.through));
  }
}

Fields own_authority_fields(PageContext const& context) {
  if (context.actor().authorities.size() == 1) return {};
  std::vector<Option> own;
  for (auto const& group : SubjectNames(context).subjects("authority")) {
    for (auto const& option : group.options) {
      if (context.actor().speaks_for(option.value)) own.push_back(option);
    }
  }
  return {{.name = of_authority,
           .label = context.tr(text("Which authority's?")),
           .type = FieldType::pick,
           .required = true,
           .choices = {{{}, std::move(own)}}}};
}

std::string own_authority(PageContext const& context, Form const& form) {
  auto const& own = context.actor().authorities;
  return own.size() == 1 ? own.front() : form.value(of_authority);
}

void hide_kept(TemplateData to, Form const& form, Fields const& fields) {
  for (auto const& field : fields) {
    for (auto const& value : form.values(field.name)) hide(to, field.name, value);
  }
}

}  // namespace overens::web
