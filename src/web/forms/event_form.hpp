#pragma once

#include <string>
#include <vector>

#include "event/draft.hpp"
#include "web/forms/form.hpp"
#include "web/names.hpp"

namespace overens::web {

/// The form of an event, made whole from what the vocabulary says of its type: when it happened, its data in the order
/// of the vocabulary, and who keeps the record of it. Fields that nobody can fill in by hand (raw data) are left out.
/// `authority`: whose record it can only be, which is then not asked; empty: anybody's that the actor speaks for.
Fields event_form(PageContext const& context, event::EventType const& type, SubjectNames const& names,
                  std::string const& authority = {});

// What the forms of acts are made from.
Field when_field(PageContext const& context, event::EventType const& type);
Field data_field(event::DataField const& data, PageContext const& context, SubjectNames const& names);
/// Whose record it is, and who did it.
void add_who(Fields& fields, PageContext const& context, event::EventType const& type, SubjectNames const& names);
/// Who did it, when it was another authority.
Field told_by_field(PageContext const& context, SubjectNames const& names);
/// The event without its data.
event::Draft envelope_of(Form const& form, event::EventType const& type, std::string const& authority = {});
event::DraftField draft_field(event::DataField const& field, std::vector<std::string> const& kept);

/// The form that corrects one: the same, but for whose record it is. What must stand cannot be emptied.
Fields correction_form(PageContext const& context, event::EventType const& type, SubjectNames const& names);

/// The form that withdraws one: why.
Fields withdrawal_form(PageContext const& context);

/// Shows in the form what stands in the event.
void put_event(Form& form, app::TimelineEvent const& event);
/// The address of a form, or of one filled in, so that it asks on which day it happened: put_usual() leaves it open.
std::string with_day_open(std::string const& path);
/// Shows what is most often right where nothing has been filled in: today, and the authority when there is only one to
/// choose.
void put_usual(Form& form, PageContext const& context);

/// Shows what stands of the subject now, by the events about it (newest first), in the form of a type whose events
/// replace each other, where nothing has been filled in.
void put_standing(Form& form, event::EventType const& type, std::vector<app::TimelineEvent> const& events);
/// The field that says which of a case's subjects it is about.
inline constexpr char const* subject_field = "om";
/// … and what is chosen there when it begins with the event.
inline constexpr char const* new_subject = "nytt";
/// The name in the form of a field of data.
std::string field_name(std::string const& of_data);
/// The same of what refusals and links name: a field of data, or `happened`, `owner`, `as_told_by`, `subject`.
std::string form_name(std::string const& field);

/// The fields of the form that are empty though something stands there in the event.
std::vector<std::string> emptied(Form const& form, app::TimelineEvent const& event);

/// The form as an event, without what the address says: its subject. `authority`: as for event_form().
event::Draft draft_of(Form const& form, event::EventType const& type, std::string const& authority = {});
/// As the event that corrects `event`: what the form says otherwise than the event does. Without data when that is
/// nothing.
event::Draft correction_of(Form const& form, app::TimelineEvent const& event, calendar::Day today);
event::Draft withdrawal_of(Form const& form, app::TimelineEvent const& event, calendar::Day today);

/// The name of the form's field for what a refusal calls `field`; empty when the form has none.
std::string field_named(Form const& form, std::string const& field);

}  // namespace overens::web
