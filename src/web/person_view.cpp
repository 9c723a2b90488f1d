#include "web/person_view.hpp"

#include "base/words.hpp"
#include "web/forms/person_form.hpp"
#include "web/subject_path.hpp"

namespace overens::web {

using base::text;

namespace {

void fact_of_person(TemplateData to, base::Text const& name, std::string const& words) {
  if (words.empty()) return;
  auto fact = to.add("FACT");
  fact.say("NAME", name);
  fact.put("VALUE", words);
}

std::string number_words(identity::IdentityRecord const& record, PageContext const& context) {
  if (!record.number) return context.tr(text("None: {0}", record.no_number));
  auto const number = identity::shown(*record.number);
  auto const born = identity::born_on(*record.number);
  if (!born) return number;
  auto const years = calendar::age(*born, context.today);
  return context.tr(base::plural("{1}, one year old", "{1}, {0} years old", static_cast<long>(years), number));
}

std::string kind_words(std::string const& kind, PageContext const& context) {
  auto const* const code = context.sources.vocabulary.code(representative_kind_codes, kind);
  return code == nullptr ? kind : context.language.say(code->label);
}

std::string days_of(identity::Representative const& one, PageContext const& context) {
  if (one.from && one.through)
    return context.tr(text("from {0} through {1}", calendar::to_string(*one.from), calendar::to_string(*one.through)));
  if (one.from) return context.tr(text("from {0}", calendar::to_string(*one.from)));
  return one.through ? context.tr(text("through {0}", calendar::to_string(*one.through))) : std::string();
}

std::string unit_of_case(app::CaseOfPerson const& one, PageContext const& context) {
  auto const unit = context.units->find(one.unit, context.today);
  return unit ? name_of(*unit, context) : std::string();
}

}  // namespace

void show_record(TemplateData to, identity::IdentityRecord const& record, PageContext const& context) {
  fact_of_person(to, text("The person's number"), number_words(record, context));
  fact_of_person(to, text("Telephone"), record.telephone);
  fact_of_person(to, text("Address"), record.address);
  fact_of_person(to, text("Another way to reach the person"), record.other_way);
  fact_of_person(to, text("Language"), record.language);
  fact_of_person(to, text("Interpreter"), record.interpreter);
  for (auto const& one : record.representatives) {
    auto fact = to.add("FACT");
    fact.put("NAME", base::capitalised(kind_words(one.kind, context)));
    fact.put("VALUE", one.name);
    for (auto const& words : {one.reach, one.scope, days_of(one, context)}) fact.show("MORE", words);
  }
}

void show_cases_of_person(TemplateData to, std::vector<app::CaseOfPerson> const& cases, PageContext const& context) {
  for (auto const& one : cases) {
    auto row = to.add("CASE");
    auto const unit = unit_of_case(one, context);
    if (!one.in_case.empty()) {
      auto link = row.add("LINK");
      link.put("URL", subject_path({"case", one.in_case}));
      link.put("TEXT", context.tr(unit.empty() ? text("Open the case") : text("Open the case at {0}", unit)));
    } else {
      row.show("ASK", context.tr(text("There is a case. Ask your manager who has it.")));
    }
    if (one.is_closed) row.show("CLOSED", context.tr(text("a closed case")));
  }
}

void show_person(TemplateData to, app::CasePerson const& person, std::string const& in_case,
                 PageContext const& context) {
  auto part = to.include("PERSON", "person.html");
  if (!person.said) {
    part.show("NOBODY", context.tr(text("Nobody has said yet whom the case is about.")));
  } else {
    auto const& record = person.said->record;
    if (!record.protection.empty()) {
      auto alert = part.add("PROTECTED");
      alert.say("HEADING", text("Protected address"));
      alert.put("TEXT", record.protection);
    }
    show_record(part, record, context);
    if (person.is_address_masked)
      fact_of_person(part, text("Address"),
                     context.tr(text("Not shown here: it stands among the details of the person")));
  }
  if (!person.other_cases.empty()) {
    auto others = part.add("OTHERS");
    others.say("HEADING", text("Other cases of the person here"));
    show_cases_of_person(others, person.other_cases, context);
  }
  if (!person.may_change) return;
  auto change = part.add("CHANGE");
  change.put("URL", subject_path({"case", in_case}) + "/person");
  change.say("TEXT", text("Change or see earlier details of the person"));
  change.put("CODE_URL", subject_path({"case", in_case}) + "/kod");
  change.say("CODE_TEXT", text("Give the person a code on paper"));
}

}  // namespace overens::web
