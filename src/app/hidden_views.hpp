#pragma once

#include <set>

#include "app/cases/case_workspace.hpp"

namespace overens::app {

/// How cases stand for somebody who sees something hidden in them. Worked out anew each time: what is kept in the store
/// is as it is without all that is hidden, and the same for everybody else.
struct HiddenViews {
  std::set<std::string> cases;
  std::vector<CaseHead> heads;
  std::vector<ObligationRow> obligations;  ///< of the cases, and of what is linked to them

  std::set<std::string> shown_apart = {};  ///< of those cases: in a look that only those see who see what is hidden

  /// It takes the place of what the store has.
  bool replaces(ObligationRow const& row) const;
  bool replaces(CaseHead const& head) const { return cases.contains(head.in_case); }
};

/// As the authority knows them.
HiddenViews views_with_hidden(SharedState const& known, EntrySource& source, std::string const& authority,
                              std::vector<std::string> const& cases, calendar::Day on, MaySeeHidden const& may_see);

}  // namespace overens::app
