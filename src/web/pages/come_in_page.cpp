// What has come in from other authorities and nobody here has seen to.

#include "web/address.hpp"
#include "web/arrivals_view.hpp"
#include "web/cases_view.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"
#include "web/subject_path.hpp"
#include "web/unit_view.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr std::size_t come_in_on_a_page = 50;

std::string come_in_for(app::CaseHead const& head, PageContext const& context) {
  auto const unit = head.team.unit.empty() ? std::string() : unit_name(head.team.unit, context);
  switch (head.sent) {
    case app::Sent::to_unit:
      return context.tr(text("To your unit"));
    case app::Sent::by_name:
    case app::Sent::hidden:
      return context.tr(text("To you by name"));
    case app::Sent::not_to_them:
      break;
  }
  return unit.empty() ? context.tr(text("To no unit: somebody has to see to who takes it on")) : unit;
}

void show_come_in_row(TemplateData table, app::CaseHead const& head, std::span<app::Arrival const> came_by,
                      PageContext const& context) {
  auto row = table.add("ROW");
  row.put("URL", subject_path({"case", head.in_case}));
  row.put("TEXT", case_name(head.in_case, context));
  row.put("FOR", come_in_for(head, context));
  if (came_by.empty())
    row.show("NOT_SHOWN", context.tr(text("Who sent it is shown when you open it and have said why you need it.")));
  show_arrivals(row, came_by, head.in_case, context);
}

}  // namespace

http::Reply come_in_page(PageContext const& context, Form& form) {
  Page out(context, "come_in.html", context.tr(text("Come in from others")), "/arenden");
  auto body = out.body();
  body.say("HEADING", text("Come in from others"));
  body.say("LEAD", text("What other authorities have disclosed, and nobody here has seen to. It stays here until "
                        "somebody takes on the case, or answers that it is not yours."));
  auto const authority = choose_authority(body, context, form);
  if (authority.empty()) return out.reply();
  auto const page = context.sources.cases(
      context.actor(),
      {.authority = authority, .limit = come_in_on_a_page, .after = form.value(cases_after), .is_come_in = true});
  if (!page) return refused_page(context, page.error());
  body.put("STATUS", page->cases.empty() ? context.tr(text("Nothing waits for you here."))
                                         : context.tr(base::plural("One case waits.", "{0} cases wait.",
                                                                   static_cast<long>(page->cases.size()))));
  std::vector<app::Arrival> const none;
  for (auto const& head : page->cases) {
    auto const found = page->came_by.find(head.in_case);
    show_come_in_row(body, head, found == page->came_by.end() ? none : found->second, context);
  }
  if (!page->next.empty()) {
    auto more = body.add("MORE");
    more.put("URL", address("/inkommet", {{whose_cases, authority}, {cases_after, page->next}}));
    more.say("TEXT", text("More that has come in"));
  }
  return out.reply();
}

}  // namespace overens::web
