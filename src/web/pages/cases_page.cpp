#include "web/address.hpp"
#include "web/cases_view.hpp"
#include "web/known_subjects.hpp"
#include "web/names.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"
#include "web/questions_view.hpp"
#include "web/subject_path.hpp"
#include "web/unit_view.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr std::size_t rows_on_a_page = 50;

void show_row(TemplateData table, app::CaseHead const& head, std::string const& name, PageContext const& context) {
  auto row = table.add("ROW");
  row.put("URL", subject_path({"case", head.in_case}));
  row.put("TEXT", name.empty() ? head.in_case : name);
  row.put("STANDS", context.tr(head.sent == app::Sent::to_unit       ? text("has come in to your unit")
                               : head.sent != app::Sent::not_to_them ? text("has come in to you by name")
                               : head.only_received                  ? text("has come in, no unit has it")
                               : head.closed                         ? text("a closed case")
                                                                     : text("under way")));
  auto const not_shown = context.tr(text("not shown"));
  auto const day = head.next_due_on ? calendar::to_string(*head.next_due_on) : std::string();
  row.put("DAY", head.is_masked ? not_shown : day);
  row.put("OPEN", head.is_masked ? not_shown : fmt::to_string(head.open));
  row.put("UNIT", unit_name(head.team.unit, context));
}

// What begins here, for those who may.
void show_ways_in(TemplateData body, PageContext const& context) {
  auto const may = [&](access::Action action) {
    return access::decide_route(context.sources.policy, context.actor(), action, access::ObjectClass::identity).allowed;
  };
  auto const show = [&](std::string const& url, base::Text const& words) {
    auto way = body.add("WAY");
    way.put("URL", url);
    way.say("TEXT", words);
  };
  if (may(access::Action::search)) show("/arenden/sok", text("Find a person's case"));
  auto const hands_over = access::decide_route(context.sources.policy, context.actor(), access::Action::assign,
                                               access::ObjectClass::coordination);
  if (hands_over.allowed && context.actor().kind == access::Actor::Kind::staff)
    show("/arenden/lamna-over", text("Hand over somebody's cases"));
  if (may(access::Action::record)) show("/arenden/nytt", text("New case"));
}

}  // namespace

Fields cases_fields(PageContext const& context) {
  std::vector<Option> own;
  for (auto const& group : SubjectNames(context).subjects("authority")) {
    for (auto const& option : group.options) {
      access::Object const cases{access::ObjectClass::coordination, option.value};
      auto const may = access::decide(context.sources.policy, context.actor(), access::Action::list, cases);
      if (may.allowed) own.push_back(option);
    }
  }
  return {{.name = whose_cases,
           .label = context.tr(text("Whose cases?")),
           .type = FieldType::pick,
           .required = context.actor().authorities.size() != 1,
           .choices = {{{}, std::move(own)}}},
          {.name = cases_after, .longest = 300}};
}

http::Reply cases_page(PageContext const& context, Form& form) {
  Page out(context, "cases.html", context.tr(text("Cases")), "/arenden");
  auto body = out.body();
  body.say("HEADING", text("Cases"));
  show_ways_in(body, context);
  auto const authority = choose_authority(body, context, form);
  if (authority.empty()) return out.reply();
  if (auto const waiting = context.sources.waiting(context.actor()); waiting) {
    show_waiting_questions(body, waiting->questions, SubjectNames(context), context);
    show_come_in(body, waiting->come_in, context);
  }
  auto const page = context.sources.cases(
      context.actor(),
      {.authority = authority, .limit = rows_on_a_page, .after = form.value(cases_after), .with_names = true});
  if (!page) return refused_page(context, page.error());
  body.put("STATUS", page->cases.empty()
                         ? context.tr(text("There are no cases for you to see here."))
                         : context.tr(base::plural("One case", "{0} cases", static_cast<long>(page->cases.size()))));
  if (!page->cases.empty()) {
    auto table = body.add("SOME");
    table.say("CASE", text("Case"));
    table.say("HOW", text("How it stands"));
    table.say("NEXT", text("Next last day"));
    table.say("OWED", text("To be done"));
    table.say("WHICH", text("Unit"));
    for (auto const& head : page->cases) {
      auto const name = page->names.find(head.in_case);
      show_row(table, head, name == page->names.end() ? std::string() : name->second, context);
    }
  }
  if (!page->next.empty()) {
    auto more = body.add("MORE");
    more.put("URL", address("/arenden", {{whose_cases, authority}, {cases_after, page->next}}));
    more.say("TEXT", text("More cases"));
  }
  return out.reply();
}

}  // namespace overens::web
