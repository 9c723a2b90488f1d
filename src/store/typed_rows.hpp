#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/pool.hpp"

namespace overens::store {

// Statements whose rows become values, and what is written in one transaction.

inline std::int64_t milliseconds(calendar::Instant at) {
  return at.time_since_epoch().count();
}
inline calendar::Instant instant(SqlValue const& value) {
  return calendar::Instant(std::chrono::milliseconds(value.number()));
}
inline std::string words(SqlValue const& value) {
  return std::string(value.bytes());
}

template <class Read>
auto read_all(Connection& connection, Statement const& statement, std::span<SqlValue const> values, Read const& read) {
  std::vector<decltype(read(SqlRow()))> found;
  connection.read(statement, values, [&](std::size_t, SqlRow row) { found.push_back(read(row)); });
  return found;
}
template <class Read>
auto read_one(Connection& connection, Statement const& statement, std::span<SqlValue const> values, Read const& read) {
  auto found = read_all(connection, statement, values, read);
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

/// True when the statement, which gives what it has changed, gives anything.
inline bool changes(Connection& connection, Statement const& statement, std::span<SqlValue const> values) {
  auto changed = false;
  connection.read(statement, values, [&](std::size_t, SqlRow) { changed = true; });
  return changed;
}

inline void run(Connection& connection, Statement const& statement, std::string const& value) {
  SqlValue const values[] = {value};
  connection.write(statement, values);
}

/// One transaction. When `act` gives false nothing of it has happened.
template <class Act>
bool write(Pool& writers, Act const& act) {
  return writers.with([&](Connection& connection) {
    connection.begin_writing();
    try {
      auto const done = act(connection);
      if (done)
        connection.commit();
      else
        connection.rollback();
      return done;
    } catch (...) {
      connection.rollback();
      throw;
    }
  });
}

}  // namespace overens::store
