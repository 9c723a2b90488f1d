#include <fstream>
#include <set>
#include <sstream>

#include "store/key_file.hpp"
#include "store/look_file.hpp"
#include "store/sample_test.hpp"
#include "store/transfer.hpp"
#include "store/verify.hpp"
#include "test/databases/scratch.hpp"

namespace overens::store {
namespace {

using databases::Kind;
using databases::Scratch;
namespace fs = std::filesystem;

struct Encrypted : testing::TestWithParam<Kind> {
  Scratch scratch{GetParam()};
  Sample sample;

  /// As the command processor does it: encrypted, and then hashed anew.
  std::vector<journal::Entry> append(app::Store& store, int many, int cases = 3) {
    auto entries = sample.entries(many, cases, "x" + std::to_string(++batches) + "-");
    auto transaction = store.begin();
    for (auto& entry : entries) {
      auto& head = heads[entry.stream];
      if (head.stream.empty()) head = transaction->heads(std::span(&entry.stream, 1)).front();
      transaction->encrypt(entry, head);
      head = journal::seal(entry, head, sample.salt());
    }
    transaction->append(entries);
    transaction->commit();
    return entries;
  }
  std::string open_with(std::shared_ptr<keys::KeyStore> const& keys, Open open = Open::existing) const {
    auto const store = open_store(scratch.where(), {.open = open, .keys = keys});
    return store ? "opened" : store.error().code;
  }
  std::shared_ptr<keys::KeyStore> other_keys() const {
    static int made = 0;
    auto const file =
        fs::temp_directory_path() / ("overens-other-" + std::to_string(::getpid()) + "-" + std::to_string(++made));
    EXPECT_TRUE(keys::KeyStore::create(file));
    auto keys = *keys::KeyStore::open(file);
    fs::remove(file);
    return keys;
  }

  std::map<std::string, journal::Head> heads;
  int batches = 0;
};

std::uint64_t damages(app::Store& store) {
  return verify(store, {}, [](double) {}).damages();
}

TEST_P(Encrypted, is_opened_with_its_keys) {
  auto const store = scratch.open();
  auto const entries = append(*store, 20);
  std::size_t n = 0;
  store->all(0, [&](std::uint64_t, journal::Entry const& entry) {
    expect_same(entry, entries[n]);
    EXPECT_EQ(entry.encrypted.empty(), entry.shared || entry.data.empty());
    ++n;
    return true;
  });
  EXPECT_EQ(n, 20U);
  EXPECT_EQ(damages(*store), 0U);
}

TEST_P(Encrypted, stays_closed_without_keys_and_can_be_verified) {
  append(*scratch.open(), 20);
  EXPECT_EQ(open_with(nullptr), "keys_missing");
  EXPECT_EQ(open_with(other_keys()), "keys_wrong");
  EXPECT_EQ(open_with(scratch.keys()), "opened");
  auto const closed = open_store(scratch.where(), {.open = Open::inspect});
  ASSERT_TRUE(closed);
  EXPECT_EQ(damages(**closed), 0U);
  (*closed)->all(0, [](std::uint64_t, journal::Entry const& entry) {
    EXPECT_TRUE(entry.shared || entry.data.empty());
    return true;
  });
}

TEST_P(Encrypted, shows_whatever_was_altered) {
  append(*scratch.open(), 20);
  auto const found = [&] {
    auto const closed = open_store(scratch.where(), {.open = Open::inspect});
    return closed ? damages(**closed) : 1;
  };
  for (auto const* column : {"encrypted", "key"}) {
    std::string const table = column == std::string("key") ? "stream" : "event";
    auto const which = table == "event" ? "position = 2" : "name = 'soc:case-1'";
    if (GetParam() == Kind::postgres) {
      scratch.alter(
          fmt::format("update {0} set {1} = set_byte({1}, 9, get_byte({1}, 9) # 1) where {2}", table, column, which));
      EXPECT_GT(found(), 0U) << column;
      scratch.alter(
          fmt::format("update {0} set {1} = set_byte({1}, 9, get_byte({1}, 9) # 1) where {2}", table, column, which));
    } else {
      auto const before = scratch.alter(fmt::format("select hex({1}) from {0} where {2}", table, column, which));
      auto altered = before;
      altered[18] = altered[18] == '0' ? '1' : '0';
      scratch.alter(fmt::format("update {0} set {1} = x'{3}' where {2}", table, column, which, altered));
      EXPECT_GT(found(), 0U) << column;
      scratch.alter(fmt::format("update {0} set {1} = x'{3}' where {2}", table, column, which, before));
    }
    EXPECT_EQ(found(), 0U);
  }
}

TEST_P(Encrypted, can_not_be_moved_to_another_place) {
  auto const store = scratch.open();
  append(*store, 20);
  // Whoever can write to the database puts what was said in one case into another, and makes all hashes fit.
  auto entries = [&] {
    std::vector<journal::Entry> all;
    store->all(0, [&](std::uint64_t, journal::Entry const& entry) {
      all.push_back(entry);
      return true;
    });
    return all;
  }();
  auto const is_encrypted = [](journal::Entry const& entry) { return !entry.encrypted.empty(); };
  auto const one = std::find_if(entries.begin(), entries.end(), is_encrypted);
  auto const other =
      std::find_if(one + 1, entries.end(), [&](auto const& e) { return is_encrypted(e) && e.stream == one->stream; });
  ASSERT_NE(other, entries.end());
  std::swap(one->encrypted, other->encrypted);
  EXPECT_THROW(store->decrypt(*one), app::StoreDamaged);
}

TEST_P(Encrypted, goes_on_while_its_keys_are_renewed) {
  auto const store = scratch.open();
  std::set<std::string> streams;
  for (auto const& entry : append(*store, 50, 20)) {
    if (!entry.key.empty()) streams.insert(entry.stream);
  }
  auto const before = store->heads();
  EXPECT_EQ(scratch.alter("select known_by || name from account where id = 'a1'").find("anna"), std::string::npos);
  EXPECT_EQ(scratch.alter("select subject || provider_session from session").find("anna"), std::string::npos);
  auto const rotating = *keys::KeyStore::open(scratch.key_file());
  auto const other = open_store(scratch.where(), {.open = Open::existing, .keys = rotating});
  ASSERT_TRUE(other);
  ASSERT_TRUE(rotating->add_generation());
  EXPECT_EQ((*other)->renew_keys([](std::uint64_t) {}), streams.size() + 1) << "and that of the accounts";
  EXPECT_EQ((*other)->renew_keys([](std::uint64_t) {}), 0U) << "all have been";
  append(*store, 50, 25);  // with heads of before, and five new streams
  EXPECT_EQ((*other)->renew_keys([](std::uint64_t) {}), 0U) << "new ones are wrapped by the newest";
  ASSERT_TRUE(rotating->forget_before(rotating->newest()));
  auto const again = scratch.open({.keys = *keys::KeyStore::open(scratch.key_file())});
  EXPECT_EQ(damages(*again), 0U);
  auto const after = again->heads();
  for (auto const& head : before.heads) {
    auto const same =
        std::find_if(after.heads.begin(), after.heads.end(), [&](auto const& h) { return h.stream == head.stream; });
    ASSERT_NE(same, after.heads.end());
    EXPECT_GT(same->version, head.version) << "what stands was not touched";
  }
}

TEST_P(Encrypted, is_exported_and_taken_in_as_it_is) {
  auto const from = scratch.open();
  auto const entries = append(*from, 20);
  auto const file = fs::temp_directory_path() / ("overens-export-" + std::to_string(::getpid()));
  ASSERT_TRUE(export_journal(*from, file, [](double) {}));
  std::ostringstream lines;
  lines << std::ifstream(file).rdbuf();
  for (auto const& entry : entries) {
    EXPECT_EQ(lines.str().find(entry.data) != std::string::npos, entry.encrypted.empty()) << entry.id;
    auto const read = journal::read_entry(journal::entry_line(entry));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->encrypted, entry.encrypted);
    EXPECT_EQ(read->key, entry.key);
    EXPECT_EQ(read->hash, entry.hash);
  }
  fs::remove(file);
  fs::remove(file.string() + ".heads");
}

TEST_P(Encrypted, tells_another_key_store_from_a_missing_one_before_anything_is_encrypted) {
  scratch.open();
  EXPECT_EQ(open_with(nullptr), "keys_missing");
  EXPECT_EQ(open_with(other_keys()), "keys_wrong");
  EXPECT_EQ(open_with(scratch.keys()), "opened");
}

// What stands in the database, without keys.
TEST_P(Encrypted, holds_no_secret_of_an_account_and_no_words_of_a_look) {
  auto const at = *calendar::parse_instant("2026-04-01T12:00:00Z");
  std::string const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", invited = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  std::string const address = "anna@region.test";
  std::string const reason = "hon ligger medvetslos";
  {
    auto const store = scratch.open();
    auto& accounts = store->accounts();
    accounts.add({.id = "a1", .name = address, .authority = "soc", .staff = "s1", .code_secret = secret, .made = at});
    accounts.open({.hash = "h1", .account = "a1", .opened = at, .subject = "sub-anna", .provider_session = "sid-anna"});
    accounts.add({.id = "a2", .name = "bo", .authority = "soc", .staff = "s2", .made = at});
    accounts.invite({"i2", "a2", at, invited});
    auto chain = store->looks().open_chain("soc");
    journal::LookEntry entry{.chain = chain.number, .seq = 1, .authority = "soc", .at = at};
    entry.look = {.who = "s1", .action = "read", .object_class = "notes", .reason = reason};
    store->looks().encrypt(entry);
    entry.content = journal::to_json(entry.look);
    journal::seal(entry, chain, {});
    store->looks().append(std::span(&entry, 1));
  }
  auto const columns = {"select code_secret from account where id = 'a1'", "select code_secret from invitation",
                        "select content from look", "select name from account where id = 'a1'"};
  for (auto const* column : columns) {
    auto const stands = scratch.alter(column);
    EXPECT_NE(stands.find("encrypted:"), std::string::npos) << stands;
    for (auto const& words : {secret, invited, reason}) EXPECT_EQ(stands.find(words), std::string::npos) << column;
  }
  auto const rotating = *keys::KeyStore::open(scratch.key_file());
  ASSERT_TRUE(rotating->add_generation());
  scratch.open({.keys = rotating})->renew_keys([](std::uint64_t) {});
  ASSERT_TRUE(rotating->forget_before(rotating->newest()));
  auto const store = scratch.open({.keys = *keys::KeyStore::open(scratch.key_file())});
  EXPECT_EQ(store->accounts().account("a1")->code_secret, secret);
  EXPECT_EQ(store->accounts().accounts_named({}, address).at(0).code_secret, secret);
  EXPECT_EQ(store->accounts().invitation("i2")->code_secret, invited);
  EXPECT_EQ(store->looks().looks({.authority = "soc"}, 1, {}).at(0).look.reason, reason);
  EXPECT_EQ(store->accounts().accounts_of("soc").front().name, address);
  // Another account's secret is of no use here.
  scratch.alter("update account set code_secret = (select code_secret from account where id = 'a1') where id = 'a2'");
  EXPECT_THROW(store->accounts().account("a2"), app::StoreDamaged);
  Scratch copy(GetParam());
  auto const restored = copy.open({.keys = *keys::KeyStore::open(scratch.key_file())});
  auto const transaction = restored->begin();
  transaction->copy_looks(store->looks());
  transaction->commit();
  EXPECT_EQ(restored->looks().looks({.authority = "soc"}, 1, {}).at(0).look.reason, reason);
  auto const file = fs::path(scratch.key_file()).parent_path() / "looks";
  export_looks(*store, file);
  std::ostringstream exported;
  exported << std::ifstream(file).rdbuf();
  EXPECT_EQ(exported.str().find(reason), std::string::npos);
  Scratch moved(GetParam());
  auto const by_file = moved.open({.keys = *keys::KeyStore::open(scratch.key_file())});
  EXPECT_EQ(import_looks(*by_file, file), 1U);
  EXPECT_EQ(by_file->looks().looks({.authority = "soc"}, 1, {}).at(0).look.reason, reason);
}

TEST_P(Encrypted, are_the_names_of_accounts_that_an_earlier_version_wrote) {
  scratch.open()->accounts().add({.id = "a1", .name = "anna@region.test", .authority = "soc", .staff = "s1"});
  scratch.alter("update account set name = 'anna@region.test', known_by = ''");
  auto const store = scratch.open();
  EXPECT_EQ(store->accounts().accounts_named({}, "anna@region.test").at(0).name, "anna@region.test");
  EXPECT_EQ(scratch.alter("select name from account").find("anna"), std::string::npos);
}

TEST(KeyFile, is_made_with_a_new_database_and_missed_with_an_old_one) {
  auto made = (fs::temp_directory_path() / "overens-XXXXXX").string();
  ASSERT_NE(::mkdtemp(made.data()), nullptr);
  auto const where = (fs::path(made) / "overens.db").string();
  auto const file = usual_key_file(where);
  EXPECT_EQ(file, fs::path(made) / "keys" / "overens.keys");
  {
    auto const store = open_with_keys(where, {});
    ASSERT_TRUE(store);
    auto entry = Sample().entries(2, 1)[1];
    entry.seq = 1;
    auto transaction = (*store)->begin();
    transaction->encrypt(entry, {entry.stream});
    EXPECT_FALSE(entry.encrypted.empty());
    journal::seal(entry, {entry.stream}, {});
    transaction->append(std::span(&entry, 1));
    transaction->commit();
  }
  EXPECT_TRUE(open_with_keys(where, {}));
  fs::rename(file, file.string() + ".away");
  auto const missed = open_with_keys(where, {});
  ASSERT_FALSE(missed);
  EXPECT_EQ(missed.error().code, "keys_missing");
  EXPECT_FALSE(fs::exists(file));
  EXPECT_TRUE(open_with_keys(where, {}, {.open = Open::inspect})) << "to be verified";
  EXPECT_TRUE(open_with_keys(where, file.string() + ".away"));
  fs::remove_all(made);
}

INSTANTIATE_TEST_SUITE_P(Databases, Encrypted, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::store
