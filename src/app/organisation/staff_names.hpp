#pragma once

#include <set>
#include <string>

#include "account/organisation.hpp"
#include "app/ports/store.hpp"
#include "event/vocabulary.hpp"

namespace overens::app {

/// What some of an authority's staff are called, and for which unit they work, as it has recorded it: asked of those
/// alone, and once for all of them.
class StaffNames {
 public:
  /// Throws StoreFailed. Ids that are nobody's have no name.
  StaffNames(Store& store, event::Vocabulary const& vocabulary, std::string const& authority,
             std::set<std::string> const& ids);

  /// Empty when it is nobody of theirs.
  std::string of(std::string const& id) const;
  /// For which unit they worked on the day; empty: for none, or for several.
  std::string unit_of(std::string const& id, calendar::Day on) const;

 private:
  account::Organisation organisation_;
};

}  // namespace overens::app
