#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "app/ports/look_store.hpp"
#include "keys/key_store.hpp"
#include "store/pool.hpp"

namespace overens::store {

using app::KeptKey;

/// Encrypts words that stand in no stream: each kind of them by a key of its own, which is kept wrapped in the
/// database. Without a key store they stand in the open. Used by many threads.
class KeptKeys {
 public:
  /// The pools must outlive it.
  KeptKeys(std::shared_ptr<keys::KeyStore> keys, Pool& readers, Pool& writers)
      : keys_(std::move(keys)), readers_(readers), writers_(writers) {}

  /// For a place, which is not kept with it. What is empty stays so.
  std::string encrypt(std::string const& name, std::string const& owner, std::string_view place,
                      std::string const& words);
  /// Without a key store as it stands. Throws app::StoreDamaged when it can't be opened by the keys that are here.
  std::string decrypt(std::string const& name, std::string const& owner, std::string_view place,
                      std::string const& kept);

  /// The same while a database is being opened, by its connection.
  std::string encrypt_for(Connection& connection, std::string const& name, std::string const& owner,
                          std::string_view place, std::string const& words) const;
  /// A keyed hash by which something is found again; without a key store the words themselves.
  std::string recognised_by(std::string const& words) const;

  /// Sees to it that there is a key, by which another key store is told from the right one, also where nothing has been
  /// encrypted yet.
  static void mark(Connection& connection, keys::KeyStore& keys);

 private:
  keys::Key key(std::string const& name, std::string const& owner);

  std::shared_ptr<keys::KeyStore> keys_;
  Pool& readers_;
  Pool& writers_;
  std::mutex mutex_;
  std::map<std::string, keys::Key> known_;  ///< a key is wrapped anew, and never another
};

/// What encrypts the names and secrets of accounts.
inline constexpr char const* key_of_accounts = "accounts";

std::vector<KeptKey> read_kept_keys(Connection& connection);
/// In the place of those of the same name.
void put_kept_keys(Connection& connection, std::vector<KeptKey> const& all);

}  // namespace overens::store
