#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/store.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace overens::bench {

/// What one transaction wrote.
struct Batch {
  std::vector<journal::Entry> entries;
  std::vector<app::Done> done;
  std::vector<app::View> views;
};

/// The bound: SQLite's own interface, statements prepared once, nothing decided. It hashes each entry and writes the
/// rows of a batch, of the views only those that have changed, in one durable transaction.
class BareWriter {
 public:
  explicit BareWriter(std::string const& database);
  ~BareWriter();
  BareWriter(BareWriter const&) = delete;
  BareWriter& operator=(BareWriter const&) = delete;

  /// A batch with the changes of the views worked out, which the bare program gets for nothing.
  struct Prepared {
    std::vector<journal::Entry> entries;
    std::vector<app::Done> done;
    std::vector<journal::About> subjects;  ///< new ones
    std::vector<std::pair<journal::About, app::ObligationRow>> gone, rows;
    std::vector<std::pair<journal::About, app::CaseHead>> heads;
  };
  static std::vector<Prepared> prepare(std::vector<Batch> batches);

  void write(Prepared const& batch);

 private:
  class Statement;
  Statement* made(char const* sql);
  void run(char const* sql);
  void put_entry(journal::Entry const& entry);

  sqlite3* database_ = nullptr;
  std::vector<std::unique_ptr<Statement>> statements_;
  Statement *stream_, *event_, *subject_, *about_, *done_, *gone_, *row_, *head_;
  std::map<std::string, journal::Head> heads_;
  std::int64_t position_ = 0;
};

}  // namespace overens::bench
