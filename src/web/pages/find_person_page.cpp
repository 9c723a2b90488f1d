#include <algorithm>

#include "web/forms/kept_form.hpp"
#include "web/forms/person_form.hpp"
#include "web/pages.hpp"
#include "web/person_view.hpp"
#include "web/subject_path.hpp"
#include "web/unit_view.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* find_path = "/arenden/sok";
constexpr char const* by_name = "namn";
constexpr char const* name_words = "vem";
constexpr char const* number_asked = "nummer";

bool asks_by_name(PageContext const& context) {
  return context.request.sent(step_field) == by_name;
}

void show_numbers_found(TemplateData part, app::NumberFound const& found, identity::Number const& number,
                        PageContext const& context, Form const& form) {
  part.say("HEADING",
           found.is_known ? text("The person is known here") : text("Nobody with that number is known here"));
  if (found.is_known && found.cases.empty())
    part.show("WHAT", context.tr(text("The person has no case here that stands.")));
  if (!found.is_known)
    part.show("WHAT", context.tr(text("Other authorities are not searched. They may know the person.")));
  show_cases_of_person(part, found.cases, context);
  if (!found.may_begin) return;
  auto begin = part.add("BEGIN");
  hide(begin, csrf_field, context.form_word());
  hide(begin, "nummer-slag", number.kind == identity::NumberKind::reserve ? "reserv" : "person");
  hide(begin, number_asked, identity::shown(number));
  hide_kept(begin, form, own_authority_fields(context));
  begin.say("BUTTON", found.is_known ? text("Begin another case with the person") : text("Begin a new case"));
}

void show_names_found(TemplateData part, std::vector<app::NameFound> const& found, PageContext const& context) {
  part.say("HEADING", found.empty() ? text("Nobody by that name in your cases")
                                    : base::plural("One case", "{0} cases", static_cast<long>(found.size())));
  for (auto const& one : found) {
    auto row = part.add("CASE");
    auto link = row.add("LINK");
    link.put("URL", subject_path({"case", one.in_case}));
    link.put("TEXT", one.name);
    if (auto const unit = context.units->find(one.unit, context.today)) row.show("UNIT", name_of(*unit, context));
    if (one.is_closed) row.show("CLOSED", context.tr(text("a closed case")));
  }
}

void show_finder(TemplateData part, Form const& form, Fields const& fields, base::Text const& heading,
                 base::Text const& button, PageContext const& context) {
  part.say("HEADING", heading);
  part.put("ACTION", find_path);
  hide(part, csrf_field, context.form_word());
  for (auto const& field : fields) form.show(part, field.name);
  part.say("BUTTON", button);
}

Fields exact_number_fields(PageContext const& context) {
  auto fields = own_authority_fields(context);
  fields.push_back({.name = number_asked,
                    .label = context.tr(text("Personal, coordination or reserve number")),
                    .required = !asks_by_name(context),
                    .other_number = true,
                    .longest = 40});
  return fields;
}

Fields name_fields(PageContext const& context) {
  return {{.name = name_words,
           .label = context.tr(text("Name, or the beginning of it")),
           .required = asks_by_name(context),
           .longest = 200}};
}

}  // namespace

Fields find_person_fields(PageContext const& context) {
  auto fields = exact_number_fields(context);
  if (asks_by_name(context)) {
    for (auto& field : fields) field.required = false;
  }
  for (auto& field : name_fields(context)) fields.push_back(std::move(field));
  return fields;
}

http::Reply find_person_page(PageContext const& context, Form& form) {
  if (context.sources.identities == nullptr) return refusal_page(context, 404);
  if (context.request.method == "GET") form.treat_as_unsent();
  Page page(context, "find_person.html", context.tr(text("Find a person's case")), "/arenden");
  page.above(context.tr(text("Cases")), "/arenden");
  auto body = page.body();
  body.say("HEADING", text("Find a person's case"));
  body.say("LEAD", text("What you search for is kept in the access log, also when nothing is found."));
  auto& identities = *context.sources.identities;
  if (form.is_sent() && form.ok() && asks_by_name(context)) {
    auto const found = identities.named(context.actor(), form.value(name_words));
    if (!found) return refused_page(context, found.error());
    show_names_found(body.add("FOUND"), *found, context);
  } else if (form.is_sent() && form.ok()) {
    auto const number = identity::read_any_number(form.value(number_asked), context.today);
    if (number) {
      auto const found = identities.find(context.actor(), own_authority(context, form), *number);
      if (!found) return refused_page(context, found.error());
      show_numbers_found(body.add("FOUND"), *found, *number, context, form);
    } else {
      form.wrong(number_asked, number.error().why);
    }
  }
  form.errors(body);
  show_finder(body.add("BY_NUMBER"), form, exact_number_fields(context), text("By number, in your whole authority"),
              text("Search for the number"), context);
  if (context.actor().authorities.size() == 1)
    show_finder(body.add("BY_NAME"), form, name_fields(context), text("By name, among your own and your unit's cases"),
                text("Search for the name"), context);
  return page.reply(form.ok() ? 200 : 422);
}

}  // namespace overens::web
