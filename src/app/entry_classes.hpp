#pragma once

#include <map>
#include <span>
#include <string>

#include "event/object_class.hpp"
#include "event/vocabulary.hpp"
#include "journal/entry.hpp"

namespace overens::app {

/// How closely each of some entries is kept: by its type and what it says, or what a correction among them says in its
/// place. A correction or withdrawal is kept as what it changes is, when that is among them.
class EntryClasses {
 public:
  EntryClasses(std::span<journal::Entry const> entries, event::Vocabulary const& vocabulary);

  event::ObjectClass of(journal::Entry const& entry) const;
  /// The event that it corrects or withdraws, also when that is itself a change; its own id when it is none.
  std::string const& changed_in_the_end(journal::Entry const& entry) const;

  event::Vocabulary const& vocabulary() const { return vocabulary_; }

 private:
  event::Vocabulary const& vocabulary_;
  std::map<std::string, std::string, std::less<>> changed_;       ///< by a change's id
  std::map<std::string, event::ObjectClass, std::less<>> by_id_;  ///< where it is not what the type says
};

/// A correction or a withdrawal.
bool is_change(journal::Entry const& entry);
/// The event that a correction or withdrawal changes, which may be one of them itself; empty for others.
std::string changed_by(journal::Entry const& change);

}  // namespace overens::app
