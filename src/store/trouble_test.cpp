// What a store does when others write too, when a connection is lost, when nobody answers, and when it is not ours.
#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <future>
#include <thread>

#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>

#include "store/connection.hpp"
#include "store/sample_test.hpp"
#include "test/databases/postgres_server.hpp"
#include "test/databases/scratch.hpp"

namespace overens::store {
namespace {

using databases::all_kinds;
using databases::Kind;
using databases::PostgresServer;
using databases::Scratch;
using namespace std::chrono_literals;
using Ids = std::vector<std::string>;
constexpr auto patience = 2s;

class Trouble : public testing::TestWithParam<Kind> {
 protected:
  Scratch scratch{GetParam()};
};

// The next entry of a stream, as several writers make them.
journal::Entry next_entry(app::Transaction& transaction, std::string const& id) {
  auto const head = transaction.heads(Ids{"soc:case-0"})[0];
  auto entry = *journal::from_envelope(fmt::format(
      R"({{"id":"{0}","type":"need.noted","stream":"soc:case-0","seq":{1},)"
      R"("happened":"2026-03-02","recorded":"2026-03-02T10:00:00Z","command":"{0}","owner":"soc","case":"case-0"}})",
      id, head.version + 1));
  entry.subjects = {{"case", "case-0"}};
  journal::seal(entry, head, Sample().salt());
  return entry;
}

void append_one(app::Store& store, std::string const& id) {
  auto transaction = store.begin();
  transaction->append(std::vector{next_entry(*transaction, id)});
  transaction->commit();
}

TEST_P(Trouble, two_programs_write_in_turn) {
  constexpr int each = 40;
  auto const one = scratch.open();
  auto const other = scratch.open();
  std::vector<std::thread> threads;
  for (int n = 0; n < 4; ++n) {
    threads.emplace_back([&, n] {
      for (int i = 0; i < each; ++i) append_one(n % 2 == 0 ? *one : *other, fmt::format("e{}-{}", n, i));
    });
  }
  for (auto& thread : threads) thread.join();
  journal::Head head{"soc:case-0", 0, {}};
  one->all(0, [&](std::uint64_t position, journal::Entry const& e) {
    EXPECT_EQ(position, head.version + 1);
    EXPECT_TRUE(journal::faults(head, e).empty());
    head = journal::after(e);
    return true;
  });
  EXPECT_EQ(head.version, 4U * each);
}

TEST_P(Trouble, readers_do_not_wait_for_a_writer) {
  auto const store = scratch.open();
  auto const transaction = store->begin();
  transaction->append(std::vector{next_entry(*transaction, "e1")});
  EXPECT_EQ(store->last_position(), 0U);
}

// `what` fails for want of the turn that `holder` has, and does not wait until the turn is given back.
void gives_up_while(app::Store& holder, std::function<void()> const& what) {
  std::promise<void> held;
  std::promise<void> given_up;
  std::jthread const holds([&] {
    auto const turn = holder.begin();
    held.set_value();
    given_up.get_future().wait_for(3 * patience);
  });
  held.get_future().wait();
  EXPECT_THROW(what(), app::StoreFailed);
  given_up.set_value();
}

TEST_P(Trouble, a_turn_that_does_not_come_is_not_waited_for_for_ever) {
  auto const one = scratch.open();
  auto const other = scratch.open({.patience = patience});
  auto const begin = [&] { other->begin(); };
  gives_up_while(*one, begin);
  append_one(*other, "e1");
  gives_up_while(*other, begin);  // also within one program
  append_one(*other, "e2");
}

std::string refusal(base::Expected<std::unique_ptr<app::Store>> const& store) {
  return store ? "opened" : store.error().code;
}

TEST_P(Trouble, opens_only_what_is_its_own) {
  EXPECT_NE(refusal(open_store(scratch.where(), {.open = Open::existing})), "opened");
  scratch.open().reset();
  EXPECT_EQ(refusal(open_store(scratch.where(), {.open = Open::existing, .keys = scratch.keys()})), "opened");
  scratch.alter("insert into schema_file (number, name) values (99, '099-later.sql')");
  EXPECT_EQ(refusal(open_store(scratch.where())), "newer_database");
  Scratch const empty(GetParam());
  empty.alter("create table recipes (cake text); drop table recipes");
  EXPECT_EQ(refusal(open_store(empty.where(), {.open = Open::existing})), "no_journal");
  empty.alter("create table recipes (cake text)");
  EXPECT_EQ(refusal(open_store(empty.where())), "foreign_database");
}

TEST_P(Trouble, brings_a_schema_up_to_date_once) {
  std::vector<std::thread> threads;
  for (int n = 0; n < 16; ++n) threads.emplace_back([&] { scratch.open(); });
  for (auto& thread : threads) thread.join();
  append_one(*scratch.open(), "e1");
}

TEST_P(Trouble, looks_whole_while_others_write) {
  auto const store = scratch.open();
  append_one(*store, "e0");
  for (int i = 0; i < 30; ++i) {
    std::jthread const writer([&] {  // a few at a time: nobody is fair to who waits for a turn
      for (int n = 0; n < 20; ++n) append_one(*store, fmt::format("e{}-{}", i, n));
    });
    ASSERT_EQ(
        refusal(open_store(scratch.where(), {.open = Open::existing, .keys = scratch.keys(), .check_whole = true})),
        "opened");
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, Trouble, testing::ValuesIn(all_kinds), databases::called);

TEST(Sqlite, says_what_can_not_be_opened) {
  EXPECT_EQ(refusal(open_store("/nowhere/at/all.db")), "unreachable");
  EXPECT_EQ(refusal(open_store("")), "unreachable");
  Scratch const scratch(Kind::sqlite);
  std::ofstream(scratch.where()) << "This is a letter and no database, long enough to be read as one: "
                                 << std::string(4096, 'x');
  EXPECT_EQ(refusal(open_store(scratch.where())), "damaged");
}

TEST(Sqlite, waits_for_others_who_have_a_new_file_open) {
  Scratch const scratch(Kind::sqlite);
  scratch.alter("create table passing (n int); drop table passing");
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(scratch.where().c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, "begin immediate", nullptr, nullptr, nullptr), SQLITE_OK);
  std::jthread const other([db] {
    std::this_thread::sleep_for(300ms);
    sqlite3_close(db);
  });
  EXPECT_EQ(refusal(open_store(scratch.where())), "opened");
}

TEST(Sqlite, keeps_its_files_from_others) {
  Scratch const scratch(Kind::sqlite);
  auto const store = scratch.open();
  append_one(*store, "e1");
  for (auto const* const ending : {"", "-wal", "-shm"}) {
    auto const mode = std::filesystem::status(scratch.where() + ending).permissions();
    EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write) << ending;
  }
}

class GoneFile : public testing::Test {
 protected:
  Scratch scratch{Kind::sqlite};
  std::unique_ptr<app::Store> store = scratch.open();
  std::filesystem::path file = scratch.where();
  std::filesystem::path elsewhere = file.parent_path() / "elsewhere.db";

  void SetUp() override {
    append_one(*store, "e1");
    EXPECT_EQ(store->last_position(), 1U);  // so that there is a connection to read with
  }
  void expect_noticed() {
    EXPECT_THROW(append_one(*store, "e2"), app::StoreFailed);
    EXPECT_THROW(store->shared(0, [](auto const&) {}), app::StoreFailed);
    EXPECT_THROW(store->heads(), app::StoreFailed);
    EXPECT_THROW(store->last_position(), app::StoreFailed);
    EXPECT_THROW(store->entries(Ids{"e1"}), app::StoreFailed);
  }
};

TEST_F(GoneFile, is_noticed_when_it_is_removed_and_not_made_anew) {
  std::filesystem::remove(file);
  expect_noticed();
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(GoneFile, is_noticed_when_it_is_moved_and_used_again_when_it_is_back) {
  std::filesystem::rename(file, elsewhere);
  expect_noticed();
  std::filesystem::rename(elsewhere, file);
  append_one(*store, "e2");
  EXPECT_EQ(store->last_position(), 2U);
}

TEST_F(GoneFile, is_noticed_when_another_has_its_place_which_is_left_alone) {
  Scratch const other(Kind::sqlite);
  other.open().reset();
  auto const bytes = [](std::filesystem::path const& of) {
    std::ifstream in(of, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  std::filesystem::copy_file(other.where(), elsewhere);
  std::filesystem::rename(elsewhere, file);
  expect_noticed();
  EXPECT_EQ(bytes(file), bytes(other.where()));
}

TEST_F(GoneFile, is_noticed_when_its_log_is_removed) {
  std::filesystem::remove(scratch.where() + "-wal");
  expect_noticed();
}

TEST_F(GoneFile, is_not_acknowledged_when_it_goes_while_it_is_written_to) {
  auto transaction = store->begin();
  transaction->append(std::vector{next_entry(*transaction, "e2")});
  std::filesystem::remove(file);
  EXPECT_THROW(transaction->commit(), app::StoreFailed);
}

class Postgres : public testing::Test {
 protected:
  Scratch scratch{Kind::postgres};
  std::unique_ptr<app::Store> store = scratch.open({.patience = patience});
  PostgresServer& server = PostgresServer::one();

  // To all connections of the program to this database, by somebody who connects to another one.
  void to_connections(std::string const& what) {
    server.run(scratch.where(), fmt::format("select {} from pg_stat_activity where application_name = 'overens' and "
                                            "datname = current_database() and pid <> pg_backend_pid()",
                                            what));
  }
  void freeze() {
    for (auto const pid : backends()) kill(pid, SIGSTOP);
  }
  std::vector<pid_t> backends() const { return server.backends(scratch.where()); }
};

TEST_F(Postgres, is_opened_later_when_it_can_not_be_reached_yet) {
  append_one(*store, "e1");
  store.reset();
  auto const name = scratch.alter("select current_database()");
  Scratch const other(Kind::postgres);
  other.alter("alter database " + name + " rename to away");
  auto const opened = open_store(scratch.where(), {.may_wait = true, .keys = scratch.keys(), .patience = patience});
  ASSERT_TRUE(opened) << base::english(opened.error().why);
  EXPECT_THROW((*opened)->last_position(), app::StoreFailed);
  EXPECT_EQ(refusal(open_store(scratch.where())), "unreachable");
  other.alter("alter database away rename to " + name);
  auto const position = [&] {
    for (;;) {
      try {
        return (*opened)->last_position();
      } catch (ConnectionLost const&) {  // it is not tried again at once
      }
    }
  };
  EXPECT_EQ(position(), 1U);
  append_one(**opened, "e2");
}

TEST_F(Postgres, says_what_can_not_be_reached) {
  EXPECT_EQ(refusal(open_store("postgresql:///none?host=/nowhere")), "unreachable");
  EXPECT_EQ(refusal(open_store("postgresql://%%%")), "unreachable");
  auto const unreadable = open_store("postgresql://overens:hem%ligt@host/name");
  ASSERT_FALSE(unreadable);
  EXPECT_EQ(base::english(unreadable.error().why).find("hem"), std::string::npos) << "a password is told to nobody";
}

TEST_F(Postgres, takes_another_connection_when_one_is_lost) {
  append_one(*store, "e1");
  EXPECT_EQ(store->last_position(), 1U);
  to_connections("pg_terminate_backend(pid, 5000)");
  EXPECT_EQ(store->last_position(), 1U);
  append_one(*store, "e2");
  EXPECT_EQ(store->last_position(), 2U);
}

TEST_F(Postgres, has_done_nothing_when_the_connection_is_lost_before_the_commit) {
  auto transaction = store->begin();
  transaction->append(std::vector{next_entry(*transaction, "e1")});
  to_connections("pg_terminate_backend(pid, 5000)");
  transaction->set_progress("x", "y");  // may not be sent at once
  EXPECT_THROW(transaction->receipts(Ids{"e1"}), app::StoreFailed);
  transaction.reset();
  EXPECT_EQ(store->last_position(), 0U);
  append_one(*store, "e1");
}

TEST_F(Postgres, says_that_it_does_not_know_when_the_connection_is_lost_at_the_commit) {
  auto transaction = store->begin();
  transaction->append(std::vector{next_entry(*transaction, "e1")});
  transaction->receipts(Ids{"e1"});  // all but the commit has been sent
  to_connections("pg_terminate_backend(pid, 5000)");
  try {
    transaction->commit();
    ADD_FAILURE() << "committed";
  } catch (app::StoreFailed const& failure) {
    EXPECT_TRUE(failure.unknown);
  }
  transaction.reset();
  EXPECT_EQ(store->last_position(), 0U);
}

// A commit that waits for a standby which is not there has happened on the primary: only the answer does not come.
TEST_F(Postgres, does_not_know_of_a_commit_that_was_not_answered_though_it_happened) {
  auto transaction = store->begin();
  transaction->append(std::vector{next_entry(*transaction, "e1")});
  server.set("synchronous_standby_names", "nobody");
  try {
    transaction->commit();
    ADD_FAILURE() << "committed";
  } catch (app::StoreFailed const& failure) {
    EXPECT_TRUE(failure.unknown);
  }
  transaction.reset();
  server.set("synchronous_standby_names", "");
  transaction = store->begin();
  EXPECT_EQ(transaction->receipts(Ids{"e1"}).size(), 1U);
}

TEST_F(Postgres, does_not_wait_for_a_frozen_server) {
  append_one(*store, "e1");
  EXPECT_EQ(store->last_position(), 1U);
  auto const frozen = backends();
  EXPECT_EQ(frozen.size(), 2U);
  std::promise<void> answered;
  std::jthread const thaws([&] {
    answered.get_future().wait_for(2 * patience);
    for (auto const pid : frozen) kill(pid, SIGCONT);
  });
  freeze();
  EXPECT_EQ(store->last_position(), 1U);
  auto const now = backends();
  EXPECT_TRUE(std::any_of(now.begin(), now.end(), [&](pid_t pid) {
    return std::find(frozen.begin(), frozen.end(), pid) == frozen.end();
  })) << "it was answered by one that was frozen, and had waited for it";
  answered.set_value();
}

TEST_F(Postgres, frees_the_turn_of_a_program_that_has_died_in_it) {
  auto const other = scratch.open({.patience = patience});
  auto const held = other->begin();
  to_connections("pg_terminate_backend(pid, 5000)");
  append_one(*store, "e1");
}

}  // namespace
}  // namespace overens::store
