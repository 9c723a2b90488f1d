#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/views.hpp"
#include "journal/entry.hpp"

namespace overens::app {

/// A command that has been carried out, kept so that asking again with the same id does nothing twice.
struct Done {
  std::string command;  ///< its id
  std::string request;  ///< a hash of what was asked, to find an id used for something else
  std::string answer;   ///< what was answered, as JSON
};

/// One transaction. Everything is asked and written in bulk, since one commit carries many commands.
/// Throws StoreFailed when the database can't do it; then nothing of the transaction has happened, unless it was thrown
/// by commit(): see there.
class Transaction {
 public:
  virtual ~Transaction() = default;  ///< without commit(): rolled back

  virtual std::vector<Done> done(std::span<std::string const> commands) = 0;
  /// In the order asked; version 0 for those that do not exist.
  virtual std::vector<journal::Head> heads(std::span<std::string const> streams) = 0;
  /// The owners' entries by id; those that are not there are left out.
  virtual std::vector<journal::Entry> entries(std::span<std::string const> ids) = 0;
  /// All that is about one of these, each entry once, in the order written.
  virtual std::vector<journal::Entry> about(std::span<journal::About const> what) = 0;
  /// Appends entries in the order given, already hashed. The next `seq` of each stream must follow its head.
  virtual void append(std::span<journal::Entry const> entries) = 0;
  virtual void remember(std::span<Done const> commands) = 0;
  /// Puts these views in the place of all rows for the same case.
  virtual void put(std::span<CaseView const> views) = 0;

  /// Durable when it returns. When the connection broke during it, it may or may not have happened: StoreFailed says so
  /// with `unknown`, and the caller looks the commands up with done() before it answers anybody.
  virtual void commit() = 0;
};

struct StoreFailed : std::runtime_error {
  StoreFailed(std::string const& what, bool outcome_unknown = false)
      : std::runtime_error(what), unknown(outcome_unknown) {}
  bool unknown;
};

/// A database with the journal and the views. Used by many threads; each call takes its own connection from a pool.
class Store {
 public:
  virtual ~Store() = default;

  /// Waits for its turn; only one at a time on SQLite.
  virtual std::unique_ptr<Transaction> begin() = 0;

  /// The entries known to all authorities, in the order written; those written after `after` (a position, 0 for all).
  /// Gives the last position.
  virtual std::uint64_t shared(std::uint64_t after, std::function<void(journal::Entry const&)> const& take) = 0;
  /// The whole journal in the order written, from after a position, in pieces that hold no long transaction. Stops
  /// when `take` returns false.
  virtual void all(std::uint64_t after,
                   std::function<bool(std::uint64_t position, journal::Entry const&)> const& take) = 0;
  virtual std::vector<journal::Head> heads() = 0;
  virtual std::uint64_t last_position() = 0;

  /// What is open for an authority, by due day, those without a day last.
  virtual std::vector<ObligationRow> open_obligations(std::string const& authority, std::size_t most,
                                                      std::size_t from) = 0;
  virtual std::vector<CaseHead> cases(std::string const& authority, std::size_t most, std::size_t from) = 0;
  virtual std::optional<CaseHead> case_head(std::string const& authority, std::string const& in_case) = 0;

  /// True when it answers, for /health.
  virtual bool answers() = 0;
};

}  // namespace overens::app
