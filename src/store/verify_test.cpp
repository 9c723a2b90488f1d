// Whatever is altered in the database past the program, verifying finds it; and says nothing of a journal that is
// whole.
#include "store/verify.hpp"

#include <atomic>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "journal/heads.hpp"
#include "store/sample_test.hpp"
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
       {"id", "type", "command", "subjects", "envelope", "data", "salt", "data_hash", "hash", "marks"})
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
  auto const again = journal::read_heads(journal::heads_text(earlier));
  ASSERT_TRUE(again);
  EXPECT_EQ(faults(*again), std::set<Fault>());
  append(sample.entries(3, 3));
  EXPECT_EQ(faults(*again), std::set<Fault>());  // more has been written since
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

TEST_P(Verifying, counts_what_was_erased) {
  Sample sample;
  append(sample.entries(4, 1));
  scratch.alter("update event set data = null, salt = null where position = 2");
  auto const verifier = verify(*store, {}, [](double) {});
  EXPECT_EQ(verifier.damages(), 0U);
  EXPECT_EQ(verifier.erased(), 1U);
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
