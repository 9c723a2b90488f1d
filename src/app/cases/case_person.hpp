#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/access_check.hpp"
#include "app/looks/looks.hpp"
#include "app/ports/identity_store.hpp"
#include "app/ports/views.hpp"
#include "event/vocabulary.hpp"

namespace overens::app {

/// A case of a person's, as far as somebody may know of it.
struct CaseOfPerson {
  std::string in_case = {};  ///< empty: it is not for them to open
  std::string unit = {};     ///< that has it, of one that they may open; empty: none, or it is not for them to know
  bool is_closed = false;
};

/// Whom a case is about.
struct CasePerson {
  PersonRef who;
  std::optional<IdentityVersion> said = {};  ///< nothing: nobody has said who it is
  std::vector<CaseOfPerson> other_cases = {};
  bool may_change = false;         ///< whoever it is shown to
  bool is_address_masked = false;  ///< where they live is left out: it is looked up among their details
};

/// All that there is about each of these cases, in one question.
std::map<std::string, std::vector<journal::Entry>> entries_of_cases(EntrySource& source,
                                                                    std::span<std::string const> cases);

/// Whom an authority's case is about, by its events as they stand: as said last. Nothing: none has said so.
std::optional<PersonRef> person_in(Store& store, event::Vocabulary const& vocabulary, std::string const& authority,
                                   std::string const& in_case);
/// The same of several cases, by the case, in one question.
std::map<std::string, PersonRef> persons_in(Store& store, event::Vocabulary const& vocabulary,
                                            std::string const& authority, std::span<std::string const> cases);
/// The same of a case's entries without what is hidden, which are at hand.
std::optional<PersonRef> person_in(std::vector<journal::Entry> entries, event::Vocabulary const& vocabulary,
                                   std::string const& authority);
/// Whom an entry of the authority's names.
std::optional<PersonRef> person_of(journal::Entry const& entry, std::string const& authority);
/// The cases in which their authority has said that they are about the person.
std::vector<std::string> cases_of(Store& store, event::Vocabulary const& vocabulary, PersonRef const& person);

/// A case as an authority has it, and whom it is about.
struct CasePlace {
  CaseHead head;
  PersonRef who;
};
/// The one that the actor's authority has, when they may do that with who its person is; both are shown. `not_found`:
/// there is none, or nobody has said whom it is about; otherwise as access::decide().
base::Expected<CasePlace> place_of_person(Store& store, AccessCheck& check, event::Vocabulary const& vocabulary,
                                          access::Action action, std::string const& in_case, Shown& shown);

/// Those cases as the actor may know of them: which they may open, and of the others that they are there.
/// Those that they may open are shown.
std::vector<CaseOfPerson> known_cases(Store& store, AccessCheck& check, std::string const& authority,
                                      std::vector<std::string> const& cases, Shown& shown);

/// Whom a case is about, in a list.
struct NamedPerson {
  PersonRef who;
  std::string name;
  access::Decision decision;  ///< by which it may be shown
};
/// By the case, of those that the actor may list and of which somebody has said who it is; all asked for at once. Not
/// shown yet.
using NamedPersons = std::map<std::string, NamedPerson>;
NamedPersons named_persons(Store& store, AccessCheck const& check, event::Vocabulary const& vocabulary,
                           std::span<CaseHead const> heads);

/// Whom the case is about, when the actor may know that; it is shown then.
std::optional<CasePerson> case_person(Store& store, AccessCheck& check, event::Vocabulary const& vocabulary,
                                      CaseHead const& head, Shown& shown);

}  // namespace overens::app
