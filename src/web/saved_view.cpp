#include "web/saved_view.hpp"

#include <algorithm>
#include <iterator>

#include "web/subject_path.hpp"
#include "web/timeline_view.hpp"

namespace overens::web {

using base::text;

bool is_of_command(std::string const& event, std::string_view command) {
  return event == command || event.starts_with(std::string(command) + ".");
}

namespace {

// What is kept here, as it can be written into the record system at once.
void show_to_paste(TemplateData told, std::vector<std::string> const& paragraphs, app::SubjectPage const& page,
                   PageContext const& context) {
  auto paste = told.add("PASTE");
  paste.say("SUMMARY", text("To paste into the record system"));
  paste.say("COPY", text("Copy"));
  paste.say("COPIED", text("Copied"));
  for (auto const& words : paragraphs) paste.show("WORDS", words);
  paste.show("WORDS", context.tr(text("Kept in Överens: {0}", case_name(page.subject.id, context))));
}

bool is_corrected_by(app::TimelineEvent const& event, std::string_view id) {
  return std::any_of(event.corrections.begin(), event.corrections.end(),
                     [&](app::Change const& change) { return change.id == id; });
}

}  // namespace

bool is_saved_now(app::TimelineEvent const& event, PageContext const& context) {
  auto const id = context.request.asked("sparat");
  return !id.empty() && (is_of_command(event.id, id) || is_corrected_by(event, id) ||
                         (event.withdrawn && is_of_command(event.withdrawn->id, id)));
}

void show_saved(TemplateData body, app::SubjectPage const& page, SubjectNames const& names,
                PageContext const& context) {
  auto const id = context.request.asked("sparat");
  if (id.empty()) return;
  // What a withdrawal has brought with it stands in the time line.
  auto const is_gone = [&](app::TimelineEvent const& event) {
    return event.withdrawn && is_of_command(event.withdrawn->id, id);
  };
  auto const is_withdrawal = std::any_of(page.events.begin(), page.events.end(), is_gone);
  std::vector<std::string> what;
  std::vector<std::string> to_paste;
  std::string day;
  auto is_in_record_system = false;
  auto is_corrected = false;
  auto is_withdrawn = false;
  auto has_its_id = false;
  for (auto at = page.events.rbegin(); at != page.events.rend(); ++at) {
    auto const& event = *at;
    if (!is_saved_now(event, context) || (is_withdrawal && !is_gone(event))) continue;
    what.push_back(context.language.say(event.type->label));
    if (!event.type->in_record_system && !event.withdrawn)
      to_paste.push_back(as_paragraph(event, page.events, names, context));
    day = shown(event.happened);
    is_in_record_system = is_in_record_system || event.type->in_record_system;
    is_corrected = is_corrected || is_corrected_by(event, id);
    is_withdrawn = is_withdrawn || event.withdrawn;
    has_its_id = has_its_id || event.id == id;
  }
  if (what.empty()) return;
  auto told = body.include("SAVED", "saved.html");
  auto const all = context.language.list(what);
  told.say("TEXT", is_withdrawn   ? text("Withdrawn: {0}, {1}", all, day)
                   : is_corrected ? text("The correction has been saved: {0}, {1}", all, day)
                                  : text("Saved: {0}, {1}", all, day));
  if (page.subject.kind == "case" && !is_withdrawn)
    told.show(
        "HOME",
        context.tr(
            is_in_record_system
                ? text("It is kept in the record system: here stands that it was done.")
                : text("It is kept in Överens: whatever the record system needs has to be written there as well.")));
  if (page.subject.kind == "case" && !to_paste.empty()) show_to_paste(told, to_paste, page, context);
  if (is_withdrawn || is_corrected) return;
  if (page.subject.kind == "case") {
    std::vector<app::TimelineEvent> saved;
    std::copy_if(page.events.rbegin(), page.events.rend(), std::back_inserter(saved),
                 [&](app::TimelineEvent const& event) { return is_saved_now(event, context); });
    show_still_here(told, saved, page.subject, context);
  }
  auto undo = told.add("UNDO");
  auto const is_one_of_several = what.size() > 1 && has_its_id;
  undo.put("URL", withdraw_path(page.subject, is_one_of_several ? std::string(id) + "." : std::string(id)));
  undo.say("UNDO_TEXT", text("Undo"));
}

}  // namespace overens::web
