#pragma once

#include <filesystem>
#include <string>

#include "base/refusal.hpp"
#include "journal/verify.hpp"
#include "store/transfer.hpp"

namespace overens::store {

/// Writes all that can't be made anew into a new SQLite file, while the database is used, as it stood at one moment;
/// beside it where its streams end. What is written is read and checked before it gets its name. From SQLite it is a
/// copy of the file; from PostgreSQL it holds the journal. Views are made anew after it is restored. Gives what the
/// check found.
/// Refused with `is_there` (the file), and as open_store(). Throws app::StoreFailed.
base::Expected<journal::Verifier> back_up(std::string const& where, std::filesystem::path const& file,
                                          Share const& progress);

/// Makes a database of a backup: a new SQLite file, or an empty PostgreSQL database. Checked before it can be used,
/// with the heads beside the backup when they are there. Refused with `is_there` when there is something already,
/// `damaged` when the check finds something, and as open_store(). Throws app::StoreFailed.
base::Expected<journal::Verifier> restore(std::filesystem::path const& file, std::string const& where,
                                          Share const& progress);

}  // namespace overens::store
