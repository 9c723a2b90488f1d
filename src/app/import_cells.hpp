#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "account/organisation.hpp"
#include "app/units.hpp"

namespace overens::app {

/// What the cells of a table mean: codes and municipalities by their words in Swedish or English, units and staff by
/// their names, staff also by their addresses.
class ImportCells {
 public:
  /// What it is given must outlive it. A unit of the authority goes before another's of the same name.
  ImportCells(std::string const& authority, account::Organisation const& organisation,
              std::vector<UnitDetails> const& units, event::Vocabulary const& vocabulary);

  /// The cell as a value of the field (event::plain()); nothing when it is not understood, or could mean two.
  std::optional<std::string> understood(event::DataField const& field, std::string const& cell) const;

 private:
  std::optional<std::string> code(event::DataField const& field, std::string const& word) const;
  std::optional<std::string> unit(std::string const& word) const;
  std::optional<std::string> municipality(std::string const& word) const;

  event::Vocabulary const& vocabulary_;
  std::map<std::string, std::string> own_units_, other_units_;
  std::map<std::string, std::string> staff_;  ///< by address and by name; empty: two have the name
};

}  // namespace overens::app
