// The chain on a small stream: every single bit of every part that is altered is found, and where.
#include <gtest/gtest.h>

#include "journal/chain.hpp"
#include "journal/heads.hpp"
#include "journal/line.hpp"
#include "journal/stream.hpp"

namespace overens::journal {
namespace {

Salt salt(int n) {
  Salt salt = {};
  salt.fill(static_cast<std::byte>(n * 37 + 1));
  return salt;
}

std::vector<Entry> small_stream() {
  std::vector<Entry> entries;
  Head head{"soc:case-1", 0, {}};
  for (int n = 1; n <= 4; ++n) {
    auto const envelope = R"({"id":"e)" + std::to_string(n) + R"(","type":"need.noted","stream":"soc:case-1","seq":)" +
                          std::to_string(n) + R"(,"happened":"2026-03-02","recorded":"2026-03-02T10:00:00Z",)" +
                          R"("command":"c1","owner":"soc","case":"case-1"})";
    auto entry = *from_envelope(envelope);
    entry.data = n == 3 ? "" : R"({"need":"sip","note":"å 1"})";
    entry.subjects = {{"case", "case-1"}, {"person", "soc/p1"}};
    entry.shared = n == 2;
    head = seal(entry, head, salt(n));
    entries.push_back(entry);
  }
  return entries;
}

// By place in the stream: what is wrong.
std::vector<std::pair<std::size_t, Fault>> all_faults(std::vector<Entry> const& entries) {
  std::vector<std::pair<std::size_t, Fault>> found;
  Head head{"soc:case-1", 0, {}};
  for (std::size_t i = 0; i < entries.size(); ++i) {
    for (auto const fault : faults(head, entries[i])) found.emplace_back(i, fault);
    head = after(entries[i]);
  }
  return found;
}

using Found = std::vector<std::pair<std::size_t, Fault>>;

TEST(Chain, follows_as_it_was_written) {
  EXPECT_EQ(all_faults(small_stream()), Found());
  EXPECT_FALSE(is_erased(small_stream()[0]));
  EXPECT_FALSE(is_erased(small_stream()[2]));
}

// Calls `alter` with every bit of the bytes flipped in turn.
template <class Bytes, class Check>
void every_bit(Bytes& bytes, Check const& check) {
  for (std::size_t i = 0; i < std::size(bytes); ++i) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      auto const was = bytes[i];
      bytes[i] = static_cast<typename Bytes::value_type>(static_cast<unsigned>(was) ^ (1U << bit));
      check();
      bytes[i] = was;
    }
  }
}

TEST(Chain, finds_every_flipped_bit) {
  auto entries = small_stream();
  auto const found_at = [&](std::size_t i, Fault fault) {
    auto const found = all_faults(entries);
    EXPECT_NE(std::find(found.begin(), found.end(), std::pair(i, fault)), found.end());
  };
  for (std::size_t i = 0; i < entries.size(); ++i) {
    auto& e = entries[i];
    every_bit(e.envelope, [&] { found_at(i, Fault::link); });
    every_bit(e.data_hash, [&] { found_at(i, Fault::link); });
    every_bit(e.hash, [&] { found_at(i, Fault::link); });
    every_bit(e.marks, [&] { found_at(i, Fault::marks); });
    every_bit(e.data, [&] { found_at(i, Fault::data); });
    every_bit(e.salt, [&] { found_at(i, Fault::data); });
    for (auto* const field : {&e.stream, &e.id, &e.type, &e.owner})
      every_bit(*field, [&] { found_at(i, Fault::envelope); });
    for (auto* const field : {&e.command, &e.request}) every_bit(*field, [&] { found_at(i, Fault::marks); });
    for (auto& subject : e.subjects) {
      every_bit(subject.kind, [&] { found_at(i, Fault::marks); });
      every_bit(subject.id, [&] { found_at(i, Fault::marks); });
    }
    e.shared = !e.shared;
    found_at(i, Fault::marks);
    e.shared = !e.shared;
    e.recorded += std::chrono::milliseconds(1);
    found_at(i, Fault::envelope);
    e.recorded -= std::chrono::milliseconds(1);
    for (unsigned bit = 0; bit < 64; ++bit) {
      auto const was = e.seq;
      e.seq ^= std::uint64_t{1} << bit;
      found_at(i, Fault::envelope);
      e.seq = was;
    }
  }
  EXPECT_EQ(all_faults(entries), Found());
}

TEST(Chain, finds_what_is_missing_and_what_has_changed_places) {
  auto entries = small_stream();
  entries.erase(entries.begin() + 1);
  EXPECT_EQ(all_faults(entries), (Found{{1, Fault::gap}}));
  entries = small_stream();
  std::swap(entries[1], entries[2]);
  EXPECT_EQ(all_faults(entries), (Found{{1, Fault::gap}, {2, Fault::order}, {3, Fault::gap}}));
  entries = small_stream();
  entries.insert(entries.begin() + 1, entries[0]);
  EXPECT_EQ(all_faults(entries), (Found{{1, Fault::order}}));
  // Places altered so that they fit again: the links do not.
  entries = small_stream();
  std::swap(entries[1], entries[2]);
  std::swap(entries[1].seq, entries[2].seq);
  EXPECT_EQ(all_faults(entries),
            (Found{{1, Fault::link}, {1, Fault::envelope}, {2, Fault::link}, {2, Fault::envelope}, {3, Fault::link}}));
}

TEST(Chain, holds_when_data_is_erased) {
  auto entries = small_stream();
  entries[1].data.clear();
  entries[1].salt = {};
  EXPECT_EQ(all_faults(entries), Found());
  EXPECT_TRUE(is_erased(entries[1]));
  entries[3].salt = {};  // half of an erasure
  EXPECT_EQ(all_faults(entries), (Found{{3, Fault::data}}));
}

TEST(Chain, is_what_the_header_says) {  // BLAKE2b-256 of 16 bytes of 01 and "{}", worked out by another program
  Salt ones = {};
  ones.fill(std::byte{1});
  auto entry = small_stream()[0];
  entry.salt = ones;
  entry.data_hash = hash_of_data(ones, "{}");
  EXPECT_NE(
      entry_line(entry).find("\"data_hash\":\"44ed339140f4d0fb96a43f9c018ed0b0f9497a53889136b1e3e96137a60338dd\""),
      std::string::npos)
      << entry_line(entry);
  entry.hash = hash_of_link({}, "{\"a\":1}", entry.data_hash);
  EXPECT_NE(entry_line(entry).find("\"hash\":\"1c5c96c2c6cc7c4fec9d595ea3b6427ba1bac511b034731d098d7367704ec967\""),
            std::string::npos)
      << entry_line(entry);
}

TEST(Line, gives_the_bytes_back) {
  for (auto const& entry : small_stream()) {
    auto const line = entry_line(entry);
    auto const read = read_entry(line);
    ASSERT_TRUE(read) << read.error().code << line;
    EXPECT_EQ(entry_line(*read), line);
    EXPECT_EQ(read->envelope, entry.envelope);
    EXPECT_EQ(read->data, entry.data);
    EXPECT_EQ(read->subjects, entry.subjects);
    EXPECT_EQ(read->marks, entry.marks);
    EXPECT_EQ(read->shared, entry.shared);
    EXPECT_EQ(read->salt, entry.salt);
    EXPECT_TRUE(is_as_its_envelope(*read));
  }
}

TEST(Line, divides_an_event_wherever_its_data_stands) {
  auto const last = divide(R"({"id":"a","type":"t","data":{"x": [1, {"data":2}]}})");
  ASSERT_TRUE(last);
  EXPECT_EQ(last->envelope, R"({"id":"a","type":"t"})");
  EXPECT_EQ(last->data, R"({"x": [1, {"data":2}]})");
  auto const within = divide(R"( {"id":"a", "data":{"x":"}\"" } , "subject":{"kind":"data","id":"1"} } )");
  ASSERT_TRUE(within);
  EXPECT_EQ(within->envelope, R"({"id":"a","subject":{"kind":"data","id":"1"}})");
  EXPECT_EQ(within->data, R"({"x":"}\"" })");
  auto const none = divide(R"({"id":"a"})");
  ASSERT_TRUE(none);
  EXPECT_EQ(none->data, "");
  for (auto const* bad : {"", "[]", "{\"a\":", "{\"a\":1} {}", "{\"a\" 1}", "\"a\""}) EXPECT_FALSE(divide(bad)) << bad;
}

TEST(Line, refuses_what_is_no_entry) {
  auto const line = entry_line(small_stream()[0]);
  auto const with = [&](std::string_view was, std::string_view is) {
    auto altered = line;
    auto const at = altered.find(was);
    EXPECT_NE(at, std::string::npos) << was;
    altered.replace(at, was.size(), is);
    auto const read = read_entry(altered);
    return read ? "read" : read.error().code + " " + read.error().field;
  };
  EXPECT_EQ(with("\"seq\":1,", ""), "missing_key seq");
  EXPECT_EQ(with("\"seq\":1,", "\"seq\":-1,"), "bad_value seq");
  EXPECT_EQ(with("\"owner\":\"soc\",", ""), "missing_key owner");
  EXPECT_EQ(with("2026-03-02T", "2026-13-02T"), "bad_value recorded");
  EXPECT_EQ(with("\"salt\":\"", "\"salt\":\"0"), "bad_value salt");
  EXPECT_EQ(with("\"hash\":\"", "\"hash\":\"g"), "bad_value hash");
  EXPECT_EQ(with("\"shared\":false", "\"shared\":0"), "bad_value shared");
  EXPECT_EQ(with("[\"case\",", "["), "bad_value subjects");
  EXPECT_EQ(with("\"shared\"", "\"sharde\""), "unknown_key sharde");
  for (std::size_t cut = 0; cut < line.size(); ++cut) EXPECT_FALSE(read_entry(line.substr(0, cut))) << cut;
}

TEST(Stream, has_a_name_that_is_an_id_and_no_others) {
  EXPECT_EQ(stream_of_case("soc", "c-1"), "soc:c-1");
  EXPECT_EQ(stream_of_case("soc", "2026.1"), "soc:2026.1");
  EXPECT_EQ(stream_of_subject("soc", "forum", "f1"), "soc:forum.f1");
  EXPECT_EQ(stream_of_subject("soc", "local_agreement", "f1"), "soc:local_agreement.f1");
  auto const hashed = stream_of_case("soc", "forum.f1");
  EXPECT_NE(hashed, "soc:forum.f1");
  EXPECT_EQ(hashed.size(), 49U);
  EXPECT_EQ(hashed[0], ':');
  EXPECT_NE(stream_of_case("a", "b:c"), stream_of_case("a:b", "c"));
  std::string const id(64, 'x');
  EXPECT_EQ(stream_of_case(id, id).size(), 49U);
  EXPECT_NE(stream_of_case(id, id), stream_of_subject(id, "person", id));
}

TEST(HeadsText, is_read_whole_or_not_at_all) {
  Heads const heads{
      7, {{"soc:case-1", 4, small_stream()[3].hash}, {":0f", 3, {}}}, {{"17:soc", 20, small_stream()[3].hash}}};
  auto const text = heads_text({heads, true});
  auto const kept = read_heads(text);
  ASSERT_TRUE(kept);
  EXPECT_TRUE(kept->is_practice);
  EXPECT_FALSE(read_heads(heads_text({heads}))->is_practice);
  auto const* const read = &kept->heads;
  EXPECT_EQ(read->position, 7U);
  ASSERT_EQ(read->heads.size(), 2U);
  EXPECT_EQ(read->heads[0].stream, "soc:case-1");
  EXPECT_EQ(read->heads[0].version, 4U);
  EXPECT_EQ(read->heads[0].hash, heads.heads[0].hash);
  ASSERT_EQ(read->looks.size(), 1U);
  EXPECT_EQ(read->looks[0].stream, "17:soc");
  EXPECT_EQ(read->looks[0].version, 20U);
  EXPECT_EQ(heads_text(*kept), text);
  for (std::size_t cut = 0; cut + 1 < text.size(); ++cut) EXPECT_FALSE(read_heads(text.substr(0, cut))) << cut;
  EXPECT_FALSE(read_heads(text + "x"));
  EXPECT_FALSE(read_heads("overens heads 2\nposition 0\nstreams 0\nlooks 0\n"));
  EXPECT_EQ(read_heads("overens heads 1\nposition 0\nstreams 0\nlooks 0\n").error().code, "old_heads");
  EXPECT_EQ(read_heads("overens heads 3\npractice no\nposition 0\nstreams 0\nlooks 0\n").error().code, "no_heads");
}

}  // namespace
}  // namespace overens::journal
