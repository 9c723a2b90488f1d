#include "account/base64url.hpp"

#include <sodium.h>

namespace overens::account {
namespace {

std::string encoded(std::string_view bytes, int form) {
  std::string word(sodium_base64_encoded_len(bytes.size(), form), '\0');
  sodium_bin2base64(word.data(), word.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(), form);
  word.pop_back();  // the zero at its end
  return word;
}

}  // namespace

std::optional<std::string> decode_base64url(std::string_view word) {
  std::string bytes(word.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  auto* const to = reinterpret_cast<unsigned char*>(bytes.data());
  constexpr int form = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  if (sodium_base642bin(to, bytes.size(), word.data(), word.size(), nullptr, &size, nullptr, form) != 0) return {};
  bytes.resize(size);
  return bytes;
}

std::string encode_base64url(std::string_view bytes) {
  return encoded(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string encode_base64(std::string_view bytes) {
  return encoded(bytes, sodium_base64_VARIANT_ORIGINAL);
}

}  // namespace overens::account
