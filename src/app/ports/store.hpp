#pragma once

#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "app/ports/account_store.hpp"
#include "app/ports/client_store.hpp"
#include "app/ports/identity_store.hpp"
#include "app/ports/individual_code_store.hpp"
#include "app/ports/look_store.hpp"
#include "app/ports/receipt.hpp"
#include "app/ports/reminder_store.hpp"
#include "app/ports/views.hpp"
#include "base/refusal.hpp"
#include "journal/verify.hpp"

namespace overens::app {

/// The name under which a database is marked as one for practice: nothing in it is real. See Transaction::set_progress.
inline constexpr char const* for_practice = "practice";

/// The database can't do it now.
struct StoreFailed : std::runtime_error {
  explicit StoreFailed(std::string const& what, bool outcome_unknown = false)
      : std::runtime_error(what), unknown(outcome_unknown) {}
  bool unknown;
};
/// What the database holds can't be read any more.
struct StoreDamaged : StoreFailed {
  using StoreFailed::StoreFailed;
};
/// Somebody else wrote to the stream, or used the id, meanwhile: to be done again from the beginning.
struct Conflict : StoreFailed {
  using StoreFailed::StoreFailed;
};

/// Where entries are read.
class EntrySource {
 public:
  virtual ~EntrySource();

  /// The entries with these ids, whoever owns them, in no certain order; ids that no entry has are left out. An id can
  /// be that of an entry and of one in a hidden stream.
  virtual std::vector<journal::Entry> entries(std::span<std::string const> ids) = 0;
  /// All that is about one of these, each entry once, in the order written.
  virtual std::vector<journal::Entry> entries_about(std::span<journal::SubjectRef const> what) = 0;

  /// What stands in the database instead of words that are only to be recognised when they come again, such as the hash
  /// of what a command asked: of few possible ones somebody could otherwise find out which it was.
  virtual std::string recognised_by(std::string const& words) const = 0;
};

/// One transaction. Everything is asked and written in bulk, since one commit carries many commands.
/// Throws StoreFailed when the database can't do it; then nothing of the transaction has happened, unless it was thrown
/// by commit(): see there.
class Transaction : public EntrySource {
 public:
  ~Transaction() override;  ///< without commit(): rolled back

  /// What was hidden can have been asked for by an id that has been used for something else as well.
  virtual std::vector<CommandReceipt> receipts(std::span<std::string const> commands) = 0;
  /// In the order asked; version 0 for those that do not exist.
  virtual std::vector<journal::Head> heads(std::span<std::string const> streams) = 0;
  /// Encrypts the data of an entry that is to come after `head`, before it is hashed, when it is of the kind that is
  /// kept so: what is not shared. Throws Conflict when the stream's key has become another meanwhile.
  virtual void encrypt(journal::Entry& entry, journal::Head const& head) = 0;
  /// Appends entries in the order given, already hashed. Throws Conflict when a `seq` does not follow its stream's head
  /// or an event's id is there already.
  virtual void append(std::span<journal::Entry const> entries) = 0;
  /// Puts each view in the place of all rows of the same subject. `before`: for each of them what stands there, where
  /// the caller knows that (nullptr: it is looked up); none at all: all are looked up.
  virtual void put(std::span<SubjectView const> views, std::span<SubjectView const* const> before) = 0;
  void put(std::span<SubjectView const> views) { put(views, {}); }
  /// Keeps a word under a name, such as how far a long piece of work has come.
  virtual void set_progress(std::string const& name, std::string const& value) = 0;
  /// Takes over another database's looks, where there are none.
  virtual void copy_looks(LookSource& from) = 0;
  /// Takes over who another database's persons are, likewise.
  virtual void copy_persons(IdentityStore& from) = 0;
  /// Forgets all that can be made anew from the journal: views, and how far they had come.
  virtual void clear_views() = 0;

  /// Of the same database, as it stands for this transaction: what is written is durable when that has been committed.
  /// They live as long as it.
  virtual IdentityStore& identities() = 0;
  virtual IndividualCodeStore& individual_codes() = 0;
  virtual AccountStore& accounts() = 0;

  /// Durable when it returns. When the connection broke during it, it may or may not have happened: StoreFailed says so
  /// with `unknown`, and the caller looks the commands up with receipts() before it answers anybody.
  virtual void commit() = 0;
};

/// Which part of what an authority has to do is read, in the order of place, case and id.
struct WorkRange {
  /// In cases that a member of staff works in; in those of a unit; in none; wherever but in those that the member of
  /// staff works in and those of the unit that nobody does.
  enum class Of { held, unit, no_case, elsewhere };
  Of of = Of::elsewhere;
  std::string staff = {};
  std::string unit = {};
  Taken taken = Taken::by_nobody;  ///< unit: in which of them, without what `staff` works in
  obligation::Pace pace = obligation::Pace::strict;
  std::int64_t from = std::numeric_limits<std::int64_t>::min();  ///< ObligationRow::place()
  std::string after_case = {};                                   ///< at that place
  std::string after_id = {};
};
/// What of it is wanted; empty: all.
struct WorkFilter {
  enum class About { all, cases, no_case };
  About about = About::all;
  std::string agreement = {};
  std::optional<agreement::Verb> verb = {};
  std::string unit = {};
  std::optional<calendar::Day> new_from = {};
};
/// A row, and the subject in whose view it stands.
struct WorkRow {
  ObligationRow row;
  journal::SubjectRef of;
};

/// A database with the journal and the views. Used by many threads; each call takes its own connection from a pool.
class Store : public EntrySource {
 public:
  ~Store() override;

  /// Waits for its turn: only one at a time, also between processes on one database, since views are made of what
  /// others wrote before.
  virtual std::unique_ptr<Transaction> begin() = 0;

  /// The entries known to all authorities, in the order written; those written after `after` (a position, 0 for all).
  /// Gives the last position.
  virtual std::uint64_t shared(std::uint64_t after, std::function<void(journal::Entry const&)> const& take) = 0;
  /// The whole journal in the order written, from after a position, in pieces that hold no long transaction. Stops
  /// when `take` returns false.
  virtual void all(std::uint64_t after,
                   std::function<bool(std::uint64_t position, journal::Entry const&)> const& take) = 0;
  virtual journal::Heads heads() = 0;
  /// What entries are found by: each thing that one is about, with the entry's position, in no certain order.
  virtual void index(std::function<void(journal::SubjectRef const&, std::uint64_t position)> const& take) = 0;
  virtual std::uint64_t last_position() = 0;
  /// False when the last that wanted a connection got none. Asks nobody.
  virtual bool is_reachable() const = 0;

  /// The ids of a kind that entries are about, in the order of their bytes, from after an id.
  virtual std::vector<std::string> ids_of(std::string const& kind, std::string const& after, std::size_t most) = 0;
  /// Those of them that an authority (empty: any) has recorded something about in no case.
  virtual std::vector<std::string> ids_in_no_case(std::string const& kind, std::string const& authority,
                                                  std::string const& after, std::size_t most) = 0;
  /// The ids of a kind that obligations are kept of, in the order of their bytes.
  virtual std::vector<std::string> ids_with_obligations(std::string const& kind) = 0;
  /// What was kept by set_progress(); empty when nothing was.
  virtual std::string progress(std::string const& name) = 0;
  /// The rows of one subject, in the order of authority and id.
  virtual SubjectView view(journal::SubjectRef const& of) = 0;

  /// What is open (not closed) and owed by an authority, in the order of the keys: at most so many from after a key.
  virtual std::vector<ObligationRow> open_obligations(std::string const& authority, std::size_t limit,
                                                      std::optional<ObligationKey> const& after) = 0;
  /// What of it is in each range, at most so many; in one round of questions to the database.
  virtual std::vector<std::vector<WorkRow>> work(std::string const& authority, std::span<WorkRange const> ranges,
                                                 WorkFilter const& filter, std::size_t limit) = 0;
  virtual std::vector<CaseHead> cases(std::string const& authority, std::size_t limit,
                                      std::optional<CaseKey> const& after) = 0;
  virtual std::optional<CaseHead> case_head(std::string const& authority, std::string const& in_case) = 0;
  /// Those that there are of these cases, in no certain order.
  virtual std::vector<CaseHead> case_heads(std::string const& authority, std::span<std::string const> cases) = 0;
  /// The cases of an authority in which somebody works, in the order of their bytes.
  virtual std::vector<std::string> held_cases(std::string const& authority, std::string const& staff) = 0;
  /// Those that a unit of it has, likewise.
  virtual std::vector<std::string> cases_of_unit(std::string const& authority, std::string const& unit) = 0;
  /// The cases of an authority in which somebody is named for what is kept most closely, and something is hidden.
  virtual std::vector<std::string> hidden_cases(std::string const& authority, std::string const& staff) = 0;

  /// Opens the data of an entry that was read elsewhere. Throws StoreDamaged when it can't be.
  virtual void decrypt(journal::Entry& entry) = 0;
  /// Wraps the streams' and persons' keys anew that an earlier root key wraps; tells how many of both have been gone
  /// through.
  /// May be broken off at any time and done again. Gives how many were wrapped.
  virtual std::uint64_t renew_keys(std::function<void(std::uint64_t done)> const& progress) = 0;

  /// Accounts and sessions, in the same database. Lives as long as the store.
  virtual AccountStore& accounts() = 0;
  /// Other systems and their keys, likewise.
  virtual ClientStore& clients() = 0;
  /// Who individuals are, likewise.
  virtual IdentityStore& identities() = 0;
  /// The codes on paper that they were given, likewise.
  virtual IndividualCodeStore& individual_codes() = 0;
  /// Who is reminded outside the program, likewise.
  virtual ReminderStore& reminders() = 0;

  /// Who has looked at what, likewise.
  virtual LookStore& looks() = 0;

  /// What is wrong with the database itself: its own check, its schema, views that can't be read.
  virtual std::vector<journal::Damage> inspect() = 0;
};

/// What whoever asked is told when the database can't do it now: `store_unavailable`.
base::Refusal unavailable();

/// Does what may fail with the database, and says so with unavailable().
template <class Do>
auto or_unavailable(Do const& act) -> decltype(act()) {
  try {
    return act();
  } catch (StoreFailed const&) {
    return tl::unexpected(unavailable());
  }
}

}  // namespace overens::app
