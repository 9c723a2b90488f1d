#pragma once

#include <string>

#include "bare_writer.hpp"
#include "measure.hpp"

namespace overens::bench {

/// PostgreSQL's own measuring program with the statements of the store: the rows of one batch, written again and again
/// in a transaction each, sent as a pipeline of prepared statements.
class Pgbench {
 public:
  /// Makes the tables of the database, which must be empty. Throws std::runtime_error, as use() and rate() do, when
  /// pgbench (Debian's postgresql-15) is missing or says no.
  Pgbench(Folder const& folder, std::string const& database);

  /// The batch from now on.
  void use(Changes const& batch);

  /// Commands a second over so many transactions, the first ones, which prepare, not counted.
  double rate(int transactions);

 private:
  void write_script(Changes const& batch) const;
  std::string database_, setup_, script_, log_;
  std::size_t commands_ = 0;
  long done_ = 0;
};

}  // namespace overens::bench
