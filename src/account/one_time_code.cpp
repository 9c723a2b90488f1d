#include "account/one_time_code.hpp"

#include <cstdlib>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <liboath/oath.h>
#include <sodium.h>

namespace overens::account {
namespace {

constexpr std::int64_t seconds_a_step = 30;
constexpr unsigned digits = 6;
constexpr std::size_t bytes_of_secret = 20;

void check(int result) {
  if (result != OATH_OK) throw std::runtime_error(oath_strerror(result));
}

// What a C library has allocated.
struct FreeWord {
  void operator()(char* p) const { free(p); }
};
using OwnedWord = std::unique_ptr<char, FreeWord>;

std::string from_base32(std::string_view word) {
  char* bytes = nullptr;
  std::size_t size = 0;
  check(oath_base32_decode(word.data(), word.size(), &bytes, &size));
  OwnedWord const owned(bytes);
  return {bytes, size};
}

std::string code_of(std::string const& key, std::int64_t step) {
  char code[digits + 1] = {};
  check(oath_hotp_generate(key.data(), key.size(), static_cast<std::uint64_t>(step), digits, false,
                           OATH_HOTP_DYNAMIC_TRUNCATION, code));
  return code;
}

std::int64_t step_at(calendar::Instant at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count() / seconds_a_step;
}

std::string percent(std::string_view words) {
  std::string encoded;
  for (auto const c : words) {
    auto const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

}  // namespace

std::string code_secret(std::string_view chance) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium can't start");
  constexpr std::string_view use = "one-time codes";
  unsigned char bytes[bytes_of_secret];
  crypto_generichash(bytes, sizeof bytes, reinterpret_cast<unsigned char const*>(chance.data()), chance.size(),
                     reinterpret_cast<unsigned char const*>(use.data()), use.size());
  char* word = nullptr;
  std::size_t size = 0;
  check(oath_base32_encode(reinterpret_cast<char const*>(bytes), sizeof bytes, &word, &size));
  OwnedWord const owned(word);
  return {word, size};
}

std::string code_address(std::string_view secret, std::string_view account_name, std::string_view site) {
  return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}", percent(site), percent(account_name), secret);
}

std::optional<std::int64_t> step_of(std::string_view code, std::string_view secret, calendar::Instant now,
                                    std::int64_t last) {
  std::string written;
  for (auto const c : code) {
    if (c != ' ') written += c;
  }
  if (written.size() != digits) return std::nullopt;
  auto const key = from_base32(secret);
  auto const middle = step_at(now);
  std::optional<std::int64_t> found;
  for (auto step = middle - 1; step <= middle + 1; ++step) {
    auto const right = code_of(key, step);
    if (step > last && sodium_memcmp(right.data(), written.data(), digits) == 0) found = step;
  }
  return found;
}

std::string code_at(std::string_view secret, calendar::Instant at) {
  return code_of(from_base32(secret), step_at(at));
}

}  // namespace overens::account
