#include "web/obligations_view.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"
#include "web/unit_view.hpp"
#include "web/work_filters.hpp"
#include "web/work_view.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr std::size_t rows_in_a_file = 5000;
constexpr char const* needed_for = "andamal";

// A spreadsheet takes what begins so for a formula.
std::string csv_cell(std::string_view words) {
  std::string out = "\"";
  if (!words.empty() && std::string_view("=+-@\t\r").find(words.front()) != std::string_view::npos) out += '\'';
  for (auto const c : words) {
    if (c == '"') out += '"';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out + '"';
}

std::string csv_line(std::vector<std::string> const& cells) {
  std::string out;
  for (auto const& one : cells) out += (out.empty() ? "" : ";") + csv_cell(one);
  return out + "\r\n";
}

std::string day_in_file(std::optional<calendar::Day> const& day) {
  return day ? calendar::to_string(*day) : std::string();
}

std::string work_file(std::vector<app::WorkItem> const& items, std::string const& authority,
                      PageContext const& context) {
  SubjectNames const names(context, {}, authority);
  std::vector<std::string> head;
  for (auto const& one :
       {text("When"), text("What"), text("How binding"), text("Concerns"), text("Last day"), text("How it stands"),
        text("Whose move"), text("Agreement"), text("Section"), text("Opened"), text("Unit")})
    head.push_back(context.tr(one));
  auto out = "\xEF\xBB\xBF" + csv_line(head);
  for (auto const& item : items) {
    auto const& row = item.row;
    auto const unit = context.units->find(row.unit, context.today);
    out += csv_line({heading_of(item.part, context), title_of(row, context), binding_of(row, context),
                     concerned(row, names, context), day_in_file(row.due_on), status_of(row, names, context),
                     whose_move(row, names, context), agreement_of_row(row, context), section_of_row(row, context),
                     day_in_file(row.opened_on), unit ? name_of(*unit, context) : row.unit});
  }
  return out;
}

}  // namespace

Fields work_file_fields(PageContext const& context) {
  auto fields = work_filters(context);
  fields.push_back({.name = needed_for,
                    .label = context.tr(text("What is the file needed for?")),
                    .hint = context.tr(text("It stands in the access log. Write nobody's name or number.")),
                    .type = FieldType::words,
                    .required = context.request.method == "POST",
                    .longest = 500});
  return fields;
}

http::Reply work_file_page(PageContext const& context, Form& form) {
  if (context.request.method == "POST" && form.ok()) {
    auto request = work_request(form);
    request.reason = form.value(needed_for);
    request.limit = app::WorkListRequest::most;
    request.is_taken_out = true;
    std::vector<app::WorkItem> items;
    std::string authority;
    do {
      auto list = context.sources.work_list(context.actor(), request);
      if (!list) return refused_page(context, list.error());
      authority = list->authority;
      std::move(list->items.begin(), list->items.end(), std::back_inserter(items));
      request.after = list->next;
    } while (!request.after.empty() && items.size() < rows_in_a_file);
    return {.type = "text/csv; charset=utf-8",
            .body = work_file(items, authority, context),
            .fields = {{"Cache-Control", "no-store"},
                       {"Vary", "Cookie"},
                       {"Content-Disposition", "attachment; filename=\"bevakningar.csv\""}}};
  }
  Page out(context, "work_file.html", context.tr(text("Fetch as a file")), "/bevakningar");
  out.above(context.tr(text("My duties")), "/bevakningar");
  auto body = out.body();
  body.say("HEADING", text("Fetch as a file"));
  body.say("LEAD", text("The list as a file for a spreadsheet: cases by their numbers, nobody's name."));
  body.put("CSRF_NAME", csrf_field);
  body.put("CSRF", context.form_word());
  if (context.request.method == "POST") form.errors(body);
  form.show(body);
  body.say("BUTTON", text("Fetch the file"));
  return out.reply(context.request.method == "POST" ? 422 : 200);
}

}  // namespace overens::web
