#pragma once

#include "app/identities.hpp"
#include "web/page.hpp"

namespace overens::web {

/// Puts whom a case is about in the include place PERSON: number and age, how to reach them, who speaks for them, their
/// other cases in the authority.
void show_person(TemplateData to, app::CasePerson const& person, std::string const& in_case,
                 PageContext const& context);

/// Puts a row in the section CASE for each case: a link, or whom to ask.
void show_cases_of_person(TemplateData to, std::vector<app::CaseOfPerson> const& cases, PageContext const& context);

/// Puts what a record says in the section FACT, a row each.
void show_record(TemplateData to, identity::IdentityRecord const& record, PageContext const& context);

}  // namespace overens::web
