#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/refusal.hpp"
#include "keys/encryption.hpp"

namespace overens::keys {

/// The keys that everything else is opened by, in a file of its own: apart from the database and from its backups,
/// since whoever has both can read everything, and whoever loses this can read nothing. In the database stands, for
/// each stream, a key that is encrypted ("wrapped") by its authority's key, which follows from a root key here. A root
/// key is replaced by a newer generation: then the streams' keys are wrapped anew, and what they have encrypted stays
/// as it is.
///
/// Used by many threads, and by several processes on one file: what another process has changed in it is seen before
/// the next key is made.
class KeyStore {
 public:
  /// Makes the file with its first root key, readable by its owner only, and the folder that it is to lie in. Refused
  /// with `keys_there` when there is such a file, and `keys_unwritable`.
  static base::Expected<void> create(std::filesystem::path const& file);
  /// Refused with `keys_missing`, `keys_damaged` (something else than keys, or not as they were written) and
  /// `keys_open_to_others` (others than its owner can read it).
  static base::Expected<std::shared_ptr<KeyStore>> open(std::filesystem::path const& file);

  /// A new key by chance, wrapped for an authority and what it is to open. Nothing: the file has been changed, and
  /// can't be read any more.
  std::optional<std::string> new_key(std::string_view authority, std::string_view opens);
  /// Nothing: it was wrapped by keys that are not here, for something else, or has been altered.
  std::optional<Key> unwrap(std::string_view wrapped, std::string_view authority, std::string_view opens);
  /// The same key wrapped by the newest root key; nothing as unwrap().
  std::optional<std::string> rewrap(std::string_view wrapped, std::string_view authority, std::string_view opens);

  /// A keyed hash of words, in hexadecimal, that stays the same whatever root keys come and go: what is written down to
  /// be recognised tells nothing to whoever lacks the key.
  std::string recognised_by(std::string_view words) const;

  /// By which generation of the root key it was wrapped; 0: it is no wrapped key.
  static std::uint32_t generation_of(std::string_view wrapped);
  /// It is as it was written, as far as that can be told without the root key.
  static bool is_whole(std::string_view wrapped);
  std::uint32_t newest() const;
  std::uint32_t oldest() const;
  /// Adds a root key. From then on it is the one that wraps. Refused with `keys_unwritable`.
  base::Expected<std::uint32_t> add_generation();
  /// Forgets those before a generation. What they wrapped can't be opened any more. Refused with `keys_unwritable`.
  base::Expected<void> forget_before(std::uint32_t generation);

 private:
  /// By their generation, from 1; at 0 the key of recognised_by(), which is never replaced.
  using Keys = std::map<std::uint32_t, Key>;

  KeyStore(std::filesystem::path file, Keys keys) : file_(std::move(file)), keys_(std::move(keys)) {}
  static base::Expected<Keys> read(std::filesystem::path const& file);
  /// Whole or not at all, and in the hands of whoever had it before.
  enum class Place { of_nothing, of_the_earlier };
  static base::Expected<void> write(std::filesystem::path const& file, Keys const& keys, Place place);
  /// Reads the file again when it has been written since. False: it can't be read. With the lock held.
  bool follow_file();
  /// The root key of a generation; looks in the file once more when it is not known.
  std::optional<Key> root(std::uint32_t generation);
  /// Changes the file, alone among all processes.
  base::Expected<void> change(std::function<void(Keys&)> const& how);

  std::filesystem::path file_;
  mutable std::mutex mutex_;
  Keys keys_;
  std::filesystem::file_time_type written_ = {};  ///< when the file was that was read last
};

}  // namespace overens::keys
