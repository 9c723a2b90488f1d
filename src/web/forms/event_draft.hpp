#pragma once

#include "event/draft.hpp"
#include "web/forms/event_form.hpp"

namespace overens::web {

// What stands in an event, shown in its form; and what the form says, as an event.

/// Shows in the form what stands in the event.
void put_event(Form& form, app::TimelineEvent const& event);

/// Shows what stands of the subject now, by the events about it (newest first), in the form of a type whose events
/// replace each other, where nothing has been filled in.
void put_standing(Form& form, event::EventType const& type, std::vector<app::TimelineEvent> const& events);
/// The fields of the form that are empty though something stands there in the event.
std::vector<std::string> emptied(Form const& form, app::TimelineEvent const& event);

/// The form as an event, without what the address says: its subject. `authority`: as for event_form().
event::Draft draft_of(Form const& form, event::EventType const& type, std::string const& authority = {});
/// As the event that corrects `event`: what the form says otherwise than the event does. Without data when that is
/// nothing.
event::Draft correction_of(Form const& form, app::TimelineEvent const& event, calendar::Day today);
event::Draft withdrawal_of(Form const& form, app::TimelineEvent const& event, calendar::Day today);

/// The event without its data.
event::Draft envelope_of(Form const& form, event::EventType const& type, std::string const& authority = {});
event::DraftField draft_field(event::DataField const& field, std::vector<std::string> const& kept);

}  // namespace overens::web
