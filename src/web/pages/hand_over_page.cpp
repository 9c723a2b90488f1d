// All of somebody's cases, or of a unit's, handed over at once.

#include "app/cases/hand_over.hpp"
#include "base/words.hpp"
#include "web/forms/command_field.hpp"
#include "web/forms/kept_form.hpp"
#include "web/forms/person_form.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/unit_view.hpp"

namespace overens::web {

using base::plural;
using base::text;

namespace {

constexpr char const* over_from_field = "fran";
constexpr char const* over_to_field = "till";
constexpr char const* seen_cases_field = "antal";
constexpr char const* hand_over_path = "/arenden/lamna-over";
// Before the id of what is chosen.
constexpr char const* of_staff = "medarbetare:";
constexpr char const* of_unit = "enhet:";

std::string id_in(std::string const& chosen) {
  return chosen.substr(chosen.find(':') + 1);
}

bool is_of_staff(std::string const& chosen) {
  return chosen.starts_with(of_staff);
}

app::HandOver asked_in(Form const& form) {
  using Of = app::HandOver::Of;
  auto const& from = form.value(over_from_field);
  return {is_of_staff(from) ? Of::staff : Of::unit, id_in(from), id_in(form.value(over_to_field))};
}

std::vector<Option> staff_of(std::string const& authority, PageContext const& context) {
  std::vector<Option> all;
  auto const known = context.sources.organisation(context.actor(), authority);
  if (!known) return all;
  for (auto const& one : known->staff()) all.push_back({of_staff + one.id, one.name});
  return all;
}

std::vector<Option> units_of(std::string const& authority, PageContext const& context) {
  std::vector<Option> all;
  for (auto const& unit : context.units->on(context.today)) {
    if (unit.authority == authority) all.push_back({of_unit + unit.id, name_of(unit, context)});
  }
  return all;
}

Field choice(char const* name, base::Text const& label, std::vector<OptionGroup> groups, PageContext const& context) {
  groups.insert(groups.begin(), {{}, {{{}, context.tr(text("Not stated"))}}});
  return {.name = name,
          .label = context.tr(label),
          .type = FieldType::pick,
          .required = true,
          .choices = std::move(groups)};
}

std::string name_in(Form const& form, char const* name) {
  for (auto const& field : form.fields()) {
    if (field.name != name) continue;
    auto const words = in_words(field, form.values(name));
    return words.empty() ? std::string() : words.front();
  }
  return {};
}

Page page_of(char const* body, PageContext const& context) {
  Page page(context, body, context.tr(text("Hand over cases")), "/arenden");
  page.above(context.tr(text("Cases")), "/arenden");
  return page;
}

std::string authority_name(PageContext const& context) {
  return base::capitalised(SubjectNames(context).authority(context.actor().authorities.front()));
}

void put_hidden(TemplateData to, PageContext const& context, std::string const& seen) {
  to.put("ACTION", hand_over_path);
  for (auto const& [name, value] : {std::pair<std::string, std::string>(csrf_field, context.form_word()),
                                    {command_field, command_in(context)},
                                    {seen_cases_field, seen}}) {
    if (value.empty()) continue;
    auto one = to.add("HIDDEN");
    one.put("NAME", name);
    one.put("VALUE", value);
  }
}

http::Reply asked_page(PageContext const& context, Form const& form, int status) {
  auto page = page_of("act.html", context);
  auto body = page.body();
  body.say("HEADING", text("Hand over cases"));
  body.put("SUBJECT", authority_name(context));
  body.show("HELP",
            context.tr(text("All of somebody's cases, or of a unit's, at once, also those that are closed. Whoever "
                            "lets them go no longer sees them, whoever takes them over sees them in the same "
                            "moment.")));
  form.errors(body);
  put_hidden(body, context, {});
  form.show(body);
  body.say("BUTTON", text("Show what would be handed over"));
  body.put("STEP", "visa");
  body.say("CANCEL", text("Cancel"));
  body.put("BACK", "/arenden");
  return page.reply(status);
}

void fact_of(TemplateData body, base::Text const& name, std::string const& value) {
  if (value.empty()) return;
  auto fact = body.add("FACT");
  fact.say("NAME", name);
  fact.put("VALUE", value);
}

std::string words_of_cases(app::HandOverPlan const& plan, PageContext const& context) {
  if (plan.cases.empty()) return context.tr(text("None that you may hand over"));
  return context.tr(plural("One case", "{0} cases", static_cast<long>(plan.cases.size())));
}

void show_plan(TemplateData body, app::HandOverPlan const& plan, PageContext const& context) {
  auto const count = [&](bool app::HandOverPlan::Case::*which) {
    return static_cast<long>(
        std::count_if(plan.cases.begin(), plan.cases.end(), [&](auto const& one) { return one.*which; }));
  };
  fact_of(body, text("What is handed over"), words_of_cases(plan, context));
  if (auto const named = count(&app::HandOverPlan::Case::is_named); named > 0)
    fact_of(body, text("Kept most closely"),
            context.tr(plural("In one of them the new one will also see what is kept most closely",
                              "In {0} of them the new one will also see what is kept most closely", named)));
  if (auto const held = count(&app::HandOverPlan::Case::is_held); held > 0)
    fact_of(body, text("Works there already"), context.tr(plural("In one of them", "In {0} of them", held)));
  if (plan.of_other_units > 0)
    fact_of(body, text("Can't go along"),
            context.tr(plural("One case of another unit: its manager hands it over",
                              "{0} cases of other units: their managers hand them over",
                              static_cast<long>(plan.of_other_units))));
}

http::Reply plan_page(PageContext const& context, Form const& form, app::HandOverPlan const& plan) {
  auto page = page_of("act_check.html", context);
  auto body = page.body();
  body.say("HEADING", text("Hand over cases"));
  body.put("SUBJECT", authority_name(context));
  body.say("CHECK", text("This will be handed over"));
  put_hidden(body, context, fmt::to_string(plan.cases.size()));
  for (auto const& field : form.fields()) {
    for (auto const& value : form.values(field.name)) {
      auto one = body.add("KEPT");
      one.put("NAME", field.name);
      one.put("VALUE", value);
    }
  }
  fact_of(body, text("From"), name_in(form, over_from_field));
  fact_of(body, text("To"), name_in(form, over_to_field));
  show_plan(body, plan, context);
  body.say("SAVE", text("Hand over"));
  body.put("STEP_SAVE", step_save);
  body.say("CHANGE", text("Change"));
  body.put("STEP_CHANGE", step_change);
  return page.reply();
}

http::Reply refused_here(PageContext const& context, Form& form, base::Refusal const& why) {
  if (why.code == "unknown_staff" || why.code == "unknown_unit") {
    form.wrong(over_to_field, why.why);
    return asked_page(context, form, 422);
  }
  return refused_page(context, why);
}

std::size_t seen_in(PageContext const& context) {
  auto const written = context.request.sent(seen_cases_field);
  return written.empty() || written.size() > 6 || written.find_first_not_of("0123456789") != std::string::npos
             ? 0
             : std::stoul(written);
}

}  // namespace

Fields hand_over_fields(PageContext const& context) {
  if (context.actor().authorities.size() != 1) return {};
  auto const own = context.actor().authorities.front();
  std::vector<OptionGroup> const all = {{context.tr(text("Staff")), staff_of(own, context)},
                                        {context.tr(text("Units")), units_of(own, context)}};
  return {choice(over_from_field, text("Whose cases?"), all, context),
          choice(over_to_field, text("Who takes them over?"), all, context)};
}

http::Reply hand_over_page(PageContext const& context, Form& form) {
  auto* const hand_overs = context.sources.hand_overs;
  if (hand_overs == nullptr || context.actor().authorities.size() != 1) return refusal_page(context, 404);
  if (context.request.method != "POST") {
    form.treat_as_unsent();
    return asked_page(context, form, 200);
  }
  auto const step = context.request.sent(step_field);
  if (form.ok() && is_of_staff(form.value(over_from_field)) != is_of_staff(form.value(over_to_field)))
    form.wrong(over_to_field,
               text("Choose a member of staff in the place of another, or a unit in the place of another"));
  if (!form.ok() || step == step_change) return asked_page(context, form, form.ok() ? 200 : 422);
  auto const asked = asked_in(form);
  if (step == step_save) {
    auto const done = hand_overs->carry_out(context.actor(), asked, seen_in(context), command_in(context));
    if (done) return http::see_other("/arenden");
    if (done.error().code != "version_conflict") return refused_here(context, form, done.error());
  }
  auto const plan = hand_overs->plan(context.actor(), asked);
  if (!plan) return refused_here(context, form, plan.error());
  return plan_page(context, form, *plan);
}

}  // namespace overens::web
