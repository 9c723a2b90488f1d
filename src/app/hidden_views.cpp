#include "app/hidden_views.hpp"

#include <algorithm>

namespace overens::app {

bool HiddenViews::replaces(ObligationRow const& row) const {
  return cases.contains(row.in_case) || std::any_of(obligations.begin(), obligations.end(),
                                                    [&](ObligationRow const& one) { return one.id == row.id; });
}

HiddenViews views_with_hidden(SharedState const& known, EntrySource& source, std::string const& authority,
                              std::vector<std::string> const& cases, calendar::Day on, MaySeeHidden const& may_see) {
  HiddenViews views;
  views.cases.insert(cases.begin(), cases.end());
  if (cases.empty()) return views;
  std::vector<journal::SubjectRef> about;
  for (auto const& id : cases) about.push_back({"case", id});
  CaseWorkspace workspace(known, on, may_see);
  for (auto& view : workspace.views(workspace.gather(source, about), on)) {
    for (auto& head : view.heads) {
      if (head.authority == authority && views.cases.contains(head.in_case)) views.heads.push_back(std::move(head));
    }
    for (auto& row : view.obligations) {
      if (row.authority == authority) views.obligations.push_back(std::move(row));
    }
  }
  return views;
}

}  // namespace overens::app
