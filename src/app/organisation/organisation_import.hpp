#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "account/organisation.hpp"
#include "app/organisation/units.hpp"
#include "base/csv.hpp"
#include "event/draft.hpp"

namespace overens::app {

/// What a file holds, a row each.
enum class ImportKind { units, staff, commissions };

struct ImportRequest {
  ImportKind kind = ImportKind::units;
  std::string authority;
  calendar::Day on = {};
  bool ends_missing = false;  ///< what stands in the record but not in the file is closed, has left, ends
  std::string command;        ///< whose events they become
};

/// What a row of the file would do.
struct ImportedRow {
  enum class Change { added, changed, unchanged };

  std::uint64_t line = 0;
  Change change = Change::unchanged;
  std::string name;                                  ///< of what it is about
  std::vector<event::DataField const*> fields = {};  ///< changed: those that say something else
};

/// What a file would change, shown before anything is. When anything is wrong with it, nothing is.
struct ImportPlan {
  std::vector<ImportedRow> rows;
  std::vector<std::string> missing;                          ///< names of what stands in the record but not in the file
  std::vector<std::pair<std::uint64_t, base::Text>> faults;  ///< each with its line
  std::vector<event::Draft> drafts;                          ///< of one command; none when there are faults

  std::size_t count(ImportedRow::Change change) const;
};

/// The fields that columns can be named after: by their ids, or by what they are called in Swedish or English, up to
/// the first comma or bracket.
std::vector<event::DataField const*> import_fields(ImportKind kind, event::Vocabulary const& vocabulary);

/// Holds the rows, of which the first names the columns, against the record. A column that is left out changes nothing;
/// an empty cell empties what stood. A unit is known again by its name, a member of staff by their e-mail address, a
/// commission by whose, for which unit, as what and from when it is.
ImportPlan plan_import(ImportRequest const& request, std::vector<base::CsvRow> const& rows,
                       account::Organisation const& organisation, std::vector<UnitDetails> const& units,
                       event::Vocabulary const& vocabulary, std::function<void(double share)> const& progress = {});

}  // namespace overens::app
