#include "account/password.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <semaphore>
#include <set>

#include <sodium.h>

namespace overens::account {
namespace {

using base::text;

constexpr std::size_t fewest_characters = 12;
constexpr std::size_t most_bytes = 1024;
constexpr std::size_t fewest_different = 5;

// At most so many are hashed at once: each takes 64 MiB, and anybody may try.
constexpr std::ptrdiff_t most_at_once = 4;
class Turn {
 public:
  Turn() { free().acquire(); }
  ~Turn() { free().release(); }
  Turn(Turn const&) = delete;
  Turn& operator=(Turn const&) = delete;

 private:
  static std::counting_semaphore<most_at_once>& free() {
    static std::counting_semaphore<most_at_once> turns(most_at_once);
    return turns;
  }
};

// Of a password that nobody has: what is hashed in vain for an account that there isn't.
std::string const& hash_of_nothing() {
  static std::string const hash = hash_password("a password that nobody has");
  return hash;
}

// Characters, not bytes, of UTF-8.
std::size_t length(std::string_view words) {
  return static_cast<std::size_t>(
      std::count_if(words.begin(), words.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string lowered(std::string_view words) {
  std::string small(words);
  for (auto& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

// Without every place where `part` stands.
std::string without(std::string words, std::string_view part) {
  if (part.size() < 3) return words;
  for (auto at = words.find(part); at != std::string::npos; at = words.find(part)) words.erase(at, part.size());
  return words;
}

// Little is left when what everybody tries first has been taken away.
bool is_easy(std::string_view password, std::string_view account_name) {
  auto rest = lowered(password);
  if (std::set<char>(rest.begin(), rest.end()).size() < fewest_different) return true;
  auto const name = lowered(account_name);
  rest = without(std::move(rest), name);
  rest = without(std::move(rest), name.substr(0, name.find('@')));
  constexpr std::array tried_first = {"överens", "overens",   "lösenord",   "password",   "qwertyuiop",
                                      "qwerty",  "asdfgh",    "zxcvbn",     "sommar",     "vinter",
                                      "hemligt", "välkommen", "1234567890", "0987654321", "12345",
                                      "abcdef",  "2024",      "2025",       "2026",       "2027"};
  for (auto const* part : tried_first) rest = without(std::move(rest), part);
  return std::set<char>(rest.begin(), rest.end()).size() < fewest_different;
}

}  // namespace

base::Expected<void> may_be_chosen(std::string_view password, std::string_view account_name) {
  if (password.size() > most_bytes)
    return base::refuse("too_long", text("The password is longer than {0} characters", most_bytes));
  if (length(password) < fewest_characters) {
    return base::refuse("too_short",
                        text("Write at least {0} characters: a few words that only you put together are easy to "
                             "remember and hard to guess",
                             fewest_characters));
  }
  if (is_easy(password, account_name)) {
    return base::refuse("too_easy", text("This is among what is tried first: choose a few words that have nothing to "
                                         "do with each other or with you"));
  }
  return {};
}

std::string hash_password(std::string_view password) {
  Turn const turn;
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (sodium_init() < 0 ||
      crypto_pwhash_str(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    throw std::bad_alloc();
  return hash.data();
}

bool is_password(std::string_view password, std::string const& hash) {
  auto const is_it = [&](std::string const& of) {
    Turn const turn;
    return crypto_pwhash_str_verify(of.c_str(), password.data(), password.size()) == 0;
  };
  if (!hash.empty()) return is_it(hash);
  is_it(hash_of_nothing());
  return false;
}

}  // namespace overens::account
