#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "store/connection.hpp"

namespace overens::store {

enum class Use {
  read,
  write,
  inspect  ///< changes nothing at all, not even beside the database; needs no right to
};

/// What has been written last stands in a log beside the database that can't be read without writing there.
struct LogUnreadable : app::StoreFailed {
  using StoreFailed::StoreFailed;
};

/// What a database in memory is made of after a script; `exactly` as SQLite keeps the text of each, or in words that
/// other databases can be described with too.
std::vector<std::string> parts_after(std::string const& script, bool exactly);

/// Opens a file, with WAL, synchronous=FULL and foreign keys. `create`: also one that is not there. A reader can't
/// write. `patience` is how long it waits for another process that writes. Throws app::StoreFailed.
std::unique_ptr<Connection> connect_sqlite(std::filesystem::path const& path, Use use, bool create,
                                           std::chrono::milliseconds patience = std::chrono::seconds(8));

/// Copies the database into a new file while it is used, as it stands when the copying begins; `progress` gets the
/// share that is copied. Throws app::StoreFailed.
void copy_sqlite(std::filesystem::path const& from, std::filesystem::path const& to,
                 std::function<void(double)> const& progress);

}  // namespace overens::store
