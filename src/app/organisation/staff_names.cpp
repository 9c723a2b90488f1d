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
  organisation_ = organisation_of(store.entries_about(about), authority, vocabulary);
}

std::string StaffNames::of(std::string const& id) const {
  auto const* const one = organisation_.staff(id);
  return one == nullptr ? std::string() : one->name;
}

std::string StaffNames::unit_of(std::string const& id, calendar::Day on) const {
  std::set<std::string> units;
  for (auto const* held : organisation_.held_by(id, on)) units.insert(held->unit);
  return units.size() == 1 ? *units.begin() : std::string();
}

}  // namespace overens::app
