#include "server/sessions.hpp"

#include <stdexcept>

#include <sodium.h>

namespace overens::server {
namespace {

constexpr std::size_t bytes_of_chance = 32;

unsigned char* bytes(std::string& word) {
  return reinterpret_cast<unsigned char*>(word.data());
}
unsigned char const* bytes(std::string_view word) {
  return reinterpret_cast<unsigned char const*>(word.data());
}

std::string chance() {
  std::string drawn(bytes_of_chance, '\0');
  randombytes_buf(drawn.data(), drawn.size());
  return drawn;
}

std::string as_word(std::string const& drawn) {
  constexpr int form = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string word(sodium_base64_encoded_len(drawn.size(), form), '\0');
  sodium_bin2base64(word.data(), word.size(), bytes(drawn), drawn.size(), form);
  word.pop_back();  // the zero at its end
  return word;
}

std::string hash(std::string_view word, std::string_view key = {}) {
  std::string hashed(crypto_generichash_BYTES, '\0');
  crypto_generichash(bytes(hashed), hashed.size(), bytes(word), word.size(), key.empty() ? nullptr : bytes(key),
                     key.size());
  return hashed;
}

}  // namespace

Sessions::Sessions(Clock clock) : clock_(std::move(clock)) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium can't start");
  key_ = chance();
}

std::string Sessions::invite(access::Actor actor) {
  auto const secret = as_word(chance());
  std::lock_guard const lock(mutex_);
  invitations_[hash(secret)] = {std::move(actor), clock_()};
  return secret;
}

std::optional<std::string> Sessions::open(std::string_view secret) {
  std::lock_guard const lock(mutex_);
  auto const now = clock_();
  forget_old(now);
  auto const invited = invitations_.extract(hash(secret));
  if (invited.empty()) return std::nullopt;
  auto id = as_word(chance());
  open_[hash(id)] = {std::move(invited.mapped().actor), now, now};
  return id;
}

std::optional<access::Session> Sessions::find(std::string_view id) {
  std::lock_guard const lock(mutex_);
  auto const now = clock_();
  forget_old(now);
  auto const found = open_.find(hash(id));
  if (found == open_.end()) return std::nullopt;
  found->second.used = now;
  return access::Session{found->second.actor, as_word(hash(id, key_))};
}

void Sessions::close(std::string_view id) {
  std::lock_guard const lock(mutex_);
  open_.erase(hash(id));
}

void Sessions::forget_old(calendar::Instant now) {
  std::erase_if(invitations_, [&](auto const& one) { return now - one.second.made > invitation_lasts; });
  std::erase_if(open_, [&](auto const& one) {
    return now - one.second.used > longest_idle || now - one.second.opened > longest;
  });
}

}  // namespace overens::server
