// The access journal: what stands there must have been written there.

#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "store/look_file.hpp"
#include "store/look_verify.hpp"
#include "store/verify.hpp"
#include "test/databases/scratch.hpp"

namespace overens::store {
namespace {

using databases::Scratch;
using journal::Fault;

calendar::Instant const first = *calendar::parse_instant("2020-01-01T10:00:00Z");

class LooksKept : public testing::TestWithParam<databases::Kind> {
 protected:
  /// Looks at c0, c1 … by someone, a day apart, in a chain of their own.
  void keep(int many, std::string const& authority = "soc") {
    auto chain = store->looks().open_chain(authority);
    std::vector<journal::LookEntry> entries;
    for (int i = 0; i < many; ++i) {
      auto& entry = entries.emplace_back();
      entry.at = first + std::chrono::hours(24 * i);
      entry.look = {.who = "s" + std::to_string(i % 2), .action = "read", .object_class = "notes"};
      entry.look.shown = {{"case", "c" + std::to_string(i)}, {"person", "soc/p"}};
      entry.content = journal::to_json(entry.look);
      journal::Salt salt;
      salt.fill(static_cast<std::byte>(i + 1));
      journal::seal(entry, chain, salt);
    }
    store->looks().append(entries);
  }
  Scratch scratch{GetParam()};
  Scratch files{databases::Kind::sqlite};  // for its folder
  std::unique_ptr<app::Store> store = scratch.open();
};

TEST_P(LooksKept, whole_chains_are_whole) {
  keep(5);
  keep(3, "hsn");
  auto const verifier = verify_looks(*store, first, {}, [](double) {});
  EXPECT_EQ(verifier.entries(), 8U);
  EXPECT_EQ(verifier.chains(), 2U);
  EXPECT_EQ(verifier.damages(), 0U);
}

TEST_P(LooksKept, every_flip_is_found) {
  keep(4);
  struct Flip {
    char const* what;
    Fault found;
  };
  // Each changes one thing, in a copy of its own.
  for (auto const& [what, found] : {
           Flip{"update look set content = replace(content, 'c1', 'c9') where seq = 2", Fault::data},
           Flip{"update look set who = 's9' where seq = 2", Fault::marks},
           Flip{"update look set action = 'list' where seq = 2", Fault::marks},
           Flip{"update look set at = at + 1 where seq = 2", Fault::link},
           Flip{"update look set authority = 'hsn' where seq = 2", Fault::envelope},
           Flip{"update look set hash = salt where seq = 2", Fault::link},
           Flip{"update look set content_hash = hash where seq = 2", Fault::data},
           Flip{"update look set salt = hash where seq = 2", Fault::data},
           Flip{"delete from look where seq = 2", Fault::gap},
           Flip{"delete from look where seq = 4", Fault::head},
           Flip{"update look_chain set length = 3", Fault::head},
           Flip{"insert into look select chain, 5, authority, at, who, action, content, salt, content_hash, hash "
                "from look where seq = 4",
                Fault::head},
           Flip{"delete from look_subject where name = 'c1'", Fault::index},
           Flip{"update look_subject set name = 'c7' where name = 'c1'", Fault::index},
           Flip{"update look set content = null, salt = null, who = null, action = null where seq = 2", Fault::erased},
           Flip{"update look set content = null where seq = 2", Fault::data},
       }) {
    Scratch const copy{GetParam()};
    auto const made = copy.open();
    auto transaction = made->begin();
    transaction->copy_looks(store->looks());
    transaction->commit();
    transaction.reset();
    ASSERT_EQ(verify_looks(*made, first, {}, [](double) {}).damages(), 0U);
    copy.alter(what);
    auto const verifier = verify_looks(*made, first, {}, [](double) {});
    auto const is_found = std::any_of(verifier.first().begin(), verifier.first().end(),
                                      [&](auto const& damage) { return damage.fault == found; });
    EXPECT_TRUE(is_found) << what;
  }
}

TEST_P(LooksKept, a_chain_that_is_gone_leaves_its_number) {
  keep(2);
  keep(2, "hsn");
  keep(1);
  scratch.alter("delete from look_subject where chain = 2");
  scratch.alter("delete from look where chain = 2");
  scratch.alter("delete from look_chain where number = 2");
  auto const verifier = verify_looks(*store, first, {}, [](double) {});
  ASSERT_EQ(verifier.damages(), 1U);
  EXPECT_EQ(verifier.first()[0].fault, Fault::missing);
}

TEST_P(LooksKept, nothing_follows_but_what_follows) {
  keep(2);
  auto chain = store->looks().chains().front();
  chain.length = 1;
  journal::LookEntry entry;
  entry.content = "{}";
  journal::seal(entry, chain, {});
  EXPECT_THROW(store->looks().append(std::span(&entry, 1)), app::Conflict);
}

TEST_P(LooksKept, what_is_old_is_erased_and_the_chain_holds) {
  keep(10);
  auto const limit = first + std::chrono::hours(24 * 4);
  EXPECT_EQ(store->looks().erase_before(limit, 3), 3U);
  EXPECT_EQ(store->looks().erase_before(limit, 3), 1U);
  EXPECT_EQ(store->looks().erase_before(limit, 3), 0U);
  auto const verifier = verify_looks(*store, limit, {}, [](double) {});
  EXPECT_EQ(verifier.damages(), 0U);
  EXPECT_EQ(verifier.erased(), 4U);
  EXPECT_EQ(store->looks().looks({.authority = "soc"}, 100, {}).size(), 6U);
  EXPECT_TRUE(store->looks().looks({.authority = "soc", .shown = journal::SubjectRef{"case", "c0"}}, 100, {}).empty());
  EXPECT_EQ(scratch.alter("select count(*) from look where who is not null or content is not null"), "6");
  EXPECT_EQ(scratch.alter("select count(*) from look_subject"), "12");
  // Erased before its time, it would be found.
  EXPECT_EQ(verify_looks(*store, first, {}, [](double) {}).damages(), 4U);
}

// Whoever cuts row and chain alike leaves a whole log behind: only heads that are kept elsewhere tell.
TEST_P(LooksKept, a_tail_that_was_cut_is_found_by_heads_of_an_earlier_day) {
  keep(5);
  keep(3, "hsn");
  auto const earlier = all_heads(*store).looks;
  auto const faults = [&](std::vector<journal::Head> const& heads) {
    std::vector<std::pair<Fault, std::string>> found;
    auto const verifier = verify_looks(*store, first, heads, [](double) {});
    for (auto const& damage : verifier.first()) found.emplace_back(damage.fault, damage.stream);
    return found;
  };
  using Found = std::vector<std::pair<Fault, std::string>>;
  keep(2);
  EXPECT_EQ(faults(earlier), Found());
  auto other = earlier;
  other[0].hash = other[1].hash;
  EXPECT_EQ(faults(other), (Found{{Fault::rewritten, "1:soc"}}));
  for (auto const* table : {"look_subject", "look", "look_chain"})
    scratch.alter(
        fmt::format("delete from {} where {} > 1", table, table == std::string("look_chain") ? "number" : "chain"));
  for (auto const* table : {"look_subject", "look"}) scratch.alter(fmt::format("delete from {} where seq > 4", table));
  scratch.alter("update look_chain set length = 4, hash = (select hash from look where seq = 4)");
  EXPECT_EQ(faults({}), Found());
  EXPECT_EQ(faults(earlier), (Found{{Fault::cut, "1:soc"}, {Fault::missing, "2:hsn"}}));
}

TEST_P(LooksKept, are_taken_as_they_were_into_a_database_without_any) {
  keep(5);
  keep(0, "soc/hidden");
  keep(3, "hsn");
  store->looks().erase_before(first + std::chrono::hours(24), 100);
  auto const file = std::filesystem::path(files.where()).parent_path() / "looks";
  EXPECT_EQ(import_looks(*store, file), 0U) << "there is no file";
  EXPECT_EQ(export_looks(*store, file), 8U);
  Scratch const moved{GetParam()};
  auto const to = moved.open();
  EXPECT_EQ(import_looks(*to, file), 8U);
  auto const heads = all_heads(*store).looks;
  EXPECT_EQ(verify_looks(*to, first + std::chrono::hours(24), heads, [](double) {}).damages(), 0U);
  EXPECT_EQ(to->looks().chains().size(), 3U);
  EXPECT_EQ(to->looks().looks({.authority = "soc", .shown = journal::SubjectRef{"case", "c3"}}, 9, {}).size(), 1U);
  to->looks().open_chain("soc");
  EXPECT_EQ(import_looks(*to, file), 8U) << "they are there already, and more";
  EXPECT_EQ(to->looks().chains().size(), 4U);
  Scratch const another{GetParam()};
  auto const with_own = another.open();
  with_own->looks().open_chain("hsn");
  EXPECT_EQ(import_looks(*with_own, file).error().code, "other_log");
}

TEST_P(LooksKept, that_were_altered_in_the_file_are_not_taken_in) {
  keep(3);
  keep(2, "hsn");
  auto const file = std::filesystem::path(files.where()).parent_path() / "looks";
  export_looks(*store, file);
  std::ostringstream bytes;
  bytes << std::ifstream(file, std::ios::binary).rdbuf();
  auto const whole = bytes.str();
  Scratch const moved{GetParam()};
  auto const to = moved.open();
  auto const is_refused = [&](std::string const& text) {
    std::ofstream(file, std::ios::binary) << text;
    auto const taken = import_looks(*to, file);
    return !taken && taken.error().code == "other_log" && to->looks().chains().empty();
  };
  auto const with = [&](std::string const& what, std::string const& other) {
    auto text = whole;
    return text.replace(text.find(what), what.size(), other);
  };
  EXPECT_TRUE(is_refused(with(R"("c1")", R"("c9")")));
  EXPECT_TRUE(is_refused(with(R"("length":3)", R"("length":2)")));
  EXPECT_TRUE(is_refused(with(R"("authority":"soc")", R"("authority":"kom")")));
  EXPECT_TRUE(is_refused("no log\n"));
  for (auto at = whole.find('\n'); at + 1 < whole.size(); at = whole.find('\n', at + 1)) {
    EXPECT_TRUE(is_refused(whole.substr(0, at + 1))) << at;
    EXPECT_TRUE(is_refused(whole.substr(0, at + 5))) << at;
  }
  EXPECT_FALSE(is_refused(whole));
}

INSTANTIATE_TEST_SUITE_P(OnEach, LooksKept, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::store
