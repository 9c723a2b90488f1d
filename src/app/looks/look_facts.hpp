#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/look_rules.hpp"
#include "app/ports/identity_store.hpp"
#include "app/ports/store.hpp"
#include "event/vocabulary.hpp"
#include "journal/look.hpp"

namespace overens::app {

/// What is recorded of those who looked and of what they saw, for the review rules that ask for more than a look says:
/// as it was when they looked, so that nothing done afterwards takes a look from the reviewer. None of it gets into the
/// log. For one request of one authority, in which each case, person and member of staff is read once.
class LookFacts {
 public:
  /// Both must outlive it.
  LookFacts(Store& store, event::Vocabulary const& vocabulary, std::string authority)
      : store_(store), vocabulary_(vocabulary), authority_(std::move(authority)) {}

  /// Reads what is recorded of all that these show, at once: of others it is read one by one.
  void know(std::span<journal::LookEntry const> looks);

  /// A member of staff saw a case that they had not begun or taken on until then. Throws StoreFailed, as the others.
  bool had_never_worked_in(journal::LookEntry const& look);
  /// Somebody whom it is about is called as the member of staff now, if both are known by name.
  bool is_of_same_name(journal::LookEntry const& look, access::SameName same);
  bool is_of_protected(journal::LookEntry const& look);

 private:
  /// What one recorded of a case, and when that was known.
  struct Said {
    std::string what;
    calendar::Instant at;
  };
  struct OfCase {
    std::vector<Said> workers;  ///< ids of staff
    /// Markings; also those for which something was sent by name, as the disclosure's id, while that stands.
    std::vector<Said> protected_, lowered;
    std::optional<PersonRef> person = {};
  };

  OfCase const& of_case(std::string const& id);
  OfCase read(std::vector<journal::Entry> entries) const;
  std::vector<OfCase const*> cases_in(journal::LookEntry const& look);
  std::vector<PersonRef> persons_in(journal::LookEntry const& look);
  /// The words of a name, in small letters.
  std::vector<std::string> const& name_of_staff(std::string const& id);
  std::vector<std::string> const& name_of(PersonRef const& person);

  Store& store_;
  event::Vocabulary const& vocabulary_;
  std::string authority_;
  std::map<std::string, OfCase> cases_;
  std::map<std::string, std::vector<std::string>> staff_, persons_;
};

}  // namespace overens::app
