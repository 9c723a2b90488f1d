// Whatever is altered in the database past the program, verifying finds it; and says nothing of a journal that is
// whole.
#include "store/verify.hpp"

#include <atomic>
#include <set>
#include <thread>

#include <fmt/ranges.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "journal/heads.hpp"
#include "store/sample_test.hpp"
#include "store/schema.hpp"
#include "test/databases/scratch.hpp"

namespace overens::store {
namespace {

using databases::all_kinds;
using databases::Kind;
using databases::Scratch;
using journal::Fault;

class Verifying : public testing::TestWithParam<Kind> {
 protected:
  Scratch scratch{GetParam()};
  std::unique_ptr<app::Store> store = scratch.open();

  void append(std::vector<journal::Entry> const& entries) {
    auto transaction = store->begin();
    transaction->append(entries);
    transaction->commit();
  }
  std::set<Fault> faults(std::optional<journal::Heads> const& earlier = {}) {
    std::set<Fault> found;
    auto const verifier = verify(*store, earlier, [](double) {});
    for (auto const& damage : verifier.first()) found.insert(damage.fault);
    return found;
  }
  bool is_postgres() const { return GetParam() == Kind::postgres; }

  // Alters a column by one bit and back again; every bit must be found. `step`: how many bits further each time.
  void flip(std::string const& table, std::string const& row, std::string const& column, bool number,
            std::size_t step) {
    auto const one = [&](std::string const& expression) {
      return scratch.alter(fmt::format("update {} set {} = {} where {}", table, column, expression, row));
    };
    auto const ask = [&](std::string const& expression) {
      return scratch.alter(fmt::format("select {} from {} where {}", expression, table, row));
    };
    auto const was = number          ? ask(column)
                     : is_postgres() ? ask(fmt::format("encode({}::bytea, 'hex')", column))
                                     : ask(fmt::format("hex({})", column));
    auto const type =
        number ? "" : ask(is_postgres() ? fmt::format("pg_typeof({})", column) : fmt::format("typeof({})", column));
    auto const value = [&](std::string const& hex) {
      if (number) return hex;
      if (is_postgres())
        return type == "text" ? fmt::format("convert_from('\\x{}'::bytea, 'UTF8')", hex)
                              : fmt::format("'\\x{}'::bytea", hex);
      return fmt::format("cast(x'{}' as {})", hex, type);
    };
    auto const bits = number ? 64 : was.size() * 4;
    for (std::size_t bit = 0; bit < bits; bit += step) {
      auto altered = was;
      if (number) {
        altered = std::to_string(
            static_cast<std::int64_t>(static_cast<std::uint64_t>(std::stoll(was)) ^ (std::uint64_t{1} << bit)));
      } else {
        auto& digit = altered[bit / 4];
        auto const nibble = static_cast<unsigned>(std::stoi(std::string(1, digit), nullptr, 16)) ^ (1U << (bit % 4));
        digit = "0123456789abcdef"[nibble];
        // PostgreSQL itself takes no text that is none.
        if (is_postgres() && type == "text" && (bit / 4 % 2 == 0 || bit % 4 > 2)) continue;
      }
      try {
        one(value(altered));
      } catch (std::runtime_error const&) {
        continue;  // another row has that: the database itself refuses
      }
      EXPECT_FALSE(faults().empty()) << table << "." << column << " bit " << bit;
      one(value(was));
    }
  }
};

TEST_P(Verifying, finds_nothing_in_a_whole_journal) {
  EXPECT_EQ(faults(), std::set<Fault>());
  Sample sample;
  append(sample.entries(2500, 7));
  auto const verifier = verify(*store, {}, [](double) {});
  EXPECT_EQ(verifier.damages(), 0U);
  EXPECT_EQ(verifier.entries(), 2500U);
  EXPECT_EQ(verifier.streams(), 7U);
  EXPECT_EQ(verifier.erased(), 0U);
}

TEST_P(Verifying, finds_every_flipped_bit) {
  Sample sample;
  append(sample.entries(6, 2));
  std::size_t const step = is_postgres() ? 61 : 13;  // no multiple of eight: every bit of a byte has its turn
  for (auto const* const column :
       {"id", "type", "command", "request", "subjects", "envelope", "data", "salt", "data_hash", "hash", "marks"})
    flip("event", "position = 3", column, false, step);
  for (auto const* const column : {"seq", "recorded", "shared", "stream"})
    flip("event", "position = 3", column, true, 1);
  for (auto const* const last : {"id = 'e2'", "id = 'e6'"}) flip("event", last, "position", true, 1);
  for (auto const* const column : {"name", "owner", "hash"}) flip("stream", "id = 1", column, false, step);
  flip("stream", "id = 1", "version", true, 1);
  for (auto const* const column : {"kind", "name"}) flip("subject", "id = 1", column, false, step);
  EXPECT_EQ(faults(), std::set<Fault>());  // all is back again
  scratch.alter("update event_subject set position = 4 where position = 3 and subject = 1");
  EXPECT_EQ(faults(), std::set{Fault::index});
}

TEST_P(Verifying, finds_what_was_removed) {
  Sample sample;
  append(sample.entries(9, 3));
  auto const earlier = store->heads();
  auto const again = journal::read_heads(journal::heads_text({earlier}));
  ASSERT_TRUE(again);
  EXPECT_EQ(faults(again->heads), std::set<Fault>());
  append(sample.entries(3, 3));
  EXPECT_EQ(faults(again->heads), std::set<Fault>());  // more has been written since
  scratch.alter("delete from event_subject where position = 5");
  EXPECT_EQ(faults(), std::set{Fault::index});
  scratch.alter("delete from event where position = 5");
  EXPECT_EQ(faults(), (std::set{Fault::position, Fault::gap}));
}

TEST_P(Verifying, finds_a_tail_that_was_cut_with_the_heads_of_an_earlier_day) {
  Sample sample;
  append(sample.entries(9, 3));
  auto const earlier = store->heads();
  // By somebody who knows the schema: the last entry of a stream, with all that tells of it.
  scratch.alter(
      "delete from event_subject where position = 9; delete from event where position = 9;"
      "update stream set version = 2, hash = (select hash from event where position = 6) where name = 'soc:case-2'");
  EXPECT_EQ(faults(), std::set<Fault>());
  EXPECT_EQ(faults(earlier), (std::set{Fault::position, Fault::cut}));
  scratch.alter(
      "delete from event_subject where position in (3, 6); delete from event where position in (3, 6);"
      "delete from stream where name = 'soc:case-2'; update event set position = position - 1 where position in (4, 5);"
      "update event set position = position - 2 where position in (7, 8);"
      "update event_subject set position = position - 1 where position in (4, 5);"
      "update event_subject set position = position - 2 where position in (7, 8)");
  EXPECT_EQ(faults(), std::set<Fault>());
  EXPECT_EQ(faults(earlier), (std::set{Fault::position, Fault::missing}));
}

TEST_P(Verifying, finds_a_stream_that_was_written_anew) {
  Sample sample;
  auto entries = sample.entries(2, 1);
  append(entries);
  auto const earlier = store->heads();
  Scratch const other(GetParam());
  auto const forged = other.open();
  entries[1].data = R"({"need":"none"})";
  journal::seal(entries[1], journal::after(entries[0]), sample.salt());
  auto transaction = forged->begin();
  transaction->append(entries);
  transaction->commit();
  transaction.reset();
  auto const verifier = verify(*forged, earlier, [](double) {});
  ASSERT_EQ(verifier.damages(), 1U);
  EXPECT_EQ(verifier.first()[0].fault, Fault::rewritten);
  EXPECT_EQ(verifier.first()[0].seq, 2U);
}

TEST_P(Verifying, takes_what_is_blank_for_erased_only_when_its_owner_has_decided_so) {
  Sample sample;
  append(sample.entries(4, 1));
  scratch.alter("update event set data = null, salt = null where position = 2");
  EXPECT_EQ(faults(), std::set{Fault::erased});
  auto const decide = [&](char const* owner, std::string const& items) {
    auto const stream = fmt::format("{}:records", owner);
    auto const head = store->begin()->heads(std::vector{stream})[0];
    auto decision = *journal::from_envelope(
        fmt::format(R"({{"id":"{0}-{2}","type":"record.erased","stream":"{1}","seq":{2},"happened":"2026-03-02",)"
                    R"("recorded":"2026-03-02T10:00:00Z","command":"{0}-{2}","owner":"{0}"}})",
                    owner, stream, head.version + 1));
    decision.data = fmt::format(R"({{"items":[{}],"decision":"2026/17"}})", items);
    journal::seal(decision, head, sample.salt());
    append({decision});
  };
  decide("hsn", R"("e2")");
  decide("soc", R"("e1","e3")");
  EXPECT_EQ(faults(), std::set{Fault::erased});
  decide("soc", R"("e1","e2")");
  EXPECT_EQ(faults(), std::set<Fault>());
  EXPECT_EQ(verify(*store, {}, [](double) {}).erased(), 1U);
}

TEST_P(Verifying, finds_a_schema_that_is_not_the_programs) {
  Sample sample;
  append(sample.entries(3, 1));
  std::vector<std::string> applied;
  for (auto const& [name, sql] : schema_files()) {
    std::string const file(name);
    applied.push_back(fmt::format("({}, '{}')", std::stoi(file), file));
  }
  std::pair<std::string, std::string> const there_and_back[] = {
      {"drop index event_command", "create index event_command on event (command)"},
      {"alter table event add column more text", "alter table event drop column more"},
      {"update schema_file set name = '001-other.sql' where number = 1",
       "update schema_file set name = '001-journal.sql' where number = 1"},
      {"delete from schema_file",
       fmt::format("insert into schema_file (number, name) values {}", fmt::join(applied, ", "))},
      {is_postgres() ? "create function forget() returns trigger as 'begin return null; end' language plpgsql; create "
                       "trigger forget before insert on event for each row execute function forget()"
                     : "create trigger forget before insert on event begin select raise(ignore); end",
       is_postgres() ? "drop trigger forget on event" : "drop trigger forget"}};
  for (auto const& [alter, back] : there_and_back) {
    EXPECT_EQ(faults(), std::set<Fault>()) << alter;
    scratch.alter(alter);
    EXPECT_EQ(faults(), std::set{Fault::schema}) << alter;
    auto const again = open_store(scratch.where(), {.keys = scratch.keys(), .check_whole = true});
    if (!alter.starts_with("delete from schema_file")) {
      ASSERT_FALSE(again) << alter;
      EXPECT_EQ(again.error().code, "damaged") << alter;
    }
    scratch.alter(back);
  }
  EXPECT_EQ(faults(), std::set<Fault>());
  EXPECT_TRUE(open_store(scratch.where(), {.keys = scratch.keys(), .check_whole = true}));
}

TEST_P(Verifying, finds_views_that_can_not_be_read) {
  auto transaction = store->begin();
  transaction->put(std::vector{sample_view("case-0")});
  transaction->commit();
  transaction.reset();
  EXPECT_EQ(faults(), std::set<Fault>());
  for (std::string const column : {"life", "outcome", "bearers", "details"}) {
    auto const was = scratch.alter("select " + column + " from obligation where id = 'n-soon/1'");
    scratch.alter("update obligation set " + column + " = 'opfn' where id = 'n-soon/1'");
    EXPECT_EQ(faults(), std::set{Fault::views}) << column;
    scratch.alter("update obligation set " + column + " = '" + was + "' where id = 'n-soon/1'");
  }
}

// What a glance at the start finds: the last entries, and where their streams end.
TEST_P(Verifying, sees_at_a_glance_what_has_become_of_the_end) {
  Sample sample;
  append(sample.entries(300, 7));
  auto const looks = [&] {
    return open_store(scratch.where(), {.keys = scratch.keys(), .check_whole = true}) ? "whole" : "damaged";
  };
  EXPECT_STREQ(looks(), "whole");
  for (auto const& [alter, back] :
       {std::pair("update event set type = 'x' where position = 290", "update event set type = 'cost_split.agreed'"),
        std::pair("update stream set version = version + 1", "update stream set version = version - 1"),
        std::pair("delete from event_subject where position = 300; delete from event where position = 300", "")}) {
    scratch.alter(alter);
    EXPECT_STREQ(looks(), "damaged") << alter;
    scratch.alter(back);
  }
}

// Somebody else than root and the database's owner.
class Unprivileged {
 public:
  Unprivileged() : was_(::geteuid()) {
    if (was_ == 0 && ::seteuid(65534) != 0) throw std::runtime_error("can't become nobody");
  }
  ~Unprivileged() {
    if (::seteuid(was_) != 0) std::abort();
  }

 private:
  uid_t was_;
};

class ReadOnly : public testing::Test {
 protected:
  Scratch scratch{Kind::sqlite};

  void append() {
    Sample sample;
    auto const store = scratch.open();
    auto const transaction = store->begin();
    transaction->append(sample.entries(30, 7));
    transaction->commit();
  }
  // What there is of the database, read by all and written by nobody.
  static void close_to_writing(Scratch const& of) {
    auto const folder = std::filesystem::path(of.where()).parent_path();
    using std::filesystem::perms;
    for (auto const& file : std::filesystem::directory_iterator(folder))
      std::filesystem::permissions(file, perms::owner_read | perms::group_read | perms::others_read);
    auto const enter = perms::owner_exec | perms::group_exec | perms::others_exec;
    std::filesystem::permissions(folder, enter | perms::owner_read);
  }
  static std::string verified(Scratch const& of) {
    Unprivileged const nobody;
    auto const store = open_store(of.where(), {.open = Open::inspect});
    if (!store) return store.error().code;
    auto const verifier = verify(**store, {}, [](double) {});
    return fmt::format("{} read, {} wrong", verifier.entries(), verifier.damages());
  }
};

TEST_F(ReadOnly, a_journal_that_nobody_uses_is_verified_without_the_right_to_write) {
  append();
  close_to_writing(scratch);
  EXPECT_EQ(verified(scratch), "30 read, 0 wrong");
}

TEST_F(ReadOnly, a_journal_in_use_is_verified_with_what_stands_in_its_log) {
  auto const user = scratch.open();
  append();
  ASSERT_TRUE(std::filesystem::exists(scratch.where() + "-wal"));
  close_to_writing(scratch);
  EXPECT_EQ(verified(scratch), "30 read, 0 wrong");
}

TEST_F(ReadOnly, a_log_without_its_index_is_not_passed_over) {
  auto const user = scratch.open();
  append();
  Scratch const copy(Kind::sqlite);  // as by somebody who forgot the third file
  for (auto const* const ending : {"", "-wal"})
    std::filesystem::copy_file(scratch.where() + ending, copy.where() + ending);
  close_to_writing(copy);
  EXPECT_EQ(verified(copy), "log_unreadable");
}

TEST_P(Verifying, nothing_can_be_written_to_what_is_looked_at) {
  append(Sample().entries(3, 1));
  auto const looked_at = open_store(scratch.where(), {.open = Open::inspect});
  ASSERT_TRUE(looked_at);
  auto const write = [&] {
    auto const transaction = (*looked_at)->begin();
    transaction->set_progress("views.done", "a");
    transaction->commit();
  };
  EXPECT_THROW(write(), app::StoreFailed);
}

TEST_P(Verifying, goes_on_while_others_write) {
  Sample sample;
  append(sample.entries(1200, 5));
  std::atomic<bool> enough = false;
  std::thread writer([&] {
    while (!enough) append(sample.entries(3, 5));
  });
  for (int i = 0; i < 5; ++i) EXPECT_EQ(faults(), std::set<Fault>());
  enough = true;
  writer.join();
}

INSTANTIATE_TEST_SUITE_P(Databases, Verifying, testing::ValuesIn(all_kinds), databases::called);

}  // namespace
}  // namespace overens::store
