#pragma once

#include <map>
#include <set>
#include <string>

#include "app/ports/store.hpp"
#include "event/vocabulary.hpp"

namespace overens::app {

/// What some of an authority's staff are called, as it has recorded it: asked of those alone, and once for all of them.
class StaffNames {
 public:
  /// Throws StoreFailed. Ids that are nobody's have no name.
  StaffNames(Store& store, event::Vocabulary const& vocabulary, std::string const& authority,
             std::set<std::string> const& ids);

  /// Empty when it is nobody of theirs.
  std::string of(std::string const& id) const;

 private:
  std::map<std::string, std::string> names_;
};

}  // namespace overens::app
