#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace overens::keys {

/// 256 bits that open something. Wiped when it is gone.
class Key {
 public:
  static constexpr std::size_t size = 32;

  /// By chance.
  static Key make();
  /// Nothing when there are not `size` bytes.
  static std::optional<Key> from(std::string_view bytes);

  Key(Key const&) = default;
  Key& operator=(Key const&) = default;
  ~Key();

  /// Another key that follows from this one and a name, and tells nothing of it: BLAKE2b-256 of the name, keyed.
  Key derived(std::string_view name) const;
  std::string_view bytes() const { return {reinterpret_cast<char const*>(bytes_.data()), size}; }

 private:
  Key() = default;

  std::array<unsigned char, size> bytes_ = {};
};

/// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha, as libsodium has it) with a nonce by chance: 24 bytes of nonce, what
/// was encrypted, 16 bytes that show whether it is as it was. `belongs_to` is not kept, and must be the same to
/// decrypt: what has been moved to another place is not opened there.
std::string encrypt(Key const& key, std::string_view plain, std::string_view belongs_to);
/// Nothing when it was encrypted by another key, belongs to something else, or has been altered.
std::optional<std::string> decrypt(Key const& key, std::string_view encrypted, std::string_view belongs_to);

}  // namespace overens::keys
