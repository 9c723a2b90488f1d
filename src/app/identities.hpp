#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cases/case_person.hpp"
#include "app/commands.hpp"
#include "app/looks/looks.hpp"

namespace overens::app {

/// What an authority knows of somebody with an exact number: which of their cases the actor may open, and whom to ask
/// about the others. Nothing of who they are.
struct NumberFound {
  bool is_known = false;
  bool may_begin = false;  ///< a case of theirs
  std::vector<CaseOfPerson> cases = {};
};

/// A case that somebody searched for by the person's name.
struct NameFound {
  std::string in_case;
  std::string name;
  std::string unit;
  bool is_closed = false;
};

/// A case that begins, with whom it is about.
struct NewCase {
  std::string authority;
  identity::IdentityRecord
      record;                    ///< kept when the person is new; with a number that is known only the number is used
  std::string command;           ///< the same however often it is asked
  bool is_told_if_known = true;  ///< whoever asks has been told when the person is known already
};

/// A change of who somebody is.
struct IdentityChange {
  std::string in_case;
  identity::IdentityRecord record;
  std::uint64_t seen = 0;  ///< the version that was changed
  std::string command;
};

/// Who the individuals of an authority are, for those who work with their cases. Each call takes the actor, is decided
/// and kept in the access journal before anybody gets the answer. Called by many threads. Refused as Queries, and as
/// each says.
class Identities {
 public:
  using Clock = LookKeeper::Clock;

  /// What it is given must outlive it.
  Identities(Looks& looks, Commands& commands, event::Vocabulary const& vocabulary, Clock clock)
      : looks_(looks), commands_(commands), vocabulary_(vocabulary), clock_(std::move(clock)) {}

  /// All that has been said of whom a case is about, the first first. `not_found`: there is no such case, or nobody has
  /// said whom it is about.
  base::Expected<std::vector<IdentityVersion>> versions(access::Actor const& actor, std::string const& in_case);
  /// Durable when it returns. `not_found`; `version_conflict`: somebody else has changed it meanwhile; otherwise as
  /// identity::check().
  base::Expected<void> change(access::Actor const& actor, IdentityChange const& change);

  /// Looks for an exact number in one authority. Kept also when there is none.
  base::Expected<NumberFound> find(access::Actor const& actor, std::string const& authority,
                                   identity::Number const& number);
  /// Looks for words of a name among the cases that the actor has taken on and those of their unit, and nowhere else.
  base::Expected<std::vector<NameFound>> named(access::Actor const& actor, std::string const& words);

  /// Begins a case, makes its person known unless one with the number is known already, and has a member of staff take
  /// it on: all of it or nothing. Gives the case's id, by the same command the same.
  /// `person_known`: they have not been told that; `not_involved`: none of the cases is for them to open.
  base::Expected<std::string> begin_case(access::Actor const& actor, NewCase const& asked);

 private:
  AccessCheck check(Store& store, access::Actor const& actor) const;
  /// May they begin a case of somebody who is known by these cases (nothing: of somebody who is not)? Nobody comes to
  /// know of a person by that: whoever has none of theirs asks those who have. `in_case`: its id; empty: any.
  static access::Decision decide_to_begin(AccessCheck& check, std::string const& authority, std::string const& in_case,
                                          std::optional<std::vector<CaseOfPerson>> const& known);
  /// Says who a new person is.
  Beside make_known(access::Actor const& actor, NewCase const& asked, PersonRef const& person) const;
  /// Gives whether it had been recorded already.
  base::Expected<bool> record_case(access::Actor const& actor, NewCase const& asked, PersonRef const& person,
                                   std::string const& in_case, bool is_new);

  Looks& looks_;
  Commands& commands_;
  event::Vocabulary const& vocabulary_;
  Clock clock_;
};

}  // namespace overens::app
