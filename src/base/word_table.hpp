#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace overens::base {

/// A fixed set of short words, each with a number, for words looked up for every line of a large file: open addressing
/// on a cheap hash of the word's length and a few of its letters.
class WordTable {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  WordTable() : slots_(4) {}

  void add(std::string_view word, std::uint32_t number) {
    if (++count_ * 4 > slots_.size()) grow();
    place({std::string(word), number});
  }
  std::uint32_t find(std::string_view word) const {
    for (auto at = hash(word);; ++at) {
      auto const& slot = slots_[at & (slots_.size() - 1)];
      if (slot.number == none || slot.word == word) return slot.number;
    }
  }
  /// Every word, in no particular order.
  std::vector<std::string> words() const {
    std::vector<std::string> all;
    for (auto const& slot : slots_) {
      if (slot.number != none) all.push_back(slot.word);
    }
    return all;
  }

 private:
  struct Slot {
    std::string word;
    std::uint32_t number = none;
  };

  static std::size_t hash(std::string_view s) {
    if (s.empty()) return 0;
    auto const letter = [s](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(s[i])); };
    auto const n = s.size();
    return (n * 0x9E3779B1U) ^ (letter(0) * 0x85EBCA6BU) ^ (letter(n / 2) * 0xC2B2AE35U) ^
           (letter(n - 1) * 0x27D4EB2FU) ^ (letter(n / 3) * 0x165667B1U) ^ (letter(n - n / 4 - 1) * 0x51ED270BU);
  }
  void place(Slot slot) {
    auto at = hash(slot.word);
    while (slots_[at & (slots_.size() - 1)].number != none) ++at;
    slots_[at & (slots_.size() - 1)] = std::move(slot);
  }
  void grow() {
    auto const before = std::move(slots_);
    slots_ = std::vector<Slot>(before.size() * 2);
    for (auto const& slot : before) {
      if (slot.number != none) place(slot);
    }
  }

  std::vector<Slot> slots_;
  std::size_t count_ = 0;
};

}  // namespace overens::base
