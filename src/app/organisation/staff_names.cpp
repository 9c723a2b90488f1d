#include "app/organisation/staff_names.hpp"

#include "app/organisation/staff_rights.hpp"

namespace overens::app {

StaffNames::StaffNames(Store& store, event::Vocabulary const& vocabulary, std::string const& authority,
                       std::set<std::string> const& ids) {
  std::vector<journal::SubjectRef> about;
  for (auto const& id : ids) {
    if (!id.empty()) about.push_back({"staff", id});
  }
  if (about.empty()) return;
  auto const organisation = organisation_of(store.entries_about(about), authority, vocabulary);
  for (auto const& one : organisation.staff()) names_.emplace(one.id, one.name);
}

std::string StaffNames::of(std::string const& id) const {
  auto const found = names_.find(id);
  return found == names_.end() ? std::string() : found->second;
}

}  // namespace overens::app
