#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/timeline.hpp"
#include "journal/entry.hpp"

namespace overens::app {

/// A unit as it stands on a day: what has been said of it last, and how far that can be relied on.
struct UnitDetails {
  /// Somebody of the authority has gone through the details.
  struct Verification {
    std::string event;
    calendar::Day on = {};
    calendar::Day good_through = {};  ///< after that it is too old to be relied on
  };

  std::string id;
  std::string authority;
  std::string authority_name;  ///< empty: it has none
  std::string party;           ///< of the authority; empty: none
  std::string kind;
  std::string name;
  std::string municipality;  ///< that alone it is for; empty: all of its party
  std::optional<int> from_age = {};
  std::optional<int> through_age = {};
  std::string telephone, web, email, visiting_address, hours = {};
  std::string stand_in = {};
  bool takes_urgent = false;  ///< questions of other authorities that can't wait
  std::string urgent = {};    ///< how it is reached in a hurry
  bool listed = false;        ///< wants to be found by everybody
  bool closed = false;
  std::optional<Verification> verified = {};
  bool doubted = false;                  ///< somebody has said since then that something is wrong
  std::vector<std::string> doubts = {};  ///< what, as codes
  std::size_t withdrawn_doubts = 0;      ///< so many have been withdrawn, as a click by mistake

  bool is_open_to_everybody() const { return listed && !closed; }
  bool is_for(int age) const { return age >= from_age.value_or(0) && age <= through_age.value_or(age); }
};

/// All units and authorities, by what everybody knows. Stays as it is while it is held: what is recorded later gives
/// another.
class Units {
 public:
  /// Those opened by the day, also those that have closed, by id.
  std::vector<UnitDetails> on(calendar::Day day) const;
  /// Nothing when it is not there, or was opened later.
  std::optional<UnitDetails> find(std::string const& id, calendar::Day day) const;

  /// The authorities that they can belong to, by name.
  std::vector<SubjectSummary> authorities() const;

  /// Those of nobody: always the same.
  static std::shared_ptr<Units const> const& none();
  /// Those of `before`, with what the entries say.
  static std::shared_ptr<Units const> with(std::shared_ptr<Units const> const& before,
                                           std::vector<journal::Entry> const& entries,
                                           event::Vocabulary const& vocabulary);

 private:
  struct Kept {
    std::vector<journal::Entry> entries;
    std::vector<TimelineEvent> events;  ///< what those say
  };
  /// With what its authority is called.
  std::optional<UnitDetails> made(Kept const& kept, calendar::Day day) const;

  std::map<journal::SubjectRef, std::shared_ptr<Kept const>> kept_;  // of units and of authorities
};

/// True when Units keeps the entry: it is about a unit or an authority.
bool is_of_units(journal::Entry const& entry);

}  // namespace overens::app
