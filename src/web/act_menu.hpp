#pragma once

#include <functional>

#include "web/form.hpp"
#include "web/names.hpp"
#include "web/subject_path.hpp"

namespace overens::web {

/// The words to look for among what can be recorded.
Fields act_search_fields(PageContext const& context);

/// Puts what can be recorded about the subject in MENU_OF_ACTS, under the headings of the vocabulary: events, acts that
/// are several, and what begins here. `form`: of act_search_fields(). What other kinds of authority record is shown
/// when it is asked for or looked for. `is_offered`: false of a type that would only be refused; empty: all are.
void show_acts(TemplateData body, app::SubjectPage const& page, Form const& form, PageContext const& context,
               std::function<bool(event::EventType const&)> const& is_offered = {});

/// What begins a shared subject of the kind, in the place BEGIN.
void show_beginnings(TemplateData body, std::string_view kind, PageContext const& context);

/// Where an event of the type is recorded from the page of the subject: about it, or as the beginning of something that
/// names it. Empty: not from there.
std::string recording_path(event::EventType const& type, journal::SubjectRef const& subject, Filled filled = {});

/// What the form of it is called.
std::string act_name(event::EventType const& type, PageContext const& context);

}  // namespace overens::web
