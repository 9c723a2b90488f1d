#include "account/secret.hpp"

#include <stdexcept>

#include <sodium.h>

namespace overens::account {
namespace {

constexpr std::size_t bytes_of_chance = 32;

void start_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium can't start");
}

unsigned char const* bytes_of(std::string_view word) {
  return reinterpret_cast<unsigned char const*>(word.data());
}

}  // namespace

std::string make_secret() {
  start_sodium();
  unsigned char drawn[bytes_of_chance];
  randombytes_buf(drawn, sizeof drawn);
  constexpr int form = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string word(sodium_base64_ENCODED_LEN(sizeof drawn, form), '\0');
  sodium_bin2base64(word.data(), word.size(), drawn, sizeof drawn, form);
  word.pop_back();  // the zero at its end
  return word;
}

std::string hash_of(std::string_view secret, std::string_view key) {
  start_sodium();
  unsigned char hashed[crypto_generichash_BYTES];
  crypto_generichash(hashed, sizeof hashed, bytes_of(secret), secret.size(), key.empty() ? nullptr : bytes_of(key),
                     key.size());
  std::string word(2 * sizeof hashed + 1, '\0');
  sodium_bin2hex(word.data(), word.size(), hashed, sizeof hashed);
  word.pop_back();
  return word;
}

bool same(std::string_view one, std::string_view other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace overens::account
