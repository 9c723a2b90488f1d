#include <algorithm>

#include "web/act_menu.hpp"
#include "web/address.hpp"
#include "web/arrivals_view.hpp"
#include "web/case_parts.hpp"
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
// So many of the latest stand on the overview.
constexpr std::size_t latest_events = 5;

std::string case_path(std::string const& id) {
  return subject_path({"case", id});
}

std::string id_asked(PageContext const& context) {
  return std::string(context.request.part("id"));
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

// Those that it has been said to be the same as.
std::vector<std::string> joined_cases(app::SubjectPage const& page) {
  std::vector<std::string> cases;
  for (auto const& event : page.events) {
    if (event.withdrawn) continue;
    for (auto& one : app::said_to_be_same(event, "case")) {
      if (one != page.subject.id) cases.push_back(std::move(one));
    }
  }
  return cases;
}

/// A case as somebody may see it: what is said of it on top of each part of its page, and the parts.
class CaseView {
 public:
  CaseView(PageContext const& context, app::SubjectPage page)
      : context_(context),
        page_(std::move(page)),
        names_(context, agreement_of_case(page_), page_.authority),
        out_(context, "case.html", context.tr(text("Case")), "/arenden"),
        body_(out_.body()) {
    leave_to_own_pages(page_);
    names_.know_staff(page_.staff);
    names_.know_case(page_.events);
    names_.know_cases(cases_of_person(page_));
    out_.above(context_.tr(text("Cases")), "/arenden");
  }

  http::Reply overview(Form& form) {
    head({});
    ways_in();
    if (page_.person) show_person(body_, *page_.person, page_.subject.id, context_);
    if (page_.more_with_reason) {
      if (form.ok()) form.treat_as_unsent();
      body_.show("MORE_WITH_REASON",
                 context_.tr(text("There is more in the case for those who say why they need it.")));
      show_saying_why(body_, page_.subject.id, context_, form, false);
    }
    show_questions_of_case(body_, page_, names_, context_);
    if (page_.team.holders.empty()) come_in();
    owed(page_.obligations);
    latest();
    return out_.reply(page_.more_with_reason && form.is_sent() && !form.ok() ? 422 : 200);
  }

  http::Reply all_events() {
    head(all_events_part);
    events({});
    return out_.reply();
  }

  http::Reply part(event::CasePart const& part) {
    head(part.id);
    if (part.team) team();
    if (part.crossing) come_in();
    if (part.crossing && page_.may_disclose && !page_.may_record.empty()) {
      auto way = body_.add("DISCLOSE");
      way.put("URL", case_path(page_.subject.id) + "/lamna-ut");
      way.say("TEXT", text("Disclose something from the case"));
    }
    std::vector<app::ObligationRow> rows;
    for (auto const& row : page_.obligations) {
      if (is_in_part(part, row, names_, context_)) rows.push_back(row);
    }
    if (!rows.empty()) owed(rows);
    events([&](app::TimelineEvent const& event) { return is_in_part(part, event, context_); });
    return out_.reply();
  }

 private:
  void head(std::string_view here) {
    show_saved(body_, page_, names_, context_);
    auto const number = case_name(page_.subject.id, context_);
    auto const is_said = page_.person && page_.person->said;
    body_.put("HEADING", is_said ? page_.person->said->record.name : number);
    if (is_said) body_.show("UNDER", number);
    auto const unit = unit_name(page_.team.unit, context_);
    if (page_.is_unit_masked)
      body_.show("UNDER", context_.tr(text("Protected identity: which unit has the case is not shown.")));
    else
      body_.show("UNDER", unit.empty() ? context_.tr(text("No unit has the case.")) : unit);
    for (auto const& other : joined_cases(page_))
      body_.show("UNDER", context_.tr(text("Counted as one with {0}.", case_name(other, context_))));
    show_how_it_came(body_, page_, context_);
    if (page_.is_emergency)
      body_.show("EMERGENCY",
                 context_.tr(text("You have opened the case in an emergency. It is open to you for a few hours. "
                                  "Each time you look stands in the access log, and is reviewed.")));
    show_case_parts(body_, page_.subject.id, here, context_);
  }

  // What whoever sees it does in it, or can begin to.
  void ways_in() {
    auto const& id = page_.subject.id;
    if (page_.team.holder(context_.actor().id) != nullptr)
      body_.show("WORKS", context_.tr(text("You work in the case.")));
    else if (auto const colleague = colleague_in(page_, context_); !colleague.empty())
      body_.show("WORKS",
                 context_.tr(text("You stand in for {0}, who works in the case.", names_.staff_name(colleague))));
    else if (page_.may_take_on)
      show_take_on(body_, id, context_);
    if (page_.team.unit.empty() && !page_.is_unit_masked && page_.may_assign && !context_.actor().unit.empty())
      show_take_to_unit(body_, id, context_);
    if (page_.may_record.empty() || !has_acts_in(page_, context_)) return;
    auto record = body_.add("RECORD");
    record.put("URL", subject_path(page_.subject) + "/dokumentera");
    record.say("TEXT", text("Record something else"));
    record.say("HEADING", text("Record in the case"));
    show_acts_of_case(record, page_, context_);
    auto guide = body_.add("GUIDANCE");
    guide.put("URL", guidance_address(id));
    guide.say("TEXT", text("May I say this?"));
  }

  void come_in() {
    if (page_.arrivals.empty()) return;
    auto part = body_.add("COME_IN");
    part.say("HEADING", text("Come in from others"));
    show_arrivals(part, page_.arrivals, page_.subject.id, context_);
  }

  void owed(std::vector<app::ObligationRow> const& rows) {
    auto part = body_.add("OWED");
    part.say("OBLIGATIONS_HEADING", text("What is to be done"));
    show_obligations(part, rows, page_, names_, context_);
  }

  void events(std::function<bool(app::TimelineEvent const&)> const& is_shown) {
    auto part = body_.add("EVENTS");
    part.say("EVENTS_HEADING", text("What has been recorded"));
    if (is_shown && std::none_of(page_.events.begin(), page_.events.end(), is_shown))
      part.show("NO_EVENTS", context_.tr(text("Nothing has been recorded here.")));
    show_timeline(part, page_.events, page_.subject, names_, context_, is_shown);
    if (!is_shown || static_cast<std::size_t>(std::count_if(page_.events.begin(), page_.events.end(), is_shown)) ==
                         page_.events.size())
      return;
    auto all = part.add("ALL_EVENTS");
    all.put("URL", case_part_path(page_.subject.id, all_events_part));
    all.say("TEXT", base::plural("All that has been recorded: one event", "All that has been recorded: {0} events",
                                 static_cast<long>(page_.events.size())));
  }

  // And what the page was opened to tell of, however long ago it happened.
  void latest() {
    auto const first_left_out = page_.events.data() + std::min<std::size_t>(latest_events, page_.events.size());
    events([&](app::TimelineEvent const& event) { return &event < first_left_out || is_saved_now(event, context_); });
  }

  void team() {
    auto part = body_.add("TEAM");
    part.say("HEADING", text("Who works in the case"));
    if (page_.team.holders.empty()) part.show("NOBODY", context_.tr(text("Nobody has taken on the case.")));
    for (auto const& one : page_.team.holders) {
      auto row = part.add("ROW");
      row.put("NAME", names_.staff_name(one.staff));
      if (one.is_named) row.show("NAMED", context_.tr(text("sees what is kept most closely as well")));
    }
    part.say("LOG", text("Each look at the case is kept in the access log, which the authority's log reviewer goes "
                         "through, and of which the person can get an extract."));
  }

  PageContext const& context_;
  app::SubjectPage page_;
  SubjectNames names_;
  Page out_;
  TemplateData body_;
};

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
  return CaseView(context, std::move(*page)).overview(form);
}

http::Reply case_part_page(PageContext const& context, Form& form) {
  auto const asked = context.request.part("part");
  auto const* const part = context.sources.vocabulary.case_part(asked);
  if (part == nullptr && asked != all_events_part)
    return refused_page(context, {"not_found", text("there is nothing at this address")});
  auto page = context.sources.case_page(context.actor(), id_asked(context), {});
  if (!page) return case_refused(context, form, page.error());
  CaseView view(context, std::move(*page));
  return part == nullptr ? view.all_events() : view.part(*part);
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

}  // namespace overens::web
