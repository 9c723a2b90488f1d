// What has come in from other authorities and nobody here has taken on.

#include "base/words.hpp"
#include "web/address.hpp"
#include "web/cases_view.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"
#include "web/subject_path.hpp"
#include "web/timeline_view.hpp"
#include "web/unit_view.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr std::size_t come_in_on_a_page = 50;

std::string purpose_of(app::TimelineEvent const& disclosure) {
  for (auto const& value : disclosure.fields) {
    if (value.field->name == "purpose") return value.text;
  }
  return {};
}

void show_how(TemplateData row, base::Text const& name, std::string const& value) {
  if (value.empty()) return;
  auto fact = row.add("FACT");
  fact.say("NAME", name);
  fact.put("VALUE", value);
}

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

void show_come_in_row(TemplateData table, app::CaseHead const& head, std::vector<app::TimelineEvent> const& came_by,
                      PageContext const& context) {
  SubjectNames const names(context);
  auto row = table.add("ROW");
  row.put("URL", subject_path({"case", head.in_case}));
  row.put("TEXT", case_name(head.in_case, context));
  row.put("FOR", come_in_for(head, context));
  if (came_by.empty())
    row.show("NOT_SHOWN", context.tr(text("Who sent it is shown when you open it and have said why you need it.")));
  for (auto const& disclosure : came_by) {
    auto const& how = *disclosure.received;
    auto one = row.add("CAME");
    one.put("FROM", base::capitalised(names.authority(how.from)));
    show_how(one, text("Came in"), shown(calendar::Moment::exact(how.since)));
    show_how(one, text("For what"), purpose_of(disclosure));
    show_how(one, text("Basis"), basis_words(how, context));
    show_how(one, text("Receipt number"), disclosure.id);
  }
}

}  // namespace

http::Reply come_in_page(PageContext const& context, Form& form) {
  Page out(context, "come_in.html", context.tr(text("Come in from others")), "/arenden");
  auto body = out.body();
  body.say("HEADING", text("Come in from others"));
  body.say("LEAD", text("What other authorities have disclosed, and nobody here has taken on. It stays here until "
                        "somebody opens it and takes on the case."));
  auto const authority = choose_authority(body, context, form);
  if (authority.empty()) return out.reply();
  auto const page = context.sources.cases(
      context.actor(),
      {.authority = authority, .limit = come_in_on_a_page, .after = form.value(cases_after), .is_come_in = true});
  if (!page) return refused_page(context, page.error());
  body.put("STATUS", page->cases.empty() ? context.tr(text("Nothing waits for you here."))
                                         : context.tr(base::plural("One case waits.", "{0} cases wait.",
                                                                   static_cast<long>(page->cases.size()))));
  std::vector<app::TimelineEvent> const none;
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
