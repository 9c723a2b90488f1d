#pragma once

#include "app/identities.hpp"
#include "web/forms/form.hpp"

namespace overens::web {

/// The codes of whoever speaks for a person.
inline constexpr char const* representative_kind_codes = "representative_kinds";

// Who somebody is, as forms ask it: never in an address.

/// By which number somebody is known, or why by none.
Fields number_fields(PageContext const& context);
/// The rest of the record; `more`: also those who speak for the person.
enum class RecordPart { to_begin_with, all };
Fields record_fields(PageContext const& context, RecordPart part);

/// What was written in those fields. What is wrong is said in the form.
std::optional<identity::Number> number_in(Form& form, PageContext const& context);
identity::IdentityRecord record_in(Form& form, PageContext const& context, RecordPart part);
/// Shows its fields, and of those who speak for the person so many as there are and one more.
void show_record_fields(TemplateData to, Form const& form);
/// Fills the form in.
void put_record(Form& form, identity::IdentityRecord const& record);

/// Whose record it is to be: asked of those who speak for several authorities.
Fields own_authority_fields(PageContext const& context);
std::string own_authority(PageContext const& context, Form const& form);

/// A hidden field for each value that the form has kept.
void hide_kept(TemplateData to, Form const& form, Fields const& fields);

}  // namespace overens::web
