#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "app/ports/store.hpp"
#include "base/refusal.hpp"
#include "keys/key_store.hpp"

namespace overens::store {

enum class Open {
  create,    ///< also an empty database, or a file that is not there, which is made ready
  existing,  ///< only one that is there
  inspect    ///< only to be looked at, as it stands: nothing is made, changed or brought up to date
};

struct OpenOptions {
  Open open = Open::create;
  bool may_wait = false;  ///< a PostgreSQL that can't be reached is not refused, but opened when it can be
  std::shared_ptr<keys::KeyStore> keys = {};  ///< none: nothing more is encrypted, and nothing that is can be read
  bool may_be_closed = false;                 ///< opened also when what is encrypted can't be read, as to be inspected
  /// Told when the database can't be reached, once until it can be.
  std::function<void(std::string const& what)> report = {};
  bool check_whole = false;  ///< refused when its schema or its last entries are not as they should be
  std::size_t readers = 4;   ///< connections that read at the same time
  std::chrono::milliseconds patience = std::chrono::seconds(8);  ///< for a turn, and for any one answer
};

bool is_postgres(std::string_view where);

/// Opens a database and brings its schema up to date: "postgresql://…" (libpq's words), or the path of an SQLite file.
/// Refused with `no_journal`, `foreign_database`, `newer_database`, `damaged`, and `unreachable` when it can't be
/// opened at all; with `keys_missing` and `keys_wrong` when what it holds can't be opened. To be inspected, also with
/// `older_database` and `log_unreadable`.
base::Expected<std::unique_ptr<app::Store>> open_store(std::string const& where, OpenOptions const& options = {});

}  // namespace overens::store
