#pragma once

#include <functional>

#include "web/forms/form.hpp"
#include "web/names.hpp"
#include "web/subject_path.hpp"

namespace overens::web {

/// The words to look for among what can be recorded.
Fields act_search_fields(PageContext const& context);

/// Puts what can be recorded about the subject, or in the case, in the include place MENU_OF_ACTS, under the headings
/// of the vocabulary: events, acts that are several, and what begins here. `form`: of act_search_fields(). What other
/// kinds of authority record is shown when it is asked for or looked for. `is_offered`: false of a type that would only
/// be refused; empty: all are.
void show_acts(TemplateData body, app::SubjectPage const& page, Form const& form, PageContext const& context,
               std::function<bool(event::EventType const&)> const& is_offered = {});

/// Puts the acts of several events that whoever asks may record in the case, and that their kind of authority does, in
/// the place ACT.
void show_acts_of_case(TemplateData body, app::SubjectPage const& page, PageContext const& context);

/// What begins a shared subject of the kind, in the place BEGIN.
void show_beginnings(TemplateData body, std::string_view kind, PageContext const& context);

/// Whether events of the type are recorded in a case by a form of their own: what begins a case, says who it is about,
/// hands something over or changes another event has a page of its own.
bool has_form_in_case(event::EventType const& type);

/// Whoever sees the case may record an event of the type in it, by such a form.
bool may_record_in(app::SubjectPage const& in_case, event::EventType const& type);
/// … or at least as a part of an act: what is recorded can be disclosed at once.
bool may_be_part_in(app::SubjectPage const& in_case, event::EventType const& type);
/// Whether they may record any type that stands in the menu.
bool has_acts_in(app::SubjectPage const& in_case, PageContext const& context);

/// Who a case is about is changed on the pages for that, and not on its time line.
void leave_to_own_pages(app::SubjectPage& in_case);

/// Where an event of the type is recorded from the page of the subject: about it, or as the beginning of something that
/// names it. Empty: not from there.
std::string recording_path(event::EventType const& type, journal::SubjectRef const& subject, Filled filled = {});

/// The heading of its form, and what stands under it.
std::string act_title(event::EventType const& type, PageContext const& context);
std::string act_help(event::EventType const& type, PageContext const& context);

/// What it is called in the menu.
std::string act_name(event::EventType const& type, PageContext const& context);

}  // namespace overens::web
