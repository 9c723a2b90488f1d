#include "store/open.hpp"

#include "app/stored_json.hpp"
#include "store/journal.hpp"
#include "store/pool.hpp"
#include "store/postgres.hpp"
#include "store/schema.hpp"
#include "store/sqlite.hpp"
#include "store/transaction.hpp"
#include "store/views.hpp"

namespace overens::store {
namespace {

using base::text;

constexpr std::size_t piece = 1000;  // entries read at a time: a few hundred kilobytes

constexpr Statement ids_after{"select name from subject where kind = ?1 and name > ?2 order by name limit ?3", 3};
constexpr Statement done_after{
    "select command, request, answer from command_receipt where command > ?1 order by command limit ?2", 2};
constexpr Statement index_after{
    "select a.subject, a.position, t.kind, t.name from event_subject a join subject t on t.id = a.subject "
    "where (a.subject, a.position) > (?1, ?2) order by a.subject, a.position limit ?3",
    3};
constexpr Statement get_note{"select value from progress where name = ?1", 1};

class Database : public app::Store {
  // Several reads that see the same.
  template <class Do>
  auto snapshot(Do const& act) {
    return readers_.with([&](Connection& c) {
      c.begin_reading();
      try {
        auto result = act(c);
        c.commit();
        return result;
      } catch (...) {
        c.rollback();
        throw;
      }
    });
  }

 public:
  Database(Pool::Connect read, Pool::Connect write, OpenOptions const& options)
      : readers_(options.readers, options.patience, std::move(read)), writers_(1, options.patience, std::move(write)) {}

  base::Expected<void> migrate(bool create) {
    return writers_.with([&](Connection& c) { return store::migrate(c, create); });
  }

  std::unique_ptr<app::Transaction> begin() override { return store::begin(writers_); }

  std::uint64_t shared(std::uint64_t after, std::function<void(journal::Entry const&)> const& take) override {
    for (;;) {
      // What stands before the position that the journal had when it was asked has been seen, shared or not.
      auto const until = last_position();
      auto const found = readers_.with([&](Connection& c) { return shared_after(c, after, piece); });
      for (auto const& entry : found) take(entry);
      if (found.size() < piece) return std::max({after, until, found.empty() ? 0 : found.back().position});
      after = found.back().position;
    }
  }

  void all(std::uint64_t after,
           std::function<bool(std::uint64_t position, journal::Entry const&)> const& take) override {
    for (;;) {
      auto const found = readers_.with([&](Connection& c) { return entries_after(c, after, piece); });
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
  journal::Heads receipts(std::function<void(app::CommandReceipt const&)> const& take) override {
    auto lease = readers_.take();  // what has been handed out can't be taken back: no second try
    lease->begin_reading();
    auto heads = journal::Heads{store::last_position(*lease), all_heads(*lease)};
    std::string last;
    for (std::size_t found = piece; found == piece;) {
      found = 0;
      Value const values[] = {last, std::uint64_t{piece}};
      lease->read(done_after, values, [&](std::size_t, Row row) {
        last = row[0].bytes();
        take(app::read_receipt(row[2].bytes(), row[1].bytes()));
        ++found;
      });
    }
    lease->commit();
    return heads;
  }
  void index(std::function<void(journal::SubjectRef const&, std::uint64_t position)> const& take) override {
    std::int64_t subject = 0;
    std::int64_t position = 0;
    for (std::size_t found = piece; found == piece;) {
      found = readers_.with([&](Connection& c) {
        std::size_t rows = 0;
        Value const values[] = {subject, position, std::uint64_t{piece}};
        c.read(index_after, values, [&](std::size_t, Row row) {
          subject = row[0].number();
          position = row[1].number();
          take({std::string(row[2].bytes()), std::string(row[3].bytes())}, static_cast<std::uint64_t>(position));
          ++rows;
        });
        return rows;
      });
    }
  }
  std::uint64_t last_position() override {
    return readers_.with([](Connection& c) { return store::last_position(c); });
  }

  std::vector<std::string> ids_of(std::string const& kind, std::string const& after, std::size_t most) override {
    return readers_.with([&](Connection& c) {
      std::vector<std::string> ids;
      Value const values[] = {kind, after, std::uint64_t{most}};
      c.read(ids_after, values, [&](std::size_t, Row row) { ids.emplace_back(row[0].bytes()); });
      return ids;
    });
  }
  std::vector<std::string> ids_with_obligations(std::string const& kind) override {
    return readers_.with([&](Connection& c) { return store::ids_with_obligations(c, kind); });
  }
  std::string progress(std::string const& name) override {
    return readers_.with([&](Connection& c) {
      std::string value;
      Value const values[] = {name};
      c.read(get_note, values, [&](std::size_t, Row row) { value = row[0].bytes(); });
      return value;
    });
  }
  app::SubjectView view(journal::SubjectRef const& of) override {
    return snapshot([&](Connection& c) { return read_views(c, std::span(&of, 1)).front(); });
  }

  std::vector<journal::Entry> entries(std::span<std::string const> ids) override {
    return readers_.with([&](Connection& c) { return read_entries(c, ids); });
  }
  std::vector<journal::Entry> entries_about(std::span<journal::SubjectRef const> what) override {
    return readers_.with([&](Connection& c) { return read_subjects(c, what); });
  }
  std::vector<app::ObligationRow> open_obligations(std::string const& authority, std::size_t limit,
                                                   std::optional<app::ObligationKey> const& after) override {
    return readers_.with([&](Connection& c) { return store::open_obligations(c, authority, limit, after); });
  }
  std::vector<app::CaseHead> cases(std::string const& authority, std::size_t limit,
                                   std::optional<app::CaseKey> const& after) override {
    return readers_.with([&](Connection& c) { return store::cases(c, authority, limit, after); });
  }
  std::optional<app::CaseHead> case_head(std::string const& authority, std::string const& in_case) override {
    return readers_.with([&](Connection& c) { return store::case_head(c, authority, in_case); });
  }

  bool answers() override {
    try {
      last_position();
      return true;
    } catch (app::StoreFailed const&) {
      return false;
    }
  }

 private:
  Pool readers_;
  Pool writers_;  // one: only one at a time can write anyway
};

}  // namespace

bool is_postgres(std::string_view where) {
  return where.starts_with("postgresql://") || where.starts_with("postgres://");
}

base::Expected<std::unique_ptr<app::Store>> open_store(std::string const& where, OpenOptions const& options) {
  if (where.empty()) return base::refuse("unreachable", text("which database? Name a file, or postgresql://…"));
  try {
    auto const create = options.create;
    auto const connect = [&](Use use) -> Pool::Connect {
      if (is_postgres(where)) return [=, p = options.patience] { return connect_postgres(where, use, p); };
      // Absolute: SQLite takes some names, such as :memory:, for more than names.
      return [=, path = std::filesystem::absolute(where), p = options.patience] {
        return connect_sqlite(path, use, create && use == Use::write, p);
      };
    };
    auto store = std::make_unique<Database>(connect(Use::read), connect(Use::write), options);
    if (auto ready = store->migrate(create); !ready) return tl::unexpected(ready.error());
    return store;
  } catch (app::StoreFailed const& failure) {
    return base::refuse("unreachable", text("the database can't be opened: {0}", failure.what()));
  }
}

}  // namespace overens::store
