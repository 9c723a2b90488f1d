#pragma once

#include "web/forms/event_draft.hpp"

namespace overens::web {

/// The form of an act that is several events: when, what all of them share, what the first says; what happened as well,
/// and what that says; who. What is required of an event that did not happen is not.
Fields composed_form(PageContext const& context, event::ComposedAct const& act, SubjectNames const& names);

/// The events of the form, in the order of the act, each about the subject.
std::vector<event::Draft> drafts_of(Form const& form, event::ComposedAct const& act, journal::SubjectRef const& subject,
                                    event::Vocabulary const& vocabulary);

}  // namespace overens::web
