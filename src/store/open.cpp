#include "store/open.hpp"

#include <atomic>
#include <thread>

#include "store/accounts.hpp"
#include "store/clients.hpp"
#include "store/identity.hpp"
#include "store/individual_codes.hpp"
#include "store/journal.hpp"
#include "store/looks.hpp"
#include "store/pool.hpp"
#include "store/postgres.hpp"
#include "store/reminders.hpp"
#include "store/schema.hpp"
#include "store/sqlite.hpp"
#include "store/transaction.hpp"
#include "store/views.hpp"

namespace overens::store {
namespace {

using base::text;
namespace fs = std::filesystem;

constexpr std::size_t piece = 1000;          // entries read at a time: a few hundred kilobytes
constexpr std::size_t keys_at_a_time = 100;  // wrapped anew: nobody who wants to write waits long for it

constexpr Statement ids_after{"select name from subject where kind = ?1 and name > ?2 order by name limit ?3", 3};
// What stands in a case is found by that as well: `subjects` has a line for each.
constexpr Statement ids_in_no_case_after{
    "select s.name from subject s where s.kind = ?1 and s.name > ?2 and exists (select 1 from event_subject a "
    "join event e on e.position = a.position join stream t on t.id = e.stream where a.subject = s.id "
    "and (?3 = '' or t.owner = ?3) and e.subjects not like 'case %' and e.subjects not like ?4) "
    "order by s.name limit ?5",
    5};
constexpr Statement index_after{
    "select a.subject, a.position, t.kind, t.name from event_subject a join subject t on t.id = a.subject "
    "where (a.subject, a.position) > (?1, ?2) order by a.subject, a.position limit ?3",
    3};
constexpr Statement get_note{"select value from progress where name = ?1", 1};

// What shows in a moment: the schema, and that the last entries follow each other to where their streams end.
bool looks_whole(Connection& connection) {
  return in_transaction(connection, &Connection::begin_reading,
                        [](Connection& c) { return schema_faults(c).empty() && ends_well(c, 100); });
}

class Database : public app::Store {
  /// Several reads that see the same.
  template <class Do>
  auto snapshot(Do const& act) {
    return in_transaction(readers_, &Connection::begin_reading, act);
  }

 public:
  enum class Writes { one_at_a_time, by_several };
  Database(Pool::Connect read, Pool::Connect write, Writes writes, OpenOptions const& options)
      : options_(options),
        encryption_(options.keys),
        readers_(options.readers, options.patience,
                 [this, connect = seen(std::move(read))] {
                   if (!ready_) writers_.with([](Connection&) {});
                   return connect();
                 }),
        appenders_(1, options.patience,
                   [this, connect = seen(write)] {
                     if (!ready_) writers_.with([](Connection&) {});
                     return connect();
                   }),
        writers_(1, options.patience,
                 [this, connect = seen(std::move(write))] {
                   if (ready_) return connect();
                   if (Clock::now() < again_at_) throw ConnectionLost("the database could not be reached a moment ago");
                   try {
                     auto connection = connect();
                     make_usable(*connection);
                     return connection;
                   } catch (ConnectionLost const&) {
                     again_at_ = Clock::now() + std::chrono::seconds(1);
                     throw;
                   }
                 }),
        kept_keys_(options.keys, readers_, writers_),
        looks_(readers_, writers_, writes == Writes::by_several ? appenders_ : writers_, kept_keys_) {}

  /// Makes the first connection, which sees to it that the database can be used.
  base::Expected<void> get_ready() {
    try {
      writers_.with([](Connection&) {});
      return {};
    } catch (NotUsable const& e) {
      return tl::unexpected(e.why);
    }
  }

  std::unique_ptr<app::Transaction> begin() override {
    return store::begin(writers_, encryption_, kept_keys_, options_.keys);
  }

  std::uint64_t shared(std::uint64_t after, std::function<void(journal::Entry const&)> const& take) override {
    for (;;) {
      // What stands before the position that the journal had when it was asked has been seen, shared or not.
      auto const until = last_position();
      auto const found = encryption_.decrypted(snapshot([&](Connection& c) { return shared_after(c, after, piece); }));
      for (auto const& entry : found) take(entry);
      if (found.size() < piece) return std::max({after, until, found.empty() ? 0 : found.back().position});
      after = found.back().position;
    }
  }

  void all(std::uint64_t after,
           std::function<bool(std::uint64_t position, journal::Entry const&)> const& take) override {
    for (;;) {
      auto const found =
          encryption_.decrypted(readers_.with([&](Connection& c) { return entries_after(c, after, piece); }));
      for (auto const& entry : found) {
        if (!take(entry.position, entry)) return;
      }
      if (found.size() < piece) return;
      after = found.back().position;
    }
  }

  journal::Heads heads() override {
    return snapshot([](Connection& c) { return journal::Heads{store::last_position(c), all_heads(c)}; });
  }
  void index(std::function<void(journal::SubjectRef const&, std::uint64_t position)> const& take) override {
    std::int64_t subject = 0;
    std::int64_t position = 0;
    for (std::size_t found = piece; found == piece;) {
      found = readers_.with([&](Connection& c) {
        std::size_t rows = 0;
        SqlValue const values[] = {subject, position, std::uint64_t{piece}};
        c.read(index_after, values, [&](std::size_t, SqlRow row) {
          subject = row[0].number();
          position = row[1].number();
          take({std::string(row[2].bytes()), std::string(row[3].bytes())}, static_cast<std::uint64_t>(position));
          ++rows;
        });
        return rows;
      });
    }
  }
  bool is_reachable() const override { return reachable_; }
  std::uint64_t last_position() override {
    return readers_.with([](Connection& c) { return store::last_position(c); });
  }

  std::vector<std::string> ids_of(std::string const& kind, std::string const& after, std::size_t most) override {
    return readers_.with([&](Connection& c) {
      std::vector<std::string> ids;
      SqlValue const values[] = {kind, after, std::uint64_t{most}};
      c.read(ids_after, values, [&](std::size_t, SqlRow row) { ids.emplace_back(row[0].bytes()); });
      return ids;
    });
  }
  std::vector<std::string> ids_in_no_case(std::string const& kind, std::string const& authority,
                                          std::string const& after, std::size_t most) override {
    return readers_.with([&](Connection& c) {
      std::vector<std::string> ids;
      SqlValue const values[] = {kind, after, authority, std::string_view("%\ncase %"), std::uint64_t{most}};
      c.read(ids_in_no_case_after, values, [&](std::size_t, SqlRow row) { ids.emplace_back(row[0].bytes()); });
      return ids;
    });
  }
  std::vector<std::string> ids_with_obligations(std::string const& kind) override {
    return readers_.with([&](Connection& c) { return store::ids_with_obligations(c, kind); });
  }
  std::string progress(std::string const& name) override {
    return readers_.with([&](Connection& c) {
      std::string value;
      SqlValue const values[] = {name};
      c.read(get_note, values, [&](std::size_t, SqlRow row) { value = row[0].bytes(); });
      return value;
    });
  }
  app::SubjectView view(journal::SubjectRef const& of) override {
    return snapshot([&](Connection& c) { return read_views(c, std::span(&of, 1)).front(); });
  }

  std::vector<journal::Entry> entries(std::span<std::string const> ids) override {
    return encryption_.decrypted(readers_.with([&](Connection& c) { return read_entries(c, ids); }));
  }
  std::vector<journal::Entry> entries_about(std::span<journal::SubjectRef const> what) override {
    return encryption_.decrypted(readers_.with([&](Connection& c) { return read_subjects(c, what); }));
  }
  std::vector<app::ObligationRow> open_obligations(std::string const& authority, std::size_t limit,
                                                   std::optional<app::ObligationKey> const& after) override {
    return readers_.with([&](Connection& c) { return store::open_obligations(c, authority, limit, after); });
  }
  std::vector<app::CaseHead> cases(std::string const& authority, std::size_t limit,
                                   std::optional<app::CaseKey> const& after) override {
    return readers_.with([&](Connection& c) { return store::cases(c, authority, limit, after); });
  }
  std::vector<std::vector<app::WorkRow>> work(std::string const& authority, std::span<app::WorkRange const> ranges,
                                              app::WorkFilter const& filter, std::size_t limit) override {
    return readers_.with([&](Connection& c) { return store::work(c, authority, ranges, filter, limit); });
  }
  std::vector<app::CaseHead> case_heads(std::string const& authority, std::span<std::string const> cases) override {
    return readers_.with([&](Connection& c) { return store::case_heads(c, authority, cases); });
  }
  std::vector<std::string> held_cases(std::string const& authority, std::string const& staff) override {
    return readers_.with([&](Connection& c) { return store::held_cases(c, authority, staff); });
  }
  std::vector<std::string> cases_of_unit(std::string const& authority, std::string const& unit) override {
    return readers_.with([&](Connection& c) { return store::cases_of_unit(c, authority, unit); });
  }
  std::vector<std::string> hidden_cases(std::string const& authority, std::string const& staff) override {
    return readers_.with([&](Connection& c) { return store::hidden_cases(c, authority, staff); });
  }
  std::optional<app::CaseHead> case_head(std::string const& authority, std::string const& in_case) override {
    return readers_.with([&](Connection& c) { return store::case_head(c, authority, in_case); });
  }

  std::string recognised_by(std::string const& words) const override { return encryption_.recognised_by(words); }
  void decrypt(journal::Entry& entry) override { encryption_.decrypt(entry); }
  std::uint64_t renew_keys(std::function<void(std::uint64_t done)> const& progress) override {
    std::uint64_t wrapped = 0;
    std::uint64_t done = 0;
    for (auto const which : {Encryption::Keyed::streams, Encryption::Keyed::persons}) {
      std::string after;
      do {
        auto const began = Clock::now();
        auto const renewed = in_transaction(writers_, &Connection::begin_writing, [&](Connection& c) {
          return encryption_.renew(c, which, after, keys_at_a_time);
        });
        wrapped += renewed.wrapped;
        progress(done += renewed.seen);
        after = renewed.last;
        // Those who serve have their turn as long: whoever writes again at once keeps all others waiting.
        std::this_thread::sleep_for(Clock::now() - began);
      } while (!after.empty());
    }
    return wrapped;
  }

  app::AccountStore& accounts() override { return accounts_; }
  app::LookStore& looks() override { return looks_; }
  app::ClientStore& clients() override { return clients_; }
  app::IdentityStore& identities() override { return identities_; }
  app::IndividualCodeStore& individual_codes() override { return individual_codes_; }
  app::ReminderStore& reminders() override { return reminders_; }

  std::vector<journal::Damage> inspect() override {
    std::vector<journal::Damage> damages;
    auto const look = [&](journal::Fault fault, std::vector<std::string> (*find)(Connection&)) {
      try {
        auto const found = readers_.with([&](Connection& c) { return find(c); });
        for (auto const& what : found) damages.push_back({.fault = fault, .what = what});
      } catch (app::StoreDamaged const& e) {
        damages.push_back({.fault = journal::Fault::file, .what = e.what()});
      } catch (app::StoreFailed const&) {
        if (damages.empty()) throw;  // otherwise it follows from that: what is altered can't be asked
      }
    };
    look(journal::Fault::schema, schema_faults);
    look(journal::Fault::file, [](Connection& c) { return c.own_faults(); });
    look(journal::Fault::key, streams_with_altered_keys);
    look(journal::Fault::identity, persons_altered);
    look(journal::Fault::views, unreadable_views);
    return damages;
  }

 private:
  /// Nobody can use it as it is.
  struct NotUsable : app::StoreFailed {
    explicit NotUsable(base::Refusal refusal)
        : StoreFailed("the database can't be used: " + refusal.code), why(std::move(refusal)) {}
    base::Refusal why;
  };

  /// The same, and whether the database can be reached is known from it.
  Pool::Connect seen(Pool::Connect connect) {
    return [this, connect = std::move(connect)] {
      try {
        auto connection = connect();
        reachable_ = true;
        return connection;
      } catch (ConnectionLost const& e) {
        if (reachable_.exchange(false) && options_.report)
          options_.report(std::string("the database can't be reached: ") + e.what());
        throw;
      }
    };
  }

  void make_usable(Connection& connection) {
    auto const usable = options_.open == Open::inspect ? check_readable(connection)
                                                       : migrate(connection, options_.open == Open::create);
    if (!usable) throw NotUsable(usable.error());
    if (auto const fitting = encryption_.fits(connection);
        !fitting && !options_.may_be_closed && options_.open != Open::inspect)
      throw NotUsable(fitting.error());
    if (options_.check_whole && !looks_whole(connection))
      throw NotUsable({"damaged", text("it is damaged: overens journal verify says where")});
    if (options_.keys && options_.open != Open::inspect) {
      KeptKeys::mark(connection, *options_.keys);
      Accounts::encrypt_names(connection, kept_keys_);
    }
    ready_ = true;
  }

  OpenOptions options_;
  Encryption encryption_;
  using Clock = std::chrono::steady_clock;
  std::atomic<bool> ready_ = false;
  std::atomic<bool> reachable_ = true;  ///< the last connection that was begun, was
  Clock::time_point again_at_ = {};     // until it has been reached once; of whoever has the only place for a writer
  Pool readers_;
  Pool appenders_;  // looks, where they need not wait for the writer
  Pool writers_;    // one: only one at a time can write anyway
  KeptKeys kept_keys_;
  Accounts accounts_{readers_, writers_, kept_keys_};
  LookTables looks_;
  Clients clients_{readers_, writers_};
  IdentityTables identities_{readers_, writers_, options_.keys};
  IndividualCodeTable individual_codes_{readers_, writers_};
  ReminderTables reminders_{readers_, writers_};
};

}  // namespace

bool is_postgres(std::string_view where) {
  return where.starts_with("postgresql://") || where.starts_with("postgres://");
}

namespace {

// With the file that it is about. The address of a PostgreSQL may hold a password, and is not told.
tl::unexpected<base::Refusal> about(std::string const& where, base::Refusal refusal) {
  if (!is_postgres(where)) refusal.why = text("{0}: {1}", where, refusal.why);
  return tl::unexpected(std::move(refusal));
}

}  // namespace

base::Expected<std::unique_ptr<app::Store>> open_store(std::string const& where, OpenOptions const& options) {
  if (where.empty()) return base::refuse("unreachable", text("which database? Name a file, or postgresql://…"));
  if (where.find("://") != std::string::npos && !is_postgres(where))
    return base::refuse("unreachable", text("this is no database that the program knows"));
  try {
    auto const file = is_postgres(where) ? nullptr : std::make_shared<FileInPlace>(fs::absolute(where));
    auto const connect = [&](Use use) -> Pool::Connect {
      if (file == nullptr) return [=, p = options.patience] { return connect_postgres(where, use, p); };
      // Absolute: SQLite takes some names, such as :memory:, for more than names.
      return [=, create = options.open == Open::create && use == Use::write, p = options.patience] {
        return connect_sqlite(file, use, create, p);
      };
    };
    auto const [read, write] =
        options.open == Open::inspect ? std::pair(Use::inspect, Use::inspect) : std::pair(Use::read, Use::write);
    auto store = std::make_unique<Database>(
        connect(read), connect(write), file == nullptr ? Database::Writes::by_several : Database::Writes::one_at_a_time,
        options);
    try {
      if (auto ready = store->get_ready(); !ready) return about(where, ready.error());
    } catch (ConnectionLost const&) {
      if (!options.may_wait) throw;
    }
    return store;
  } catch (LogUnreadable const&) {
    return base::refuse(
        "log_unreadable",
        text("what was written last stands in {0}-wal, which can't be read here without writing: copy both "
             "files to where you may write",
             where));
  } catch (app::StoreDamaged const& failure) {
    return about(where, {"damaged", text("the database can't be read: {0}", failure.what())});
  } catch (app::StoreFailed const& failure) {
    return base::refuse("unreachable", text("the database can't be opened: {0}", failure.what()));
  }
}

}  // namespace overens::store
