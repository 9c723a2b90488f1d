// One bit of an SQLite file turned over, many times, each by itself. What verifying does not find changes nothing of
// what the database says, or only what can be made anew, which is then made anew.

#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include "app/world_test.hpp"
#include "store/verify.hpp"

namespace overens::app {
namespace {

constexpr int flips = 300;

std::string bytes_of(std::string const& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

struct Flips : testing::Test {
  Flips() {
    std::vector<std::string> lines;
    std::ifstream in(OVERENS_ROOT "/examples/jamtland-harjedalen.jsonl");
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    {
      auto const store = scratch.open();
      Office office(*store);
      office.take(lines);
      office.settle();
    }
    make_views_anew();  // which leaves pages free
    good = bytes_of(scratch.where());
    said = dump();
  }

  void put(std::string const& bytes) const { std::ofstream(scratch.where(), std::ios::binary) << bytes; }

  void make_views_anew() const {
    auto const store = scratch.open();
    SharedState known({world().packs, world().vocabulary, world().edition});
    rebuild(*store, known, calendar::day_in_sweden(noon), [](std::uint64_t) {});
  }

  bool is_found_damaged() const {
    auto const store = store::open_store(scratch.where(), {.open = store::Open::inspect});
    if (!store) {
      EXPECT_EQ(store.error().code, "damaged") << base::english(store.error().why);
      return true;
    }
    return store::verify(**store, {}, [](double) {}).damages() > 0;
  }

  /// All that the database says: of each table its rows, of a view with what it is about and not where it stands.
  std::map<std::string, std::string> dump() const {
    std::map<std::string, std::string> all;
    auto const put = [&](std::string const& part, std::string const& row, std::string const& from) {
      all[part] = scratch.alter("select group_concat(row, char(10)) from (select " + row + " as row from " + from +
                                " order by 1)");
    };
    auto const joined = [](std::initializer_list<char const*> columns) {
      std::string row;
      for (std::string const column : columns) row += (row.empty() ? "quote(" : " || ',' || quote(") + column + ")";
      return row;
    };
    put("schema", joined({"type", "name", "tbl_name", "sql"}), "sqlite_schema");
    put("files", joined({"number", "name"}), "schema_file");
    put("stream", joined({"id", "name", "owner", "version", "hash"}), "stream");
    put("event",
        joined({"position", "stream", "seq", "id", "type", "recorded", "command", "request", "shared", "subjects",
                "envelope", "data", "salt", "data_hash", "hash", "marks"}),
        "event");
    put("event_subject", joined({"e.position", "s.kind", "s.name"}),
        "event_subject e join subject s on s.id = e.subject");
    put("view: obligation",
        joined({"s.kind", "s.name", "authority", "o.id", "in_case", "norm", "agreement", "bearers", "owed", "life",
                "outcome", "opened_on", "due_on", "details"}),
        "obligation o join subject s on s.id = o.subject");
    put("view: case_head",
        joined({"s.kind", "s.name", "authority", "in_case", "events", "first_on", "last_on", "closed", "open",
                "next_due_on"}),
        "case_head c join subject s on s.id = c.subject");
    put("view: progress", joined({"name", "value"}), "progress");
    return all;
  }

  /// The parts that say something else than before; none when the database says the same.
  std::vector<std::string> altered() const {
    std::vector<std::string> parts;
    auto const now = dump();
    for (auto const& [part, rows] : said) {
      if (now.at(part) != rows) parts.push_back(part);
    }
    return parts;
  }

  Scratch scratch{databases::Kind::sqlite};
  std::string good;
  std::map<std::string, std::string> said;
};

TEST_F(Flips, are_found_or_say_nothing_or_are_of_what_is_made_anew) {
  ASSERT_FALSE(is_found_damaged());
  std::mt19937 chance(20260307);  // the same flips each time
  std::vector<std::size_t> of_views;
  int found = 0;
  int nothing = 0;
  for (int i = 0; i < flips; ++i) {
    auto const bit = std::uniform_int_distribution<std::size_t>(0, good.size() * 8 - 1)(chance);
    SCOPED_TRACE(fmt::format("byte {}, bit {}", bit / 8, bit % 8));
    auto flipped = good;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    put(flipped);
    if (is_found_damaged()) {
      ++found;
      continue;
    }
    auto const parts = altered();
    for (auto const& part : parts) EXPECT_TRUE(part.starts_with("view: ")) << part;
    if (parts.empty()) {
      ++nothing;
    } else {
      of_views.push_back(bit);
    }
  }
  RecordProperty("found", found);
  RecordProperty("nothing", nothing);
  RecordProperty("views", static_cast<int>(of_views.size()));
  EXPECT_GT(found, flips / 5);
  EXPECT_GT(nothing, 0);
  EXPECT_FALSE(of_views.empty());
  for (auto const bit : of_views) {
    SCOPED_TRACE(fmt::format("byte {}, bit {}", bit / 8, bit % 8));
    auto flipped = good;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    put(flipped);
    EXPECT_FALSE(altered().empty());
    make_views_anew();
    EXPECT_EQ(altered(), std::vector<std::string>());
  }
}

}  // namespace
}  // namespace overens::app
