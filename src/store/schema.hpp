#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/refusal.hpp"
#include "store/connection.hpp"

namespace overens::store {

/// The numbered files of src/store/schema, in order: name and text.
std::vector<std::pair<std::string_view, std::string_view>> schema_files();

/// What of the schema is missing or altered, or has been added by somebody else: a line each.
std::vector<std::string> schema_faults(Connection& connection);

/// Whether the program can read what is there as it stands, without changing anything. Refused as migrate(), with
/// `older_database` for one that has to be brought up to date first, and with `damaged`.
base::Expected<void> check_readable(Connection& connection);

/// Brings the database up to the program's schema: what is missing is applied in order, all in one transaction, and
/// recorded. An empty database gets everything when `create`. Refused with `no_journal` (empty), `foreign_database` (it
/// holds something else) and `newer_database` (a newer program has been here). Throws app::StoreFailed.
base::Expected<void> migrate(Connection& connection, bool create);

}  // namespace overens::store
