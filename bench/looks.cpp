#include "looks.hpp"

#include <atomic>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>
#include <sqlite3.h>

#include "app/command_json.hpp"
#include "app/queries.hpp"
#include "measure.hpp"
#include "store/open.hpp"

namespace overens::bench {
namespace {

constexpr int askers = 64;  // as many as the server has workers
constexpr int cases = 50;
constexpr int asked_in_turn = 6400;
constexpr int turns = 5;

calendar::Instant clock_now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// An authority with fifty cases.
class World {
 public:
  explicit World(disk::Agreements const& agreements, Folder const& folder)
      : agreements_(agreements), store_(*store::open_store(folder.file("looks.db"), {.readers = 8})) {
    app::CommandProcessor processor(*store_, rules(), clock_now,
                                    [](std::string const& what) { fmt::print("{}\n", what); });
    record(processor,
           R"({"command":"reg","do":"record","type":"authority.registered","owner":"soc","happened":"2026-01-01",
        "subject":{"kind":"authority","id":"soc"},"data":{"kind":"social_services","party":"9901"}})");
    for (int i = 0; i < cases; ++i) {
      record(processor, fmt::format(R"({{"command":"c{0}","do":"record","type":"placement.started","owner":"soc",
          "happened":"2026-03-09","case":"case-{0}","subject":{{"kind":"placement","id":"p-{0}"}},
          "data":{{"form":"hvb","urgency":"acute"}}}})",
                                    i));
    }
    while (app::Refresh::done(*store_) == std::nullopt) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }

  app::RuleSet rules() const { return {agreements_.packs, agreements_.vocabulary, agreements_.edition}; }
  app::Store& store() { return *store_; }
  disk::Agreements const& agreements() const { return agreements_; }

 private:
  void record(app::CommandProcessor& processor, std::string const& json) const {
    auto read = app::read_commands(json, agreements_.vocabulary);
    auto const result = processor.carry_out({*read->front().command}).front();
    if (result.refused) throw std::runtime_error(base::english(result.refused->why));
  }

  disk::Agreements const& agreements_;
  std::unique_ptr<app::Store> store_;
};

access::Actor const asker{.kind = access::Actor::Kind::system,
                          .id = "journal-system",
                          .authorities = {"soc"},
                          .role = "importer",
                          .request = "4f2a9c0d1e6b7a83"};

// All asked by many threads at once; gives how many were answered a second.
double rate(std::function<void(int)> const& ask) {
  std::atomic<int> next = 0;
  auto const took = wall_seconds([&] {
    std::vector<std::jthread> threads;
    for (int i = 0; i < askers; ++i) {
      threads.emplace_back([&] {
        for (auto n = next++; n < asked_in_turn; n = next++) ask(n);
      });
    }
  });
  return asked_in_turn / took;
}

void answered(bool is_so) {
  if (!is_so) throw std::runtime_error("not answered");
}

/// Asks through the queries, by the rules of what is kept.
class Asking {
 public:
  Asking(World& world, access::LookRules const& rules)
      : status_(world.store(), world.rules()),
        looks_(world.store(), world.agreements().policy, rules, clock_now),
        queries_(looks_, status_, world.agreements().vocabulary, clock_now) {}

  void list() { answered(queries_.cases(asker, {.authority = "soc", .limit = cases}).has_value()); }
  void one(int n) {
    journal::SubjectRef const of{"case", fmt::format("case-{}", n % cases)};
    auto const read = [&](app::Store& store, app::Shown& shown) -> base::Expected<std::size_t> {
      shown.add(of);
      return store.entries_about(std::span(&of, 1)).size() + store.view(of).obligations.size();
    };
    answered(looks_.show(asker, access::Action::read, {access::ObjectClass::notes, "soc"}, read).has_value());
  }

 private:
  app::AgreementStatus status_;
  app::Looks looks_;
  app::Queries queries_;
};

/// The bound: SQLite's own interface, statements prepared once, nothing asked or decided: so many entries in each
/// durable transaction.
class BareLooks {
 public:
  explicit BareLooks(std::string const& path) {
    if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) throw std::runtime_error("no database");
    run("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -32000");
    run("insert into look_chain (number, authority, length, hash) values (1, 'soc', 0, x'')");
    look_ = made("insert into look values (1, ?1, 'soc', ?2, 'm-vide', 'list', ?3, ?4, ?5, ?6)");
    shown_ = made("insert into look_subject values ('soc', ?1, ?2, ?3, 1, ?4)");
    chain_ = made("update look_chain set length = ?1, hash = ?2 where number = 1");
  }
  ~BareLooks() {
    for (auto* one : {look_, shown_, chain_}) sqlite3_finalize(one);
    sqlite3_close(database_);
  }
  BareLooks(BareLooks const&) = delete;
  BareLooks& operator=(BareLooks const&) = delete;

  void commit(journal::Look const& look, int in_transaction) {
    run("begin immediate");
    for (int i = 0; i < in_transaction; ++i) add(look);
    sqlite3_bind_int64(chain_, 1, static_cast<std::int64_t>(end_.length));
    bind(chain_, 2, end_.hash);
    step(chain_);
    run("commit");
  }

 private:
  sqlite3_stmt* made(char const* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(database_));
    return statement;
  }
  void run(char const* sql) {
    if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(database_));
  }
  void step(sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database_));
    sqlite3_reset(statement);
  }
  template <std::size_t n>
  static void bind(sqlite3_stmt* statement, int place, std::array<std::byte, n> const& bytes) {
    sqlite3_bind_blob(statement, place, bytes.data(), static_cast<int>(n), SQLITE_STATIC);
  }
  static void bind(sqlite3_stmt* statement, int place, std::string const& text) {
    sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }
  void add(journal::Look const& look) {
    journal::LookEntry entry;
    entry.at = clock_now();
    entry.content = journal::to_json(look);
    end_.number = 1;
    end_.authority = "soc";
    journal::seal(entry, end_, {});
    auto const at = entry.at.time_since_epoch().count();
    auto const seq = static_cast<std::int64_t>(entry.seq);
    sqlite3_bind_int64(look_, 1, seq);
    sqlite3_bind_int64(look_, 2, at);
    bind(look_, 3, entry.content);
    bind(look_, 4, entry.salt);
    bind(look_, 5, entry.content_hash);
    bind(look_, 6, entry.hash);
    step(look_);
    for (auto const& one : look.shown) {
      bind(shown_, 1, one.kind);
      bind(shown_, 2, one.id);
      sqlite3_bind_int64(shown_, 3, at);
      sqlite3_bind_int64(shown_, 4, seq);
      step(shown_);
    }
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt *look_, *shown_, *chain_;
  journal::LookChain end_;
};

void tell(char const* what, std::vector<double> const& ratios, double goal) {
  auto const middle = median(ratios);
  auto const [low, high] = std::minmax_element(ratios.begin(), ratios.end());
  fmt::print("  → {}: {:.2f} ({:.2f}–{:.2f}; goal at least {:.2f}: {})\n", what, middle, *low, *high, goal,
             middle >= goal ? "reached" : "NOT reached");
}

void race(char const* what, World& world, Folder const& folder, std::function<void(Asking&, int)> const& ask) {
  Asking asking(world, world.agreements().look_rules);
  auto const bare_file = folder.file(fmt::format("bare-{}.db", what[0]));
  static_cast<void>(*store::open_store(bare_file));  // makes the tables
  BareLooks bare(bare_file);
  fmt::print("\n{}, asked by {} threads; in a second\n", what, askers);
  std::vector<double> of_bare;
  for (int turn = 0; turn <= turns; ++turn) {
    auto const kept = rate([&](int n) { ask(asking, n); });
    auto const look = world.store().looks().looks({.authority = "soc"}, 1, {}).front().look;
    auto const bound = asked_in_turn / wall_seconds([&] {
                         for (int done = 0; done < asked_in_turn; done += askers) bare.commit(look, askers);
                       });
    if (turn == 0) continue;  // to begin with
    fmt::print("  answered, with its entry {:8.0f}   bare, {} in a transaction {:8.0f}\n", kept, askers, bound);
    of_bare.push_back(kept / bound);
  }
  tell("with its entry / bare", of_bare, 0.7);
}

}  // namespace

void measure_looks(disk::Agreements const& agreements) {
  Folder const folder;
  World world(agreements, folder);
  race("One case", world, folder, [](Asking& asking, int n) { asking.one(n); });
  race("A list of 50", world, folder, [](Asking& asking, int) { asking.list(); });
}

}  // namespace overens::bench
