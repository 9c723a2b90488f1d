#include "store/kept_keys.hpp"

#include "account/base64url.hpp"

namespace overens::store {
namespace {

// No secret and no reason begins so.
constexpr std::string_view encrypted_word = "encrypted:";

constexpr Statement all_kept_keys{"select name, owner, key from kept_key order by name"};
constexpr Statement kept_key_by_name{"select owner, key from kept_key where name = ?1", 1};
constexpr Statement add_kept_key{"insert into kept_key (name, owner, key) values (?1, ?2, ?3) on conflict do nothing",
                                 3};
constexpr Statement put_kept_key{
    "insert into kept_key (name, owner, key) values (?1, ?2, ?3) on conflict (name) do update set key = excluded.key",
    3};

SqlValue as_sql_bytes(std::string const& bytes) {
  return std::as_bytes(std::span(bytes));
}

std::string wrapped_key(Connection& connection, std::string const& name) {
  std::string found;
  SqlValue const values[] = {name};
  connection.read(kept_key_by_name, values, [&](std::size_t, SqlRow row) { found = row[1].bytes(); });
  return found;
}

std::string encrypted_by(keys::Key const& key, std::string_view place, std::string const& words) {
  return std::string(encrypted_word) + account::encode_base64url(keys::encrypt(key, words, place));
}

void make_key(Connection& connection, keys::KeyStore& keys, std::string const& name, std::string const& owner) {
  auto const made = keys.new_key(owner, name);
  if (!made) throw app::StoreFailed("the key store has been changed, and can't be read");
  SqlValue const values[] = {name, owner, as_sql_bytes(*made)};
  connection.write(add_kept_key, values);
}

}  // namespace

std::vector<KeptKey> read_kept_keys(Connection& connection) {
  std::vector<KeptKey> all;
  connection.read(all_kept_keys, {}, [&](std::size_t, SqlRow row) {
    all.push_back({std::string(row[0].bytes()), std::string(row[1].bytes()), std::string(row[2].bytes())});
  });
  return all;
}

void put_kept_keys(Connection& connection, std::vector<KeptKey> const& all) {
  std::vector<SqlValue> rows;
  for (auto const& one : all) rows.insert(rows.end(), {one.name, one.owner, as_sql_bytes(one.key)});
  connection.write(put_kept_key, rows);
}

void KeptKeys::mark(Connection& connection, keys::KeyStore& keys) {
  if (!wrapped_key(connection, key_of_accounts).empty()) return;
  in_transaction(connection, &Connection::begin_writing, [&](Connection& c) {
    make_key(c, keys, key_of_accounts, {});
    return true;
  });
}

keys::Key KeptKeys::key(std::string const& name, std::string const& owner) {
  std::lock_guard const lock(mutex_);
  if (auto const found = known_.find(name); found != known_.end()) return found->second;
  auto wrapped = readers_.with([&](Connection& c) { return wrapped_key(c, name); });
  if (wrapped.empty()) {
    // Another server may be faster: then it is that one's.
    wrapped = in_transaction(writers_, &Connection::begin_writing, [&](Connection& c) {
      make_key(c, *keys_, name, owner);
      return wrapped_key(c, name);
    });
  }
  auto const key = keys_->unwrap(wrapped, owner, name);
  if (!key) throw app::StoreDamaged("a key can't be opened with the keys that are here");
  return known_.emplace(name, *key).first->second;
}

std::string KeptKeys::recognised_by(std::string const& words) const {
  return keys_ == nullptr ? words : keys_->recognised_by(words);
}

std::string KeptKeys::encrypt_for(Connection& connection, std::string const& name, std::string const& owner,
                                  std::string_view place, std::string const& words) const {
  if (keys_ == nullptr || words.empty()) return words;
  auto const key = keys_->unwrap(wrapped_key(connection, name), owner, name);
  if (!key) throw app::StoreDamaged("a key can't be opened with the keys that are here");
  return encrypted_by(*key, place, words);
}

std::string KeptKeys::encrypt(std::string const& name, std::string const& owner, std::string_view place,
                              std::string const& words) {
  if (keys_ == nullptr || words.empty()) return words;
  return encrypted_by(key(name, owner), place, words);
}

std::string KeptKeys::decrypt(std::string const& name, std::string const& owner, std::string_view place,
                              std::string const& kept) {
  if (keys_ == nullptr || !kept.starts_with(encrypted_word)) return kept;
  auto const encrypted = account::decode_base64url(std::string_view(kept).substr(encrypted_word.size()));
  auto words = encrypted ? keys::decrypt(key(name, owner), *encrypted, place) : std::nullopt;
  if (!words) throw app::StoreDamaged("something can't be opened with the keys that are here");
  return std::move(*words);
}

}  // namespace overens::store
