#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "journal/entry.hpp"
#include "keys/key_store.hpp"
#include "store/connection.hpp"

namespace overens::store {

/// The streams whose wrapped key is not as it was written; at most a hundred.
std::vector<std::string> streams_with_altered_keys(Connection& connection);

/// What the key of a person, by their name, is wrapped for.
std::string opens_person(std::string const& name);

/// What is kept encrypted, and how. Encrypted is the data of what is not shared by the parties: what individuals have
/// told and been told, and an authority's own staff. Each stream has a key of its own, wrapped by its owner's. What an
/// entry encrypts belongs to its place in the stream, and can't be opened in another.
class Encryption {
 public:
  /// nullptr: nothing is encrypted any more, and what is can't be opened.
  explicit Encryption(std::shared_ptr<keys::KeyStore> keys) : keys_(std::move(keys)) {}

  /// As app::Transaction::encrypt().
  void encrypt(journal::Entry& entry, journal::Head const& head) const;
  /// Opens what is encrypted; without keys it stays closed. Throws app::StoreDamaged when it can't be opened by these.
  void decrypt(journal::Entry& entry) const;
  std::vector<journal::Entry> decrypted(std::vector<journal::Entry> entries) const;

  /// As app::Store::recognised_by().
  std::string recognised_by(std::string const& words) const;

  /// Refused with `keys_missing` and `keys_wrong` when something in the database is encrypted by keys that are not
  /// here.
  base::Expected<void> fits(Connection& connection) const;
  struct Renewed {
    std::uint64_t wrapped = 0;
    std::uint64_t seen = 0;
    std::string last = {};  ///< the last that was seen; empty: there are no more
  };
  /// What has a key of its own.
  enum class Keyed { streams, persons };
  /// Wraps anew those of the next `most` streams, or persons, after a name that an earlier root key wraps.
  Renewed renew(Connection& connection, Keyed which, std::string const& after, std::size_t most) const;

 private:
  std::shared_ptr<keys::KeyStore> keys_;
};

}  // namespace overens::store
