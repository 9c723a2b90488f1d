#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/ports/store.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace overens::bench {

/// What one transaction wrote, and the views that it left.
struct Batch {
  std::vector<journal::Entry> entries;
  std::vector<app::SubjectView> views;
};

/// A row with what the store keeps of it as JSON.
struct Row {
  journal::SubjectRef of;
  app::ObligationRow row;
  std::string bearers, life, outcome, details;
};

/// What a batch changes, worked out beforehand: of the views only the rows that are not as they were.
struct Changes {
  std::vector<journal::Entry> entries;
  std::vector<journal::SubjectRef> subjects;  ///< new ones
  std::vector<Row> gone, rows;
  std::vector<std::pair<journal::SubjectRef, app::CaseHead>> heads;
};

/// Works out the changes of one batch after another.
class Comparing {
 public:
  Changes changes(Batch batch);

 private:
  std::map<journal::SubjectRef, app::SubjectView> kept_;
};

/// The bound: SQLite's own interface, statements prepared once, nothing decided. It hashes each entry and writes the
/// changes of a batch, which it gets for nothing, in one durable transaction.
class BareWriter {
 public:
  /// A database whose tables are there, and empty.
  explicit BareWriter(std::string const& database);
  ~BareWriter();
  BareWriter(BareWriter const&) = delete;
  BareWriter& operator=(BareWriter const&) = delete;

  void write(Changes const& batch);

 private:
  class Statement;
  Statement* made(char const* sql);
  void run(char const* sql);
  void put_entry(journal::Entry const& entry);

  sqlite3* database_ = nullptr;
  std::vector<std::unique_ptr<Statement>> statements_;
  Statement *stream_, *event_, *subject_, *about_, *gone_, *row_, *head_;
  std::map<std::string, journal::Head> heads_;
  std::int64_t position_ = 0;
};

}  // namespace overens::bench
