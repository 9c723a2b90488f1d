#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/organisation/organisation_import.hpp"

namespace overens::app {

/// What the cells of a table mean: codes and municipalities by their words in Swedish or English, units and staff by
/// their names and ids, staff also by their addresses.
class ImportCells {
 public:
  using Values = std::vector<std::string>;
  using Names = std::map<std::string, std::set<std::string>>;  ///< what a word can mean

  /// The vocabulary must outlive it. A unit of the authority goes before another's of the same name.
  ImportCells(ImportRequest const& request, account::Organisation const& organisation,
              std::vector<UnitDetails> const& units, event::Vocabulary const& vocabulary);

  /// The cell as a value of the field (event::plain()): none when it is not understood, and all that it can mean.
  Values understood(event::DataField const& field, std::string const& cell) const;
  /// What can be written in the field, when it is one of a few codes; empty otherwise.
  event::Label choices(event::DataField const& field) const;

 private:
  Values code(event::DataField const& field, std::string const& word) const;
  Values unit(std::string const& word) const;
  Values municipality(std::string const& word) const;

  event::Vocabulary const& vocabulary_;
  Names own_units_, other_units_, staff_;
};

}  // namespace overens::app
