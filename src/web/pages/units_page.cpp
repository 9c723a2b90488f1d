#include <algorithm>
#include <map>

#include "base/words.hpp"
#include "web/address.hpp"
#include "web/pages.hpp"
#include "web/subject_path.hpp"
#include "web/swedish_order.hpp"
#include "web/unit_view.hpp"

namespace overens::web {

using app::UnitDetails;
using base::text;

namespace {

// Of more, a place is chosen first.
constexpr std::size_t most_without_place = 100;

std::string digits_of(std::string const& telephone) {
  std::string digits;
  for (auto const c : telephone) {
    if ((c >= '0' && c <= '9') || (c == '+' && digits.empty())) digits += c;
  }
  return digits;
}

std::string authority_of(UnitDetails const& unit) {
  return unit.authority_name.empty() ? unit.authority : unit.authority_name;
}

void show_row(TemplateData group, UnitDetails const& unit, PageContext const& context) {
  auto row = group.add("ROW");
  row.put("URL", unit_path(unit));
  row.put("NAME", name_of(unit, context));
  row.put("KIND", kind_of(unit, context));
  row.show("AGES", base::capitalised(ages_of(unit, context)));
  row.show("TELEPHONE", unit.telephone);
  auto const doubt = doubted(unit, context);
  if (!doubt.empty() || !is_verified_lately(unit, context))
    row.show("WARNING", doubt.empty() ? verified(unit, context) : doubt);
}

// The units by their authorities, in the order of their names.
void show_groups(TemplateData body, std::vector<UnitDetails> const& units, PageContext const& context) {
  std::map<std::string, std::vector<UnitDetails const*>> by_authority;
  for (auto const& unit : units) by_authority[authority_of(unit)].push_back(&unit);
  std::vector<std::string> names;
  for (auto const& [name, its] : by_authority) names.push_back(name);
  sort_in_swedish(names, [](std::string const& name) { return name; });
  for (auto const& name : names) {
    auto group = body.add("GROUP");
    group.put("NAME", base::capitalised(name));
    for (auto const* unit : by_authority[name]) show_row(group, *unit, context);
  }
}

void fact(TemplateData body, base::Text const& name, std::string const& value) {
  if (value.empty()) return;
  auto one = body.add("FACT");
  one.say("NAME", name);
  one.put("VALUE", value);
}

void link(TemplateData body, base::Text const& name, char const* how, std::string const& to, std::string const& words) {
  if (words.empty()) return;
  auto one = body.add("FACT");
  one.say("NAME", name);
  auto way = one.add(how);
  way.put("TO", to);
  way.put("TEXT", words);
}

void show_stand_in(TemplateData body, UnitDetails const& unit, PageContext const& context) {
  if (unit.stand_in.empty()) return;
  auto const other = context.units->find(unit.stand_in, context.today);
  if (!other) return;
  auto const words = text("When it is closed");
  if (other->is_open_to_everybody())
    link(body, words, "PAGE", unit_path(*other), name_of(*other, context));
  else
    fact(body, words, name_of(*other, context));
}

std::string where(UnitDetails const& unit, PageContext const& context) {
  auto const& code = unit.municipality.empty() ? unit.party : unit.municipality;
  for (auto const& life : *context.lifecycles) {
    for (auto const* version : life.versions()) {
      if (auto const* party = version->party(code)) return party->name;
    }
  }
  return {};
}

void show_facts(TemplateData body, UnitDetails const& unit, PageContext const& context) {
  fact(body, text("Whom it is for"), base::capitalised(ages_of(unit, context)));
  fact(body, text("Where"), where(unit, context));
  link(body, text("Telephone"), "TELEPHONE", digits_of(unit.telephone), unit.telephone);
  link(body, text("E-mail"), "MAIL", unit.email, unit.email);
  link(body, text("On the web"), "PAGE", unit.web, unit.web);
  fact(body, text("Visiting address"), unit.visiting_address);
  fact(body, text("Opening hours"), unit.hours);
  fact(body, text("In a hurry"), unit.urgent);
  if (unit.takes_urgent)
    fact(body, text("What can't wait"), context.tr(text("Takes urgent questions from other authorities")));
  show_stand_in(body, unit, context);
  auto const has_way =
      !unit.telephone.empty() || !unit.email.empty() || !unit.web.empty() || !unit.visiting_address.empty();
  if (!has_way)
    body.show("NOTHING", context.tr(text("The unit has not said how it is reached. Ask {0}.", authority_of(unit))));
}

std::optional<UnitDetails> unit_asked(PageContext const& context) {
  auto unit = context.units->find(std::string(context.request.part("id")), context.today);
  return unit && unit->is_open_to_everybody() ? unit : std::nullopt;
}

http::Reply unit_page_with(PageContext const& context, Form& form, UnitDetails const& unit, int status) {
  auto const name = name_of(unit, context);
  Page page(context, "unit.html", name, "/enheter");
  page.above(context.tr(text("Units")), "/enheter");
  auto body = page.body();
  body.put("HEADING", name);
  body.put("UNDER", context.tr(text("{0}, {1}", kind_of(unit, context), authority_of(unit))));
  if (!context.request.asked("tack").empty())
    body.show("THANKS", context.tr(text("Thank you. The unit sees that something is not right.")));
  body.show("WARNING", doubted(unit, context));
  show_facts(body, unit, context);
  auto lately = body.add(is_verified_lately(unit, context) ? "VERIFIED" : "OLD");
  lately.put("TEXT", verified(unit, context));
  access::Object const own{access::ObjectClass::governance, unit.authority, unit.id};
  if (access::decide(context.sources.policy, context.actor(), access::Action::record, own).allowed) {
    auto manage = body.add("MANAGE");
    manage.put("URL", subject_path({"unit", unit.id}));
    manage.say("TEXT", text("Change the unit's details"));
  }
  if (!unit.doubted) {
    auto wrong = body.add("WRONG");
    wrong.say("HEADING", text("Are the details wrong?"));
    wrong.put("ACTION", unit_path(unit) + "/stammer-inte");
    if (context.session) {
      auto hidden = wrong.add("CSRF");
      hidden.put("NAME", csrf_field);
      hidden.put("VALUE", context.session->csrf);
    }
    form.errors(wrong);
    form.show(wrong);
    wrong.say("BUTTON", text("The details are not right"));
  }
  return page.reply(status);
}

}  // namespace

Fields units_fields(PageContext const& context) {
  return {{.name = "lan",
           .label = context.tr(text("Where?")),
           .hint = context.tr(text("The county or the municipality that it concerns")),
           .type = FieldType::pick,
           .choices = places(context, text("All counties"))},
          {.name = "alder",
           .label = context.tr(text("The person's age (if it matters)")),
           .hint = context.tr(text("Full years")),
           .type = FieldType::integer,
           .most = 150,
           .otherwise = text("Write the age in full years, from 0 to 150")}};
}

http::Reply units_page(PageContext const& context, Form& form) {
  if (!form.is_sent()) {
    if (auto place = context.remembered_place(); !place.empty()) form.put("lan", {std::move(place)});
  }
  Page page(context, "units.html", context.tr(text("Units")), "/enheter");
  auto body = page.body();
  body.say("HEADING", text("Units and how to reach them"));
  body.say("LEAD", text("What the units themselves have said of whom they are for and how they are reached."));
  form.errors(body);
  form.show(body);
  body.say("SHOW", text("Show units"));
  auto const place = context.place(form.value("lan"));
  auto const age = form.number("alder");
  auto units = context.open_units();
  std::erase_if(units, [&](UnitDetails const& unit) {
    return (place && !serves(unit, *place)) || (age && !unit.is_for(static_cast<int>(*age)));
  });
  if (!place && units.size() > most_without_place) {
    body.put("STATUS", context.tr(text("There are {0} units. Choose where.", units.size())));
    return page.reply(form.ok() ? 200 : 422);
  }
  body.put("STATUS", units.empty()
                         ? context.tr(text("No unit here has said how it is reached. That does not mean that there is "
                                           "none: ask the region or the municipality."))
                         : context.tr(base::plural("One unit", "{0} units", static_cast<long>(units.size()))));
  show_groups(body, units, context);
  return page.reply(form.ok() ? 200 : 422);
}

http::Reply unit_page(PageContext const& context, Form&) {
  auto const unit = unit_asked(context);
  if (!unit) return refusal_page(context, 404);
  Form doubts(context, doubt_fields(context));
  return unit_page_with(context, doubts, *unit, 200);
}

Fields doubt_fields(PageContext const& context) {
  return {{.name = "vad",
           .label = context.tr(text("What is not right?")),
           .type = FieldType::code,
           .optional = true,
           .list = true,
           .choices = {{{}, code_options("unit_doubts", context)}}}};
}

http::Reply doubt_page(PageContext const& context, Form& form) {
  auto const unit = unit_asked(context);
  if (!unit) return refusal_page(context, 404);
  if (!form.ok()) return unit_page_with(context, form, *unit, 422);
  auto const said = context.sources.doubt(context.actor(), unit->id, form.values("vad"));
  if (!said) return refused_page(context, said.error());
  return http::see_other(address(unit_path(*unit), {{"tack", "ja"}}) + "#tack");
}

}  // namespace overens::web
