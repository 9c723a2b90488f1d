#pragma once

#include <string>
#include <vector>

#include "web/forms/form.hpp"
#include "web/names.hpp"

namespace overens::web {

// The form's own fields: when it happened, whose record it is, who told of it.
inline constexpr char const* when_name = "nar";
inline constexpr char const* owner_name = "vem";
inline constexpr char const* told_by_name = "enligt";

/// The form of an event, made whole from what the vocabulary says of its type: when it happened, its data in the order
/// of the vocabulary, and who keeps the record of it. Fields that nobody can fill in by hand (raw data) are left out.
/// `authority`: whose record it can only be, which is then not asked; empty: anybody's that the actor speaks for.
Fields event_form(PageContext const& context, event::EventType const& type, SubjectNames const& names,
                  std::string const& authority = {});

// What the forms of acts are made from.
Field when_field(PageContext const& context, event::EventType const& type);
Field data_field(event::DataField const& data, PageContext const& context, SubjectNames const& names);
/// The data says again whose record it is.
bool names_owner(event::EventType const& type, event::DataField const& data);
/// Whose record it is, and who did it.
void add_who(Fields& fields, PageContext const& context, event::EventType const& type, SubjectNames const& names);
/// Who did it, when it was another authority.
Field told_by_field(PageContext const& context, SubjectNames const& names);
/// The form that corrects one: the same, but for whose record it is. What must stand cannot be emptied.
Fields correction_form(PageContext const& context, event::EventType const& type, SubjectNames const& names);

/// The form that withdraws one: why.
Fields withdrawal_form(PageContext const& context);

/// The address of a form, or of one filled in, so that it asks on which day it happened: put_usual() leaves it open.
std::string with_day_open(std::string const& path);
/// Shows what is most often right where nothing has been filled in: today, the authority when there is only one to
/// choose, and what the vocabulary says is usual.
void put_usual(Form& form, PageContext const& context);

/// The field that says which of a case's subjects it is about.
inline constexpr char const* subject_field = "om";
/// … and what is chosen there when it begins with the event.
inline constexpr char const* new_subject = "nytt";
/// The name in the form of a field of data.
std::string field_name(std::string const& of_data);
/// The same of what refusals and links name: a field of data, or `happened`, `owner`, `as_told_by`, `subject`.
std::string form_name(std::string const& field);

/// The name of the form's field for what a refusal calls `field`; empty when the form has none.
std::string field_named(Form const& form, std::string const& field);

}  // namespace overens::web
