#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/names.hpp"

namespace overens::web {

/// A shared subject that is there by an agreement, without anything having been recorded about it: the agreement
/// itself, a party, a commitment.
struct GivenSubject {
  std::string agreement;
  journal::SubjectRef subject;
  std::string name;
};
/// Those of a kind, in the order of the counties.
std::vector<GivenSubject> given_subjects(std::string const& kind, PageContext const& context);
std::optional<GivenSubject> given_subject(journal::SubjectRef const& subject, PageContext const& context);

/// The agreement that the subject belongs to: that which gives it, else that which what was said of it first names, by
/// itself or by one of its parties. Empty when nothing says so.
std::string agreement_of(journal::SubjectRef const& subject, std::vector<app::FieldValue> const& fields,
                         PageContext const& context);
std::string agreement_of(app::SubjectPage const& page, PageContext const& context);
/// In which agreement's words the page of a case is: of what is owed there. Empty: of none.
std::string agreement_of_case(app::SubjectPage const& page);

/// The case, and the others of its person that whoever sees it may open.
std::vector<std::string> cases_of_person(app::SubjectPage const& in_case);

/// What a subject is called: by its name, else as the vocabulary says of its kind.
std::string called(app::SubjectSummary const& subject, SubjectNames const& names, PageContext const& context);

/// A sentence of the vocabulary with the values of the fields that have a place in it; nothing when one of them does
/// not stand.
std::optional<std::string> sentence(event::Label const& with_places, std::vector<app::FieldValue> const& fields,
                                    SubjectNames const& names, PageContext const& context);

}  // namespace overens::web
