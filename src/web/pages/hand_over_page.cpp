// All of somebody's cases, or of a unit's, handed over at once.

#include "app/cases/hand_over.hpp"
#include "base/words.hpp"
#include "web/address.hpp"
#include "web/forms/command_field.hpp"
#include "web/forms/kept_form.hpp"
#include "web/forms/person_form.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/subject_path.hpp"
#include "web/unit_view.hpp"

namespace overens::web {

using base::plural;
using base::text;

namespace {

constexpr char const* over_from_field = "fran";
constexpr char const* over_to_field = "till";
constexpr char const* seen_cases_field = "sett";
// Of the receipt: the command by which it was done.
constexpr char const* done_by = "klart";
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

std::vector<Option> options_of(std::vector<account::Staff> const& staff, PageContext const& context) {
  std::vector<Option> all;
  for (auto const& one : staff)
    all.push_back({of_staff + one.id, one.left_on ? context.tr(text("{0} (has left)", one.name)) : one.name});
  return all;
}

std::vector<Option> units_of(std::string const& authority, bool with_closed, PageContext const& context) {
  std::vector<Option> all;
  for (auto const& unit : context.units->on(context.today)) {
    if (unit.authority == authority && (with_closed || !unit.closed))
      all.push_back({of_unit + unit.id, name_of(unit, context)});
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
  form.show(body.add("BLOCK"));
  auto submit = body.add("SUBMIT");
  submit.say("BUTTON", text("Show what would be handed over"));
  submit.put("STEP", "visa");
  body.say("CANCEL", text("Cancel"));
  body.put("BACK", "/arenden");
  return page.reply(status);
}

void fact_of(TemplateData body, base::Text const& name, std::string const& value) {
  if (value.empty()) return;
  auto fact = body.add("FACT");
  fact.say("NAME", name);
  fact.show("VALUE", value);
}

std::string unit_called(std::string const& id, PageContext const& context) {
  auto const unit = context.units->find(id, context.today);
  return unit ? name_of(*unit, context) : std::string();
}

void show_plan(TemplateData body, TemplateData facts, app::HandOverPlan const& plan, PageContext const& context) {
  auto const count = [&](bool app::HandOverPlan::Case::*which) {
    return static_cast<long>(
        std::count_if(plan.cases.begin(), plan.cases.end(), [&](auto const& one) { return one.*which; }));
  };
  auto const all = static_cast<long>(plan.cases.size());
  fact_of(facts, text("What is handed over"), context.tr(plural("One case", "{0} cases", all)));
  if (auto const named = count(&app::HandOverPlan::Case::is_named); named > 0)
    fact_of(facts, text("Kept most closely"),
            context.tr(plural("In one of them the new one will also see what is kept most closely",
                              "In {0} of them the new one will also see what is kept most closely", named)));
  if (auto const held = count(&app::HandOverPlan::Case::is_held); held > 0)
    fact_of(facts, text("Works there already"), context.tr(plural("In one of them", "In {0} of them", held)));
  if (plan.of_other_units > 0)
    fact_of(facts, text("Can't go along"),
            context.tr(plural("One case of another unit: its manager hands it over",
                              "{0} cases of other units: their managers hand them over",
                              static_cast<long>(plan.of_other_units))));
  auto cases = body.add("CASES");
  cases.say("SUMMARY", text("Which cases"));
  for (auto const& one : plan.cases) {
    auto row = cases.add("CASE");
    row.put("URL", subject_path({"case", one.in_case}));
    row.put("TEXT", one.in_case);
  }
}

std::string words_of_where(app::HandOverPlan::Gone const& one, PageContext const& context) {
  auto const unit = unit_called(one.unit, context);
  if (!one.staff.empty())
    return context.tr(text("Case {0}: now {1} works in it", one.in_case, context.language.list(one.staff)));
  return unit.empty() ? context.tr(text("Case {0}: nobody works in it now", one.in_case))
                      : context.tr(text("Case {0}: {1} has it now", one.in_case, unit));
}

// "Case abc: now Alva Alm works in it. Tuva Ek, Vuxenenheten, said so …" Of what they may not know nothing is said.
std::string words_of_gone(app::HandOverPlan::Gone const& one, PageContext const& context) {
  auto const where = words_of_where(one, context);
  if (one.at == calendar::Instant()) return where;
  auto const at = calendar::local_time(one.at);
  auto const by = one.by.empty() ? std::string() : with_unit(one.by, one.by_unit, context);
  return where + ". " +
         context.tr(by.empty() ? text("It was changed {0}.", at) : text("It was changed {0} by {1}.", at, by));
}

// Somebody else was first.
void show_conflict(TemplateData body, app::HandOverPlan const& plan, PageContext const& context) {
  auto conflict = body.add("CONFLICT");
  conflict.say("HEADING", text("Something has changed since you looked"));
  conflict.say("WHAT", plan.cases.empty()
                           ? text("Nothing has been handed over by you: the cases have gone already.")
                           : text("Nothing has been handed over by you. Below stands what would go now."));
  for (auto const& one : plan.gone) conflict.show("BECAME", words_of_gone(one, context));
}

http::Reply plan_page(PageContext const& context, Form const& form, app::HandOverPlan const& plan, int status) {
  auto page = page_of("act_check.html", context);
  auto body = page.body();
  body.say("HEADING", text("Hand over cases"));
  body.put("SUBJECT", authority_name(context));
  if (status == 409) show_conflict(body, plan, context);
  body.say("CHECK", plan.cases.empty() ? text("Nothing is left to hand over") : text("This will be handed over"));
  put_hidden(body, context, plan.seen());
  for (auto const& field : form.fields()) {
    for (auto const& value : form.values(field.name)) {
      auto one = body.add("KEPT");
      one.put("NAME", field.name);
      one.put("VALUE", value);
    }
  }
  auto facts = body.add("FACTS");
  fact_of(facts, text("From"), name_in(form, over_from_field));
  fact_of(facts, text("To"), name_in(form, over_to_field));
  if (!plan.cases.empty()) {
    show_plan(body, facts, plan, context);
    auto save = body.add("SAVING");
    save.say("SAVE", text("Hand over"));
    save.put("STEP_SAVE", step_save);
  }
  body.say("CHANGE", text("Change"));
  body.put("STEP_CHANGE", step_change);
  return page.reply(status);
}

// What was done, as it stands in the record.
http::Reply receipt_page(PageContext const& context, app::HandOverReceipt const& receipt) {
  auto const is_of_unit = receipt.done.of == app::HandOver::Of::unit;
  auto const from = is_of_unit ? unit_called(receipt.done.from, context) : receipt.from_name;
  auto const to = is_of_unit ? unit_called(receipt.done.to, context) : receipt.to_name;
  auto page = page_of("handed_over.html", context);
  auto body = page.body();
  auto const count = static_cast<long>(receipt.cases.size());
  body.say("HEADING", plural("One case has been handed over", "{0} cases have been handed over", count));
  fact_of(body, text("From"), from);
  fact_of(body, text("To"), to.empty() ? context.tr(text("Those who worked in them already")) : to);
  fact_of(body, text("When"), calendar::local_time(receipt.at));
  body.say("CASES", text("The cases"));
  for (auto const& id : receipt.cases) {
    auto row = body.add("CASE");
    row.put("URL", subject_path({"case", id}));
    row.put("TEXT", id);
  }
  auto const unit = is_of_unit ? receipt.done.to : context.actor().unit;
  auto const show = [&](std::string const& url, base::Text const& words) {
    auto way = body.add("WAY");
    way.put("URL", url);
    way.say("TEXT", words);
  };
  if (auto const name = unit_called(unit, context); !name.empty())
    show(address("/bevakningar", {{"enhet", unit}}), text("What is to be done at {0}", name));
  show(hand_over_path, text("Hand over more"));
  return page.reply();
}

http::Reply refused_here(PageContext const& context, Form& form, base::Refusal const& why) {
  if (why.code == "unknown_staff" || why.code == "unknown_unit") {
    form.wrong(over_to_field, why.why);
    return asked_page(context, form, 422);
  }
  return refused_page(context, why);
}

// Whose cases they may not hand over has none for them.
http::Reply nothing_page(PageContext const& context, Form& form, app::HandOverPlan const& plan) {
  form.wrong(over_from_field,
             plan.of_other_units == 0
                 ? text("There is no case here that you can hand over")
                 : plural("The only case is another unit's: its manager hands it over",
                          "There are only cases of other units, {0} of them: their managers hand them over",
                          static_cast<long>(plan.of_other_units)));
  return asked_page(context, form, 422);
}

}  // namespace

Fields hand_over_fields(PageContext const& context) {
  auto* const hand_overs = context.sources.hand_overs;
  if (hand_overs == nullptr || context.actor().authorities.size() != 1) return {};
  auto const own = context.actor().authorities.front();
  auto const known = hand_overs->people(context.actor());
  auto const people = known ? *known : app::HandOverPeople();
  auto const all = [&](std::vector<account::Staff> const& staff, bool with_closed) -> std::vector<OptionGroup> {
    return {{context.tr(text("Staff")), options_of(staff, context)},
            {context.tr(text("Units")), units_of(own, with_closed, context)}};
  };
  return {choice(over_from_field, text("Whose cases?"), all(people.from, true), context),
          choice(over_to_field, text("Who takes them over?"), all(people.to, false), context)};
}

http::Reply hand_over_page(PageContext const& context, Form& form) {
  auto* const hand_overs = context.sources.hand_overs;
  if (hand_overs == nullptr || context.actor().authorities.size() != 1) return refusal_page(context, 404);
  if (context.request.method != "POST") {
    form.treat_as_unsent();
    auto const done = context.request.asked(done_by);
    if (done.empty()) return asked_page(context, form, 200);
    auto const receipt = hand_overs->receipt(context.actor(), std::string(done));
    return receipt ? receipt_page(context, *receipt) : refused_page(context, receipt.error());
  }
  auto const step = context.request.sent(step_field);
  if (form.ok() && is_of_staff(form.value(over_from_field)) != is_of_staff(form.value(over_to_field)))
    form.wrong(over_to_field,
               text("Choose a member of staff in the place of another, or a unit in the place of another"));
  if (!form.ok() || step == step_change) return asked_page(context, form, form.ok() ? 200 : 422);
  auto const asked = asked_in(form);
  auto const is_saved = step == step_save;
  auto const seen = is_saved ? context.request.sent(seen_cases_field) : std::string();
  if (is_saved) {
    auto const command = command_in(context);
    auto const done = hand_overs->carry_out(context.actor(), asked, seen, command);
    if (done) return http::see_other(address(hand_over_path, {{done_by, command}}));
    if (done.error().code != "version_conflict" && done.error().code != "not_held")
      return refused_here(context, form, done.error());
  }
  auto const plan = hand_overs->plan(context.actor(), asked, seen);
  if (!plan) return refused_here(context, form, plan.error());
  if (plan->cases.empty() && seen.empty()) return nothing_page(context, form, *plan);
  return plan_page(context, form, *plan, is_saved ? 409 : 200);
}

}  // namespace overens::web
