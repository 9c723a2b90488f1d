#pragma once

#include <filesystem>

#include "app/ports/store.hpp"
#include "base/refusal.hpp"

namespace overens::store {

/// Writes the access journal as lines, of one database at one time: the keys of its words as they are kept, where its
/// chains end, and each look after the other (journal::look_line). In the place of what stood in the file. Gives how
/// many looks they are. Throws app::StoreFailed.
std::uint64_t export_looks(app::Store& store, std::filesystem::path const& file);

/// Takes such a file into a database that has no looks; nothing when there is no file. Gives how many stand in it, also
/// when they are there already. Refused with `other_log`, and nothing is taken in, when something in it has been
/// altered or is missing, or when the database has other looks. Throws app::StoreFailed.
base::Expected<std::uint64_t> import_looks(app::Store& store, std::filesystem::path const& file);

}  // namespace overens::store
