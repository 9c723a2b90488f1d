#pragma once

#include <span>
#include <string>

#include "app/cases/questions.hpp"
#include "web/names.hpp"

namespace overens::web {

/// Where an act that goes to somebody else is recorded in a case; `subject`: what it belongs to, unless it begins that.
std::string send_path(journal::SubjectRef const& in_case, event::EventType const& type,
                      std::string const& subject = {});

/// Puts what has been asked of whoever sees the page, or by them, and waits, in the include place QUESTIONS: from or to
/// whom, by when, whose move it is, and the way to its case. Nothing when there is none.
void show_waiting_questions(TemplateData to, std::span<app::UrgentQuestion const> questions, SubjectNames const& names,
                            PageContext const& context);
/// The same of a case's own page: also those that have been answered, whose move it is, and what can be done about it.
void show_questions_of_case(TemplateData to, app::SubjectPage const& page, SubjectNames const& names,
                            PageContext const& context);

}  // namespace overens::web
