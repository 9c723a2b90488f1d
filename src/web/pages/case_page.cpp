#include <algorithm>

#include "web/act_menu.hpp"
#include "web/address.hpp"
#include "web/forms/command_field.hpp"
#include "web/known_subjects.hpp"
#include "web/names.hpp"
#include "web/obligations_view.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"
#include "web/person_view.hpp"
#include "web/questions_view.hpp"
#include "web/saved_view.hpp"
#include "web/subject_path.hpp"
#include "web/timeline_view.hpp"
#include "web/unit_view.hpp"

namespace overens::web {

using base::text;

namespace {

constexpr char const* why = "skal";
constexpr char const* whose = "myndighet";
constexpr char const* after = "efter";
constexpr std::size_t rows_on_a_page = 50;

std::string case_path(std::string const& id) {
  return subject_path({"case", id});
}

std::string id_asked(PageContext const& context) {
  return std::string(context.request.part("id"));
}

std::string unit_name(std::string const& id, PageContext const& context) {
  auto const unit = context.units->find(id, context.today);
  return unit ? name_of(*unit, context) : std::string();
}

void put_form(TemplateData part, std::string const& action, PageContext const& context) {
  part.put("ACTION", action);
  part.put("CSRF_NAME", csrf_field);
  part.put("CSRF", context.form_word());
}

// … that has something recorded.
void put_command_form(TemplateData part, std::string const& action, PageContext const& context) {
  put_form(part, action, context);
  part.put("COMMAND_NAME", command_field);
  part.put("COMMAND", app::id_by_chance());
}

void show_take_on(TemplateData body, std::string const& id, PageContext const& context) {
  auto part = body.add("TAKE_ON");
  put_command_form(part, case_path(id) + "/ta", context);
  part.say("BUTTON", text("Take on the case"));
}

void show_take_to_unit(TemplateData body, std::string const& id, PageContext const& context) {
  auto part = body.add("TAKE_TO_UNIT");
  part.say("WHY", text("Those who are to work in the case can take it on when a unit has it."));
  put_command_form(part, case_path(id) + "/enhet", context);
  part.say("BUTTON", text("Take the case to my unit"));
}

// Of those who work in it the one who is away and in whose place they do; empty: nobody.
std::string colleague_in(app::SubjectPage const& page, PageContext const& context) {
  auto const& away = context.actor().stands_in_for;
  for (auto const& one : page.team.holders) {
    if (std::find(away.begin(), away.end(), one.staff) != away.end()) return one.staff;
  }
  return {};
}

void show_saying_why(TemplateData body, std::string const& id, PageContext const& context, Form const& form,
                     bool is_emergency) {
  auto part = body.add("SAY_WHY");
  put_form(part, case_path(id), context);
  form.errors(part);
  form.show(part);
  part.say("BUTTON", is_emergency ? text("Open the case in an emergency") : text("Show the case"));
}

void show_how_it_came(TemplateData body, app::SubjectPage const& page, PageContext const& context) {
  if (page.sent != app::Sent::not_to_them)
    body.show("SENT", context.tr(page.sent == app::Sent::to_unit
                                     ? text("Another authority has sent this to your unit.")
                                     : text("Another authority has sent this to you by name. Nobody else here sees "
                                            "it.")));
  if (page.team.is_protected && (page.sent != app::Sent::not_to_them || !page.questions.empty()))
    body.show("SENT", context.tr(text("The person has a protected identity. Tell nobody who does not have to know, and "
                                      "answer somebody by name.")));
}

http::Reply case_shown(PageContext const& context, Form& form, app::SubjectPage page) {
  leave_to_own_pages(page);
  SubjectNames names(context, agreement_of_case(page), page.authority);
  names.know_staff(page.staff);
  names.know_case(page.events);
  Page out(context, "case.html", context.tr(text("Case")), "/arenden");
  out.above(context.tr(text("Cases")), "/arenden");
  auto body = out.body();
  show_saved(body, page, context);
  auto const number = case_name(page.subject.id, context);
  auto const is_said = page.person && page.person->said;
  body.put("HEADING", is_said ? page.person->said->record.name : number);
  if (is_said) body.show("UNDER", number);
  auto const unit = unit_name(page.team.unit, context);
  if (page.is_unit_masked)
    body.show("UNDER", context.tr(text("Protected identity: which unit has the case is not shown.")));
  else
    body.show("UNDER", unit.empty() ? context.tr(text("No unit has the case.")) : unit);
  show_how_it_came(body, page, context);
  if (page.team.holder(context.actor().id) != nullptr)
    body.show("WORKS", context.tr(text("You work in the case.")));
  else if (auto const colleague = colleague_in(page, context); !colleague.empty())
    body.show("WORKS", context.tr(text("You stand in for {0}, who works in the case.", names.staff_name(colleague))));
  else if (page.may_take_on)
    show_take_on(body, page.subject.id, context);
  if (page.team.unit.empty() && !page.is_unit_masked && page.may_assign && !context.actor().unit.empty())
    show_take_to_unit(body, page.subject.id, context);
  if (!page.may_record.empty() && has_acts_in(page, context)) {
    auto record = body.add("RECORD");
    record.put("URL", subject_path(page.subject) + "/dokumentera");
    record.say("TEXT", text("Record something else"));
    record.say("HEADING", text("Record in the case"));
    show_acts_of_case(record, page, context);
  }
  if (!page.may_record.empty()) {
    auto guide = body.add("GUIDANCE");
    guide.put("URL", guidance_address(page.subject.id));
    guide.say("TEXT", text("May I say this?"));
  }
  if (page.person) show_person(body, *page.person, page.subject.id, context);
  if (page.is_emergency)
    body.show("EMERGENCY",
              context.tr(text("You have opened the case in an emergency. It is open to you for a few hours. "
                              "Each time you look stands in the access log, and is reviewed.")));
  if (page.more_with_reason) {
    if (form.ok()) form.treat_as_unsent();
    body.show("MORE_WITH_REASON", context.tr(text("There is more in the case for those who say why they need it.")));
    show_saying_why(body, page.subject.id, context, form, false);
  }
  show_questions_of_case(body, page, names, context);
  body.say("OBLIGATIONS_HEADING", text("What is to be done"));
  show_obligations(body, page.obligations, names, context, page.more_with_reason);
  body.say("EVENTS_HEADING", text("What has been recorded"));
  show_timeline(body, page.events, page.subject, names, context);
  return out.reply(page.more_with_reason && form.is_sent() && !form.ok() ? 422 : 200);
}

// Those of the authority who take what can't wait. Who has the case is not told: of somebody with a protected identity
// it could not be, and then that would be seen.
void show_in_a_hurry(TemplateData body, PageContext const& context) {
  for (auto const& unit : context.units->on(context.today)) {
    auto const is_own = context.actor().speaks_for(unit.authority) && !unit.closed && !unit.urgent.empty();
    if (!is_own || !unit.takes_urgent) continue;
    body.show("HURRY", context.tr(text("If it can't wait: {0}, {1}", name_of(unit, context), unit.urgent)));
  }
}

// Nothing of the case but that there is one, and what somebody can do who needs it.
http::Reply case_refused(PageContext const& context, Form& form, app::CaseRefusal const& refusal) {
  auto const asks_why = refusal.why.code == "reason_needed";
  if (!asks_why && refusal.why.code != "not_involved" && refusal.why.code != "other_unit")
    return refused_page(context, refusal.why);
  Page out(context, "case_refused.html", context.tr(text("The case is there, but not for you to see")), "/arenden");
  auto body = out.body();
  body.say("HEADING", text("The case is there, but not for you to see"));
  auto const is_emergency = asks_why && refusal.is_emergency;
  if (is_emergency)
    body.show(
        "EMERGENCY",
        context.tr(text("If it is urgent you may open the case anyway, when you have said why. Each time you look "
                        "stands in the access log under your name, with the reason, and is reviewed.")));
  body.say("WHY", text("Only those who work in it see it. Ask your manager who has it."));
  show_in_a_hurry(body, context);
  if (refusal.may_take_on) show_take_on(body, id_asked(context), context);
  if (asks_why) show_saying_why(body, id_asked(context), context, form, is_emergency);
  return out.reply(form.is_sent() && !form.ok() ? 422 : 403);
}

void show_row(TemplateData table, app::CaseHead const& head, std::string const& name, PageContext const& context) {
  auto row = table.add("ROW");
  row.put("URL", case_path(head.in_case));
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

std::string authority_asked(PageContext const& context, Form const& form) {
  auto const own = context.actor().authorities;
  return own.size() == 1 ? own.front() : form.value(whose);
}

}  // namespace

Fields reason_fields(PageContext const& context) {
  if (context.request.method != "POST" && !context.session) return {};
  return {{.name = why,
           .label = context.tr(text("Why do you need it?")),
           .hint = context.tr(text("Write nobody's name or number.")),
           .type = FieldType::words,
           .required = true,
           .longest = 500}};
}

http::Reply case_page(PageContext const& context, Form& form) {
  auto const reason = form.is_sent() && form.ok() ? form.value(why) : std::string();
  auto page = context.sources.case_page(context.actor(), id_asked(context), reason);
  if (!page) return case_refused(context, form, page.error());
  return case_shown(context, form, std::move(*page));
}

http::Reply take_on_page(PageContext const& context, Form&) {
  auto const id = id_asked(context);
  auto const taken = context.sources.take_on(context.actor(), id, command_in(context));
  if (!taken) return refused_page(context, taken.error());
  return {.status = 303, .fields = {{"Location", case_path(id)}, {"Cache-Control", "no-store"}}};
}

http::Reply take_to_unit_page(PageContext const& context, Form&) {
  auto const id = id_asked(context);
  auto const taken = context.sources.take_to_unit(context.actor(), id, command_in(context));
  if (!taken) return refused_page(context, taken.error());
  return http::see_other(case_path(id));
}

Fields cases_fields(PageContext const& context) {
  std::vector<Option> own;
  for (auto const& group : SubjectNames(context).subjects("authority")) {
    for (auto const& option : group.options) {
      access::Object const cases{access::ObjectClass::coordination, option.value};
      auto const may = access::decide(context.sources.policy, context.actor(), access::Action::list, cases);
      if (may.allowed) own.push_back(option);
    }
  }
  return {{.name = whose,
           .label = context.tr(text("Whose cases?")),
           .type = FieldType::pick,
           .required = context.actor().authorities.size() != 1,
           .choices = {{{}, std::move(own)}}},
          {.name = after, .longest = 300}};
}

http::Reply cases_page(PageContext const& context, Form& form) {
  Page out(context, "cases.html", context.tr(text("Cases")), "/arenden");
  auto body = out.body();
  body.say("HEADING", text("Cases"));
  show_ways_in(body, context);
  auto const authority = authority_asked(context, form);
  if (context.actor().authorities.size() != 1) {
    auto choose = body.add("CHOOSE");
    form.show(choose, whose);
    choose.say("BUTTON", text("Show"));
  }
  if (authority.empty()) return out.reply();
  if (auto const asked = context.sources.questions(context.actor()); asked)
    show_waiting_questions(body, *asked, SubjectNames(context), context);
  auto const page = context.sources.cases(
      context.actor(),
      {.authority = authority, .limit = rows_on_a_page, .after = form.value(after), .with_names = true});
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
    more.put("URL", address("/arenden", {{whose, authority}, {after, page->next}}));
    more.say("TEXT", text("More cases"));
  }
  return out.reply();
}

}  // namespace overens::web
