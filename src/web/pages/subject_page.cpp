#include <algorithm>
#include <tuple>

#include "access/of_event.hpp"
#include "base/words.hpp"
#include "event/subject_link.hpp"
#include "web/act_menu.hpp"
#include "web/known_subjects.hpp"
#include "web/names.hpp"
#include "web/obligations_view.hpp"
#include "web/organisation_view.hpp"
#include "web/pages.hpp"
#include "web/saved_view.hpp"
#include "web/staff_account_view.hpp"
#include "web/subject_agreement.hpp"
#include "web/subject_head.hpp"
#include "web/subject_path.hpp"
#include "web/swedish_order.hpp"
#include "web/timeline_view.hpp"

namespace overens::web {

using base::text;

namespace {

void show_link(TemplateData list, journal::SubjectRef const& to, SubjectNames const& names,
               PageContext const& context) {
  auto row = list.add("ROW");
  row.put("URL", subject_path(to));
  auto const* kind = context.sources.vocabulary.kind(to.kind);
  auto const what = kind == nullptr ? to.kind : base::capitalised(context.language.say(kind->label));
  row.put("TEXT", context.tr(text("{0}: {1}", what, names.subject(to.kind, to.id))));
}

using Linked = std::vector<journal::SubjectRef>;

void add_once(Linked& all, journal::SubjectRef one) {
  auto const has_page = !subject_path(one).empty() && one.kind != "case";
  if (has_page && std::find(all.begin(), all.end(), one) == all.end()) all.push_back(std::move(one));
}

// What the subject belongs to is named by what was said of it; what belongs to it names it.
void show_links(TemplateData body, app::SubjectPage const& page, SubjectNames const& names,
                PageContext const& context) {
  using Type = event::DataField::Type;
  Linked above;
  Linked below;
  if (auto const agreement = agreement_of(page, context); !agreement.empty() && page.subject.id != agreement)
    above.push_back({"agreement", agreement});
  for (auto const& event : page.events) {
    if (event.withdrawn) continue;
    if (event.subject != page.subject) add_once(below, event.subject);
    for (auto const& value : event.fields) {
      if (event.subject != page.subject) break;
      if (value.field->type == Type::id) add_once(above, {std::string(event::same_kind(value.field->of)), value.text});
      if (value.field->type == Type::party && !value.field->list) add_once(above, {"party", value.text});
    }
  }
  std::erase(above, page.subject);
  for (auto const& [place, heading, all] :
       {std::tuple("ABOVE", text("Belongs to"), &above), std::tuple("BELOW", text("Belongs here"), &below)}) {
    if (all->empty()) continue;
    auto part = body.add("LINKS");
    part.put("ID", place == std::string_view("ABOVE") ? "hor-till" : "hor-hit");
    part.say("HEADING", heading);
    for (auto const& one : *all) show_link(part, one, names, context);
  }
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

http::Reply subject_page(PageContext const& context, Form const& form, journal::SubjectRef const& subject) {
  auto const& page = context.subject(subject);
  if (!page) return refused_page(context, page.error());
  auto const name = name_of(*page, context);
  auto const authority = authority_of(*page);
  auto const agreement = agreement_of(*page, context);
  SubjectNames names(context, agreement, authority);
  if (!page->staff.empty()) names.know_staff(page->staff);
  Page out(context, "subject.html", name, menu_place(subject.kind));
  put_above(out, subject.kind, authority, context);
  auto body = out.body();
  body.put("HEADING", name);
  if (!agreement.empty() && subject.id != agreement) body.show("UNDER", names.subject("agreement", agreement));
  form.errors(body);
  show_saved(body, *page, names, context);
  show_agreement(body, subject, context);
  if (!is_of_organisation(subject.kind) || !page->obligations.empty()) {
    auto part = body.add("OBLIGED");
    part.say("OBLIGATIONS_HEADING", text("What is to be done"));
    show_obligations(part, page->obligations, *page, names, context);
  }
  if (subject.kind == "unit") show_unit_state(body, subject.id, context);
  auto const organisation = organisation_of(*page, context);
  auto const* const commission = commission_of(*page, organisation);
  if (commission != nullptr) show_commission_state(body, *commission, context);
  commissions(body, *page, organisation, context);
  show_account_link(body, *page, context);
  show_links(body, *page, names, context);
  show_acts(body, *page, form, context, [&](event::EventType const& type) {
    return commission == nullptr || is_offered(type, *commission, *organisation, context);
  });
  body.say("EVENTS_HEADING", text("What has been recorded"));
  auto events = page->events;
  if (commission != nullptr && !is_correctable(*commission, context)) {
    for (auto& event : events) event.may_correct = event.may_withdraw = false;
  }
  if (events.empty()) body.show("NO_EVENTS", context.tr(text("Nothing has been recorded yet.")));
  show_timeline(body, events, subject, names, context);
  return out.reply(form.ok() ? 200 : 422);
}

}  // namespace

Fields menu_fields(PageContext const& context) {
  return act_search_fields(context);
}

http::Reply shared_subject_page(PageContext const& context, Form& form) {
  std::string const kind(kind_at(context.request.part("place")));
  return subject_page(context, form, {kind, std::string(context.request.part("id"))});
}

http::Reply own_unit_page(PageContext const& context, Form& form) {
  return subject_page(context, form, {"unit", std::string(context.request.part("id"))});
}

http::Reply staff_page(PageContext const& context, Form& form) {
  return subject_page(context, form, {"staff", std::string(context.request.part("id"))});
}

http::Reply commission_page(PageContext const& context, Form& form) {
  return subject_page(context, form, {"commission", std::string(context.request.part("id"))});
}

}  // namespace overens::web
