#include <algorithm>

#include "access/of_event.hpp"
#include "web/names.hpp"
#include "web/obligations_view.hpp"
#include "web/organisation_view.hpp"
#include "web/pages.hpp"
#include "web/staff_account_view.hpp"
#include "web/subject_head.hpp"
#include "web/subject_path.hpp"
#include "web/swedish_order.hpp"
#include "web/timeline_view.hpp"

namespace overens::web {

using base::text;

namespace {

// What has just been saved, with a way back. `id`: of an event, a correction or a withdrawal.
void saved(TemplateData body, std::string_view id, app::SubjectPage const& page, PageContext const& context) {
  for (auto const& event : page.events) {
    auto const corrected = std::any_of(event.corrections.begin(), event.corrections.end(),
                                       [&](app::Change const& change) { return change.id == id; });
    auto const withdrawn = event.withdrawn && event.withdrawn->id == id;
    if (event.id != id && !corrected && !withdrawn) continue;
    auto const what = context.language.say(event.type->label);
    auto const day = shown(event.happened);
    auto told = body.add("SAVED");
    told.say("TEXT", withdrawn   ? text("Withdrawn: {0}, {1}", what, day)
                     : corrected ? text("The correction has been saved: {0}, {1}", what, day)
                                 : text("Saved: {0}, {1}", what, day));
    if (event.withdrawn || corrected) return;
    auto undo = told.add("UNDO");
    undo.put("URL", withdraw_path(page.subject, event.id));
    undo.say("UNDO_TEXT", text("Undo"));
    return;
  }
}

std::string act_name(event::EventType const& type, PageContext const& context) {
  return context.language.say(type.title.empty() ? type.label : type.title);
}

bool is_named_by(event::DataField const& field, std::string const& kind) {
  return (field.type == event::DataField::Type::id && field.of == kind) ||
         (field.type == event::DataField::Type::unit && kind == "unit");
}

// Whether the form may be opened; the form asks more closely.
bool may_record(event::EventType const& type, std::string const& owner, PageContext const& context) {
  auto const is_ones_own = owner.empty() || context.actor().speaks_for(owner);
  return is_ones_own &&
         access::decide_route(context.sources.policy, context.actor(), access::Action::record, type.secrecy).allowed;
}

// What of the same authority can begin with this subject in it.
void begun_with(TemplateData part, app::SubjectPage const& page, PageContext const& context) {
  auto const authority = authority_of(page);
  if (authority.empty()) return;
  for (auto const& type : context.sources.vocabulary.types) {
    if (!type.starts || !type.internal || !may_record(type, authority, context)) continue;
    for (auto const& field : type.data) {
      if (!is_named_by(field, page.subject.kind)) continue;
      auto row = part.add("ACT");
      row.put("URL", begin_path(authority, type.name, {{field.name, page.subject.id}}));
      row.put("TEXT", act_name(type, context));
    }
  }
}

// The types of events that can be recorded about a subject that there is already.
void menu(TemplateData body, app::SubjectPage const& page, account::Commission const* commission,
          PageContext const& context) {
  auto const& subject = page.subject;
  std::vector<event::EventType const*> types;
  for (auto const& type : context.sources.vocabulary.types) {
    auto const action = access::action_of(type);
    auto const is_recorded = action == access::Action::record || action == access::Action::confirm;
    if (type.subject == subject.kind && is_recorded && !type.starts && type.in_case == event::Presence::none &&
        may_record(type, authority_of(page), context) &&
        (commission == nullptr || is_offered(type, *commission, context)))
      types.push_back(&type);
  }
  std::sort(types.begin(), types.end(), [&](auto const* a, auto const* b) {
    return swedish_order(act_name(*a, context)) < swedish_order(act_name(*b, context));
  });
  if (types.empty()) return;
  auto part = body.add("MENU_OF_ACTS");
  part.say("HEADING", text("Record"));
  for (auto const* type : types) {
    auto row = part.add("ACT");
    row.put("URL", record_path(type->name, subject));
    row.put("TEXT", act_name(*type, context));
  }
  begun_with(part, page, context);
}

// What is known of a member of staff, or of a commission, is known with all of their authority's.
std::optional<account::Organisation> organisation_of(app::SubjectPage const& page, PageContext const& context) {
  auto const is_of_one = page.subject.kind == "staff" || page.subject.kind == "commission";
  if (!is_of_one) return std::nullopt;
  auto known = context.sources.organisation(context.actor(), authority_of(page));
  return known ? std::optional(std::move(*known)) : std::nullopt;
}

account::Commission const* commission_of(app::SubjectPage const& page,
                                         std::optional<account::Organisation> const& organisation) {
  if (!organisation || page.subject.kind != "commission") return nullptr;
  auto const& all = organisation->commissions();
  auto const found = std::find_if(all.begin(), all.end(), [&](auto const& one) { return one.id == page.subject.id; });
  return found == all.end() ? nullptr : &*found;
}

// A member of staff has commissions, which have pages of their own.
void commissions(TemplateData body, app::SubjectPage const& page,
                 std::optional<account::Organisation> const& organisation, PageContext const& context) {
  if (page.subject.kind != "staff" || !organisation) return;
  auto part = body.add("COMMISSIONS");
  part.say("HEADING", text("Commissions"));
  auto any = false;
  for (auto const& one : organisation->commissions()) {
    if (one.staff != page.subject.id) continue;
    show_commission(part.add("ROW"), one, *organisation, context);
    any = true;
  }
  if (!any) part.show("NONE", context.tr(text("No commission has been given.")));
}

http::Reply subject_page(PageContext const& context, journal::SubjectRef const& subject) {
  auto const& page = context.subject(subject);
  if (!page) return refused_page(context, page.error());
  auto const name = name_of(*page, context);
  auto const authority = authority_of(*page);
  SubjectNames const names(context, agreement_of(*page), authority);
  Page out(context, "subject.html", name, menu_place(subject.kind));
  put_above(out, subject.kind, authority, context);
  auto body = out.body();
  body.put("HEADING", name);
  if (auto const agreement = agreement_of(*page); !agreement.empty())
    body.show("UNDER", names.subject("agreement", agreement));
  saved(body, context.request.asked("sparat"), *page, context);
  if (authority.empty() || !page->obligations.empty()) {
    auto part = body.add("OBLIGED");
    part.say("OBLIGATIONS_HEADING", text("What is to be done"));
    show_obligations(part, page->obligations, names, context);
  }
  if (subject.kind == "unit") show_unit_state(body, subject.id, context);
  auto const organisation = organisation_of(*page, context);
  auto const* const commission = commission_of(*page, organisation);
  if (commission != nullptr) show_commission_state(body, *commission, context);
  commissions(body, *page, organisation, context);
  show_account_link(body, *page, context);
  menu(body, *page, commission, context);
  body.say("EVENTS_HEADING", text("What has been recorded"));
  auto events = page->events;
  if (commission != nullptr && !is_correctable(*commission, context)) {
    for (auto& event : events) event.may_correct = event.may_withdraw = false;
  }
  show_timeline(body, events, subject, names, context);
  return out.reply();
}

}  // namespace

http::Reply forums_page(PageContext const& context, Form&) {
  auto const forums = context.sources.subjects(context.actor(), "forum");
  if (!forums) return refused_page(context, forums.error());
  Page page(context, "subjects.html", context.tr(text("Forums")), "/forum");
  auto body = page.body();
  body.say("HEADING", text("Forums"));
  body.say("LEAD", text("Where the region and the municipalities meet about the agreement, by county."));
  body.put("STATUS", context.tr(base::plural("One forum has been recorded", "{0} forums have been recorded",
                                             static_cast<long>(forums->size()))));
  for (auto const* life : context.in_order()) {
    std::optional<TemplateData> county;
    for (auto const& forum : *forums) {
      if (agreement_of(forum.fields) != life->versions().front()->agreement) continue;
      if (!county) {
        county = body.add("GROUP");
        county->put("NAME", region(*life));
      }
      auto row = county->add("ROW");
      row.put("URL", subject_path(forum.subject));
      row.put("TEXT", forum.name.empty() ? forum.subject.id : forum.name);
    }
  }
  return page.reply();
}

http::Reply forum_page(PageContext const& context, Form&) {
  return subject_page(context, {"forum", std::string(context.request.part("id"))});
}

http::Reply own_unit_page(PageContext const& context, Form&) {
  return subject_page(context, {"unit", std::string(context.request.part("id"))});
}

http::Reply staff_page(PageContext const& context, Form&) {
  return subject_page(context, {"staff", std::string(context.request.part("id"))});
}

http::Reply commission_page(PageContext const& context, Form&) {
  return subject_page(context, {"commission", std::string(context.request.part("id"))});
}

}  // namespace overens::web
