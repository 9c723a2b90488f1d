#include "keys/encryption.hpp"

#include <cstring>
#include <stdexcept>

#include <sodium.h>

namespace overens::keys {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(Key::size == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(Key::size == crypto_generichash_BYTES);

unsigned char const* bytes_in(std::string_view text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}
unsigned char* bytes_in(std::string& text, std::size_t from) {
  return reinterpret_cast<unsigned char*>(text.data()) + from;
}

}  // namespace

Key Key::make() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium can't be used on this machine");
  Key key;
  randombytes_buf(key.bytes_.data(), size);
  return key;
}

std::optional<Key> Key::from(std::string_view bytes) {
  if (bytes.size() != size) return std::nullopt;
  Key key;
  std::memcpy(key.bytes_.data(), bytes.data(), size);
  return key;
}

Key::~Key() {
  sodium_memzero(bytes_.data(), size);
}

Key Key::derived(std::string_view name) const {
  Key key;
  crypto_generichash(key.bytes_.data(), size, bytes_in(name), name.size(), bytes_.data(), size);
  return key;
}

std::string encrypt(Key const& key, std::string_view plain, std::string_view belongs_to) {
  std::string encrypted(nonce_size + plain.size() + tag_size, '\0');
  randombytes_buf(encrypted.data(), nonce_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_in(encrypted, nonce_size), nullptr, bytes_in(plain), plain.size(),
                                             bytes_in(belongs_to), belongs_to.size(), nullptr, bytes_in(encrypted),
                                             bytes_in(key.bytes()));
  return encrypted;
}

std::optional<std::string> decrypt(Key const& key, std::string_view encrypted, std::string_view belongs_to) {
  if (encrypted.size() < nonce_size + tag_size) return std::nullopt;
  std::string plain(encrypted.size() - nonce_size - tag_size, '\0');
  auto const rest = encrypted.substr(nonce_size);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_in(plain, 0), nullptr, nullptr, bytes_in(rest), rest.size(),
                                                 bytes_in(belongs_to), belongs_to.size(), bytes_in(encrypted),
                                                 bytes_in(key.bytes())) != 0)
    return std::nullopt;
  return plain;
}

}  // namespace overens::keys
