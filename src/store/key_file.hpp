#pragma once

#include <filesystem>

#include "store/open.hpp"

namespace overens::store {

/// Where a database's key store lies when nobody has said otherwise: keys/overens.keys in the folder of its file; for
/// PostgreSQL, where the program runs.
std::filesystem::path usual_key_file(std::string const& where);

/// Opens a database with its key store (empty: the usual one). A database in which nothing is encrypted yet gets a new
/// key store, when it is opened to be made. Refused as open_store() and keys::KeyStore::open(), and with
/// `keys_unwritable`.
base::Expected<std::unique_ptr<app::Store>> open_with_keys(std::string const& where, std::filesystem::path key_file,
                                                           OpenOptions options = {});

}  // namespace overens::store
