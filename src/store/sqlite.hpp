#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

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

/// Which file has a name, from when that was first asked. What is written to one that has been removed, moved or
/// replaced is gone when the program ends.
class FileInPlace {
 public:
  explicit FileInPlace(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path const& path() const { return path_; }
  bool is_known() const;
  /// The first time remembers the file, if there is one.
  bool is_same();

 private:
  std::filesystem::path path_;
  mutable std::mutex mutex_;
  std::optional<std::pair<std::uint64_t, std::uint64_t>> file_;  ///< device and number
};

/// Opens a file, with WAL, synchronous=FULL and foreign keys. `create`: also one that is not there, the first time. A
/// reader can't write. `patience` is how long it waits for another process that writes. Throws app::StoreFailed, also
/// when it is taken, and before and after something is committed, when the file is no longer the one that was opened
/// first.
std::unique_ptr<Connection> connect_sqlite(std::shared_ptr<FileInPlace> const& file, Use use, bool create,
                                           std::chrono::milliseconds patience = std::chrono::seconds(8));

/// Copies the database into a new file while it is used, as it stands when the copying begins; `progress` gets the
/// share that is copied. Throws app::StoreFailed.
void copy_sqlite(std::filesystem::path const& from, std::filesystem::path const& to,
                 std::function<void(double)> const& progress);

}  // namespace overens::store
