#include <algorithm>

#include "web/names.hpp"
#include "web/obligations_view.hpp"
#include "web/pages.hpp"
#include "web/subject_path.hpp"
#include "web/swedish_order.hpp"
#include "web/timeline_view.hpp"

namespace overens::web {

using base::text;

namespace {

std::string name_of(std::string const& name, journal::SubjectRef const& subject) {
  return name.empty() ? subject.id : name;
}

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

// The types of events that can be recorded about a subject that there is already.
void menu(TemplateData body, journal::SubjectRef const& subject, PageContext const& context) {
  std::vector<event::EventType const*> types;
  for (auto const& type : context.sources.vocabulary.types) {
    if (type.subject == subject.kind && !type.starts && type.in_case == event::Presence::none) types.push_back(&type);
  }
  std::sort(types.begin(), types.end(), [&](auto const* a, auto const* b) {
    return swedish_order(context.language.say(a->label)) < swedish_order(context.language.say(b->label));
  });
  auto part = body.add("MENU_OF_ACTS");
  part.say("HEADING", text("Record"));
  for (auto const* type : types) {
    auto row = part.add("ACT");
    row.put("URL", record_path(type->name, subject));
    row.put("TEXT", context.language.say(type->label));
  }
}

http::Reply subject_page(PageContext const& context, journal::SubjectRef const& subject) {
  auto const& page = context.subject(subject);
  if (!page) return refused_page(context, page.error());
  auto const name = name_of(page->name, subject);
  SubjectNames const names(context, agreement_of(*page));
  Page out(context, "subject.html", name, "/forum");
  out.above(context.tr(text("Forums")), "/forum");
  auto body = out.body();
  body.put("HEADING", name);
  if (auto const agreement = agreement_of(*page); !agreement.empty())
    body.show("UNDER", names.subject("agreement", agreement));
  saved(body, context.request.asked("sparat"), *page, context);
  body.say("OBLIGATIONS_HEADING", text("What is to be done"));
  show_obligations(body, page->obligations, names, context);
  menu(body, subject, context);
  body.say("EVENTS_HEADING", text("What has been recorded"));
  show_timeline(body, page->events, subject, names, context);
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
      row.put("TEXT", name_of(forum.name, forum.subject));
    }
  }
  return page.reply();
}

http::Reply forum_page(PageContext const& context, Form&) {
  return subject_page(context, {"forum", std::string(context.request.part("id"))});
}

}  // namespace overens::web
