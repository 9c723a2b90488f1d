#include <array>

#include <fmt/format.h>

#include "access/decide.hpp"
#include "app/command.hpp"
#include "base/words.hpp"
#include "route/status.hpp"
#include "web/address.hpp"
#include "web/forms/command_field.hpp"
#include "web/forms/kept_form.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/subject_head.hpp"

namespace overens::web {

using app::ImportedRow;
using app::ImportKind;
using base::text;

namespace {

std::array<Alternative<ImportKind>, 3> const kinds = {{{"enheter", text("Units"), ImportKind::units},
                                                       {"medarbetare", text("Staff"), ImportKind::staff},
                                                       {"uppdrag", text("Commissions"), ImportKind::commissions}}};
// So many rows of each kind are shown; the rest are counted.
constexpr std::size_t most_shown = 200;

/// Leads through it: the table, what it would change, taken in.
class ImportPage {
 public:
  ImportPage(PageContext const& context, Form& form)
      : context_(context), form_(form), authority_(context.request.part("authority")) {
    step_ = context.request.sent(step_field);
    request_.command = command_in(context_);
    request_.authority = authority_;
    request_.on = context.today;
    request_.kind = form.chosen("vad", kinds).value_or(ImportKind::units);
    request_.ends_missing = form.value("avsluta") == "ja";
  }

  http::Reply reply() {
    if (context_.request.method != "POST") return show_form(200);
    if (!form_.ok()) return show_form(422);
    if (step_ == step_change) return show_form(200);
    auto const plan =
        context_.sources.import_table(context_.actor(), request_, form_.value("rader"), step_ == step_save);
    if (!plan) return refused(plan.error());
    if (!plan->faults.empty()) return show_faults(*plan);
    return step_ == step_save ? saved() : show_plan(*plan);
  }

 private:
  Page page(char const* body) const {
    Page page(context_, body, title(), "/organisation");
    put_above(page, "unit", authority_, context_);
    return page;
  }
  std::string title() const { return context_.tr(text("Take in a table")); }

  void hidden(TemplateData body) const {
    body.put("ACTION", context_.request.path);
    for (auto const& [name, value] :
         {std::pair<std::string, std::string>(csrf_field, context_.session->csrf), {command_field, request_.command}}) {
      auto one = body.add("HIDDEN");
      one.put("NAME", name);
      one.put("VALUE", value);
    }
  }

  void columns(TemplateData body) const {
    body.say("COLUMNS", text("The columns"));
    body.say("COLUMNS_HELP", text("The first row names the columns by these words, in any order. A column that is left "
                                  "out changes nothing."));
    for (auto const& kind : kinds) {
      std::vector<std::string> names;
      for (auto const* field : app::import_fields(kind.value, context_.sources.vocabulary)) {
        auto const label = context_.language.say(field->label);
        names.push_back(label.substr(0, label.find_first_of(",(")));
      }
      auto one = body.add("KIND");
      one.say("NAME", kind.words);
      one.put("VALUE", context_.language.list(names));
    }
  }

  http::Reply show_form(int status, app::ImportPlan const* wrong = nullptr) {
    auto page = this->page("import.html");
    page.script(context_.sources.asset("import.js"));
    auto body = page.body();
    body.put("HEADING", title());
    body.say("LEAD", text("Copy the rows from a spreadsheet, with the row of headings on top, and paste them below. "
                          "Nothing is recorded until you have seen what it changes."));
    form_.errors(body);
    if (wrong != nullptr) faults(body, *wrong);
    hidden(body);
    form_.show(body);
    body.say("FILE", text("Or choose a file (CSV)"));
    body.say("BUTTON", text("Show what it changes"));
    body.say("CANCEL", text("Cancel"));
    body.put("BACK", organisation_path(authority_));
    columns(body);
    return page.reply(status);
  }

  void faults(TemplateData body, app::ImportPlan const& plan) const {
    auto part = body.add("FAULTS");
    part.put("HEADING", context_.tr(base::plural("One thing has to be changed in the table",
                                                 "{0} things have to be changed in the table",
                                                 static_cast<long>(plan.faults.size()))));
    part.say("NOTHING", text("Nothing has been recorded."));
    for (std::size_t i = 0; i < plan.faults.size() && i < most_shown; ++i) {
      auto const& [line, why] = plan.faults[i];
      part.add("FAULT").put("TEXT", context_.tr(text("Line {0}: {1}", line, why)));
    }
  }

  http::Reply show_faults(app::ImportPlan const& plan) { return show_form(422, &plan); }

  http::Reply show_plan(app::ImportPlan const& plan) {
    auto page = this->page("import_check.html");
    auto body = page.body();
    body.put("HEADING", title());
    body.put("STATUS",
             context_.tr(text("New: {0}. Changed: {1}. As before: {2}.", plan.count(ImportedRow::Change::added),
                              plan.count(ImportedRow::Change::changed), plan.count(ImportedRow::Change::unchanged))));
    rows(body, plan, ImportedRow::Change::added, text("New"));
    rows(body, plan, ImportedRow::Change::changed, text("Changed"));
    missing(body, plan);
    hidden(body);
    for (auto const* name : {"vad", "rader", "avsluta"}) {
      for (auto const& value : form_.values(name)) {
        auto one = body.add("KEPT");
        one.put("NAME", name);
        one.put("VALUE", value);
      }
    }
    if (!plan.drafts.empty()) body.add("SAVE").say("TEXT", text("Take it in"));
    if (plan.drafts.empty()) body.show("NOTHING", context_.tr(text("The table changes nothing.")));
    body.say("CHANGE", text("Change"));
    return page.reply();
  }

  void rows(TemplateData body, app::ImportPlan const& plan, ImportedRow::Change change,
            base::Text const& heading) const {
    if (plan.count(change) == 0) return;
    auto part = body.add("GROUP");
    part.say("HEADING", heading);
    std::size_t shown = 0;
    for (auto const& row : plan.rows) {
      if (row.change != change || ++shown > most_shown) continue;
      std::vector<std::string> fields;
      for (auto const* field : row.fields) fields.push_back(context_.language.say(field->label));
      part.add("ROW").put(
          "TEXT", fields.empty() ? row.name : context_.tr(text("{0}: {1}", row.name, context_.language.list(fields))));
    }
    if (shown > most_shown) part.show("MORE", context_.tr(text("and {0} more", shown - most_shown)));
  }

  void missing(TemplateData body, app::ImportPlan const& plan) const {
    if (plan.missing.empty()) return;
    auto part = body.add("GROUP");
    part.say("HEADING", request_.ends_missing ? text("Is not in the table, and ends today")
                                              : text("Is not in the table, and stays as it is"));
    for (std::size_t i = 0; i < plan.missing.size() && i < most_shown; ++i)
      part.add("ROW").put("TEXT", plan.missing[i]);
    if (plan.missing.size() > most_shown)
      part.show("MORE", context_.tr(text("and {0} more", plan.missing.size() - most_shown)));
  }

  http::Reply saved() const {
    auto const there = address(organisation_path(authority_), {{"inlast", "ja"}}) + "#sparat";
    return http::see_other(there);
  }

  http::Reply refused(base::Refusal const& refusal) {
    auto const status = route::status_of(refusal.code);
    if (status == 401 || status == 403 || status == 404) return refused_page(context_, refusal);
    form_.wrong("rader", refusal.why);
    return show_form(status);
  }

  PageContext const& context_;
  Form& form_;
  std::string authority_;
  std::string step_;
  app::ImportRequest request_;
};

}  // namespace

Fields import_table_fields(PageContext const& context) {
  return {{.name = "vad",
           .label = context.tr(text("What does the table hold?")),
           .type = FieldType::code,
           .required = true,
           .choices = {{{}, options(kinds, context)}}},
          {.name = "rader",
           .label = context.tr(text("The rows")),
           .hint = context.tr(text("With the row of headings on top")),
           .type = FieldType::words,
           .required = true,
           .other_number = true,
           .longest = 500'000},
          {.name = "avsluta",
           .label = context.tr(text("What is not in the table")),
           .type = FieldType::code,
           .list = true,
           .choices = {{{}, {{"ja", context.tr(text("Ends today: units close, staff have left, commissions end"))}}}}}};
}

http::Reply import_page(PageContext const& context, Form& form) {
  access::Object const object{access::ObjectClass::internal, std::string(context.request.part("authority"))};
  if (!access::decide(context.sources.policy, context.actor(), access::Action::record, object).allowed)
    return refusal_page(context, 404);
  return ImportPage(context, form).reply();
}

}  // namespace overens::web
