#include <atomic>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keys/key_store.hpp"

namespace overens::keys {
namespace {

namespace fs = std::filesystem;

TEST(Encryption, gives_back_what_was_encrypted) {
  auto const key = Key::make();
  for (auto const& plain : {std::string(), std::string("a"), std::string(100'000, 'x'), std::string("\0\1\xff", 3)})
    EXPECT_EQ(decrypt(key, encrypt(key, plain, "here"), "here"), plain);
}

TEST(Encryption, opens_nothing_that_is_altered_or_belongs_elsewhere) {
  auto const key = Key::make();
  auto const encrypted = encrypt(key, "a secret", "here");
  EXPECT_FALSE(decrypt(key, encrypted, "there"));
  EXPECT_FALSE(decrypt(Key::make(), encrypted, "here"));
  for (std::size_t i = 0; i < encrypted.size(); ++i) {
    auto altered = encrypted;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    EXPECT_FALSE(decrypt(key, altered, "here")) << i;
    EXPECT_FALSE(decrypt(key, encrypted.substr(0, i), "here")) << i;
  }
}

TEST(Encryption, is_another_each_time) {
  auto const key = Key::make();
  EXPECT_NE(encrypt(key, "a secret", "here"), encrypt(key, "a secret", "here"));
}

struct KeyStores : testing::Test {
  KeyStores() {
    auto made = (fs::temp_directory_path() / "overens-keys-XXXXXX").string();
    if (::mkdtemp(made.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder = made;
    file = folder / "kept" / "overens.keys";
    if (!KeyStore::create(file)) throw std::runtime_error("no key store");
  }
  ~KeyStores() override { fs::remove_all(folder); }

  std::string content() const {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
  }
  std::string refused() const {
    auto const opened = KeyStore::open(file);
    return opened ? "opened" : opened.error().code;
  }

  fs::path folder, file;
};

TEST_F(KeyStores, open_what_they_wrapped_and_nothing_else) {
  auto const keys = *KeyStore::open(file);
  auto const wrapped = *keys->new_key("soc", "soc:case-1");
  auto const key = keys->unwrap(wrapped, "soc", "soc:case-1");
  ASSERT_TRUE(key);
  EXPECT_EQ((*KeyStore::open(file))->unwrap(wrapped, "soc", "soc:case-1")->bytes(), key->bytes());
  EXPECT_FALSE(keys->unwrap(wrapped, "hsn", "soc:case-1"));
  EXPECT_FALSE(keys->unwrap(wrapped, "soc", "soc:case-2"));
  EXPECT_TRUE(KeyStore::is_whole(wrapped));
  for (std::size_t i = 0; i < wrapped.size(); ++i) {
    auto altered = wrapped;
    altered[i] = static_cast<char>(altered[i] ^ 4);
    EXPECT_FALSE(keys->unwrap(altered, "soc", "soc:case-1")) << i;
    EXPECT_FALSE(KeyStore::is_whole(altered)) << i;
  }
  EXPECT_FALSE(keys->unwrap("", "soc", "soc:case-1"));
}

TEST_F(KeyStores, of_another_open_nothing) {
  auto const other = folder / "other";
  ASSERT_TRUE(KeyStore::create(other));
  auto const wrapped = *(*KeyStore::open(file))->new_key("soc", "s");
  EXPECT_FALSE((*KeyStore::open(other))->unwrap(wrapped, "soc", "s"));
}

TEST_F(KeyStores, are_readable_by_their_owner_only) {
  struct stat status {};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  ASSERT_EQ(::stat(file.parent_path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0700U);
  for (auto const mode : {0640U, 0604U, 0620U}) {
    ASSERT_EQ(::chmod(file.c_str(), mode), 0);
    EXPECT_EQ(refused(), "keys_open_to_others") << mode;
  }
}

TEST_F(KeyStores, say_of_another_file_only_that_it_is_none) {
  std::ofstream(file, std::ios::trunc) << "root:x:0:0";
  ASSERT_EQ(::chmod(file.c_str(), 0644), 0);
  EXPECT_EQ(refused(), "keys_damaged");
}

TEST_F(KeyStores, are_made_once) {
  auto const before = content();
  auto const again = KeyStore::create(file);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "keys_there");
  EXPECT_EQ(content(), before);
}

TEST_F(KeyStores, that_are_not_as_they_were_written_are_refused) {
  auto const good = content();
  for (auto const& bad :
       {std::string(), std::string("x"), good.substr(0, good.size() / 2), good.substr(0, good.size() - 2),
        good + good.substr(good.find('\n') + 1), "\n" + good, good + "x"}) {
    std::ofstream(file, std::ios::trunc) << bad;
    EXPECT_EQ(refused(), "keys_damaged") << bad.size();
  }
  auto digit = good;
  digit[good.find(' ', 16) + 3] ^= 1;
  std::ofstream(file, std::ios::trunc) << digit;
  EXPECT_EQ(refused(), "keys_damaged");
  fs::remove(file);
  EXPECT_EQ(refused(), "keys_missing");
}

TEST_F(KeyStores, wrap_anew_without_changing_what_is_wrapped) {
  auto const keys = *KeyStore::open(file);
  auto const wrapped = *keys->new_key("soc", "s");
  auto const key = keys->unwrap(wrapped, "soc", "s");
  ASSERT_EQ(keys->add_generation(), 2U);
  EXPECT_EQ(keys->unwrap(wrapped, "soc", "s")->bytes(), key->bytes());
  auto const anew = keys->rewrap(wrapped, "soc", "s");
  ASSERT_TRUE(anew);
  EXPECT_EQ(KeyStore::generation_of(wrapped), 1U);
  EXPECT_EQ(KeyStore::generation_of(*anew), 2U);
  EXPECT_EQ(keys->unwrap(*anew, "soc", "s")->bytes(), key->bytes());
  ASSERT_TRUE(keys->forget_before(2));
  EXPECT_EQ(keys->oldest(), 2U);
  EXPECT_FALSE(keys->unwrap(wrapped, "soc", "s"));
  EXPECT_TRUE(keys->unwrap(*anew, "soc", "s"));
  ASSERT_TRUE(keys->forget_before(9));
  EXPECT_TRUE(keys->unwrap(*anew, "soc", "s")) << "the last one is never forgotten";
}

TEST_F(KeyStores, find_what_another_process_has_added) {
  auto const one = *KeyStore::open(file);
  auto const other = *KeyStore::open(file);
  ASSERT_EQ(other->add_generation(), 2U);
  auto const wrapped = *other->new_key("soc", "s");
  EXPECT_TRUE(one->unwrap(wrapped, "soc", "s"));
  EXPECT_EQ(one->newest(), 2U);
}

TEST_F(KeyStores, make_no_key_by_what_can_not_be_read_any_more) {
  auto const keys = *KeyStore::open(file);
  ASSERT_TRUE(keys->new_key("soc", "s"));
  std::ofstream(file, std::ios::trunc) << "something else";
  fs::last_write_time(file, fs::last_write_time(file) + std::chrono::seconds(5));
  EXPECT_FALSE(keys->new_key("soc", "s"));
}

TEST_F(KeyStores, are_made_by_one_of_many) {
  auto const other = folder / "several" / "keys";
  std::atomic<int> made = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) threads.emplace_back([&] { made += KeyStore::create(other) ? 1 : 0; });
  }
  EXPECT_EQ(made, 1);
}

TEST_F(KeyStores, stay_with_their_owner) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  ASSERT_EQ(::chown(file.c_str(), 12345, 23456), 0);
  ASSERT_TRUE((*KeyStore::open(file))->add_generation());
  struct stat status {};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_uid, 12345U);
  EXPECT_EQ(status.st_gid, 23456U);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(KeyStores, add_one_after_another_when_several_do) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([this] {
      auto const keys = *KeyStore::open(file);
      for (int n = 0; n < 5; ++n) EXPECT_TRUE(keys->add_generation());
    });
  }
  threads.clear();
  EXPECT_EQ((*KeyStore::open(file))->newest(), 41U);
}

TEST_F(KeyStores, recognise_words_whatever_generation_it_is) {
  auto const keys = *KeyStore::open(file);
  auto const before = keys->recognised_by("a");
  EXPECT_NE(before, keys->recognised_by("b"));
  ASSERT_TRUE(keys->add_generation());
  ASSERT_TRUE(keys->forget_before(2));
  EXPECT_EQ((*KeyStore::open(file))->recognised_by("a"), before);
  ASSERT_TRUE(KeyStore::create(folder / "other"));
  EXPECT_NE((*KeyStore::open(folder / "other"))->recognised_by("a"), before);
}

}  // namespace
}  // namespace overens::keys
