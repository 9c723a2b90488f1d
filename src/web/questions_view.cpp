#include "web/questions_view.hpp"

#include <algorithm>

#include "base/words.hpp"
#include "web/act_menu.hpp"
#include "web/subject_path.hpp"
#include "web/timeline_view.hpp"
#include "web/unit_view.hpp"

namespace overens::web {

using app::UrgentQuestion;
using base::plural;
using base::text;
using GoesTo = event::EventType::GoesTo;

namespace {

bool is_late(UrgentQuestion const& question) {
  return question.left < std::chrono::minutes(0);
}

// "1 h 20 min".
std::string how_long(std::chrono::minutes time, PageContext const& context) {
  auto const minutes = std::abs(time.count());
  return minutes < 60 ? context.tr(text("{0} min", minutes))
                      : context.tr(text("{0} h {1} min", minutes / 60, minutes % 60));
}

void show_state(TemplateData row, UrgentQuestion const& question, PageContext const& context) {
  if (auto const& ended = question.ended)
    return row.show("SETTLED",
                    ended->by == nullptr ? context.tr(text("Withdrawn")) : context.language.say(ended->by->label));
  if (!question.answer_by) return;
  auto const time = how_long(question.left, context);
  row.show(is_late(question) ? "LATE" : "ON_TIME",
           context.tr(is_late(question) ? text("{0} late", time) : text("{0} left", time)));
  row.show("DAY", context.tr(text("Answer by {0}", shown(calendar::Moment::exact(*question.answer_by)))));
}

std::string unit_named(UrgentQuestion const& question, PageContext const& context) {
  auto const unit = context.units->find(question.unit, context.today);
  return unit ? name_of(*unit, context) : std::string();
}

// Whose move it is: theirs, by name and how they are reached in a hurry, or that of whoever sees the page.
std::string whose_move(UrgentQuestion const& question, bool is_asker, SubjectNames const& names,
                       PageContext const& context) {
  if (!is_asker) return base::capitalised(context.tr(text("{0} waits for you", names.authority(question.from))));
  auto const unit = context.units->find(question.unit, context.today);
  auto const name = unit_named(question, context);
  auto const whole =
      name.empty() ? names.authority(question.to) : context.tr(text("{0}, {1}", name, names.authority(question.to)));
  if (!unit || unit->urgent.empty()) return context.tr(text("Waits for {0}", whole));
  return context.tr(text("Waits for {0}. In a hurry: {1}", whole, unit->urgent));
}

void show_act(TemplateData row, std::string const& url, event::EventType const& type, PageContext const& context) {
  auto act = row.add("ACT");
  act.put("URL", url);
  act.put("TEXT", act_name(type, context));
}

}  // namespace

void show_waiting_questions(TemplateData to, std::span<UrgentQuestion const> questions, SubjectNames const& names,
                            PageContext const& context) {
  if (questions.empty()) return;
  auto part = to.include("QUESTIONS", "questions.html");
  part.say("HEADING", text("Asked in a hurry"));
  for (auto const& question : questions) {
    auto row = part.add("ROW");
    auto link = row.add("LINK");
    link.put("URL", subject_path({"case", question.in_case}));
    auto const is_asker = !context.actor().speaks_for(question.to);
    link.put("TEXT", context.tr(is_asker ? text("Question to {0}", names.authority(question.to))
                                         : text("Question from {0}", names.authority(question.from))));
    show_state(row, question, context);
    auto const unit = unit_named(question, context);
    auto const for_whom = unit.empty() ? context.tr(text("To you by name")) : context.tr(text("To {0}", unit));
    row.put("MOVE", is_asker ? whose_move(question, true, names, context) : for_whom);
  }
}

void show_questions_of_case(TemplateData to, app::SubjectPage const& page, SubjectNames const& names,
                            PageContext const& context) {
  std::vector<event::EventType const*> begins;
  for (auto const& type : context.sources.vocabulary.types) {
    if (page.may_disclose && type.starts && type.goes_to == GoesTo::named) begins.push_back(&type);
  }
  if (page.questions.empty() && begins.empty()) return;
  auto part = to.include("QUESTIONS", "questions.html");
  part.say("HEADING", text("Asked in a hurry"));
  for (auto const& question : page.questions) {
    auto const is_asker = question.from == page.authority;
    auto row = part.add("ROW");
    row.show("PLAIN", context.tr(is_asker ? text("Question to {0}", names.authority(question.to))
                                          : text("Question from {0}", names.authority(question.from))));
    show_state(row, question, context);
    if (question.ended) continue;
    row.put("MOVE", whose_move(question, is_asker, names, context));
    for (auto const& type : context.sources.vocabulary.types) {
      auto const is_for_them = type.goes_to == (is_asker ? GoesTo::receivers : GoesTo::giver);
      if (page.may_disclose && is_for_them && type.subject == question.subject.kind)
        show_act(row, send_path(page.subject, type, question.subject.id), type, context);
    }
  }
  for (auto const* type : begins) {
    auto way = part.add("WAY");
    way.put("URL", send_path(page.subject, *type));
    way.put("TEXT", act_name(*type, context));
  }
}

}  // namespace overens::web
