#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace overens::obligation {

/// A list that grows by blocks: what is in it never moves, and growing never needs twice the memory.
template <class T>
class Blocks {
 public:
  static constexpr std::uint32_t block = 1U << 12U;

  std::uint32_t add(T value) {
    if (size_ % block == 0) blocks_.push_back(std::make_unique<T[]>(block));
    blocks_.back()[size_ % block] = std::move(value);
    return size_++;
  }
  T& operator[](std::uint32_t i) { return blocks_[i / block][i % block]; }
  T const& operator[](std::uint32_t i) const { return blocks_[i / block][i % block]; }
  std::uint32_t size() const { return size_; }
  std::size_t bytes() const { return blocks_.size() * block * sizeof(T); }

 private:
  std::vector<std::unique_ptr<T[]>> blocks_;
  std::uint32_t size_ = 0;
};

/// Many lists of numbers that grow side by side, each in blocks of one cache line: adding touches only the end of one list.
class Lists {
 public:
  /// Makes a new, empty list.
  std::uint32_t make() { return ends_.add({}); }
  void add(std::uint32_t list, std::uint32_t value) {
    auto& end = ends_[list];
    if (end.used == Block::room || end.first == none) {
      auto const block = blocks_.add({});
      if (end.first == none) {
        end.first = block;
      } else {
        blocks_[end.last].next = block;
      }
      end.last = block;
      end.used = 0;
    }
    blocks_[end.last].values[end.used++] = value;
  }
  template <class Do>
  void each(std::uint32_t list, Do const& act) const {
    auto const& end = ends_[list];
    for (auto block = end.first; block != none; block = blocks_[block].next) {
      auto const count = block == end.last ? end.used : Block::room;
      for (std::uint32_t i = 0; i < count; ++i) act(blocks_[block].values[i]);
    }
  }
  bool empty(std::uint32_t list) const { return ends_[list].first == none; }
  std::size_t bytes() const { return ends_.bytes() + blocks_.bytes(); }

 private:
  static constexpr std::uint32_t none = UINT32_MAX;
  struct Block {
    static constexpr std::uint32_t room = 15;
    std::uint32_t values[room] = {};
    std::uint32_t next = none;
  };
  struct End {
    std::uint32_t first = none;
    std::uint32_t last = none;
    std::uint32_t used = 0;
  };
  Blocks<End> ends_;
  Blocks<Block> blocks_;
};

/// Short texts (at most 255 bytes) kept one after another. 0 is the empty text. Room for 4 GiB.
class Names {
 public:
  std::uint32_t add(std::string_view name) {
    if (name.empty()) return 0;
    auto const length = std::min<std::size_t>(name.size(), 255);
    if (blocks_.empty() || used_ + length + 1 > block) {
      blocks_.push_back(std::make_unique<char[]>(block));
      used_ = blocks_.size() == 1 ? 1 : 0;  // the very first byte stays free for the empty text
    }
    auto const at = static_cast<std::uint32_t>((blocks_.size() - 1) * block + used_);
    auto* const to = blocks_.back().get() + used_;
    *to = static_cast<char>(static_cast<unsigned char>(length));
    std::memcpy(to + 1, name.data(), length);
    used_ += length + 1;
    return at;
  }
  std::string_view operator[](std::uint32_t at) const {
    if (at == 0) return {};
    auto const* const from = blocks_[at / block].get() + at % block;
    return {from + 1, static_cast<unsigned char>(*from)};
  }
  std::size_t bytes() const { return blocks_.size() * block; }

 private:
  static constexpr std::size_t block = 1U << 20U;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t used_ = 0;
};

/// The last bytes of a text and its length.
inline std::uint64_t tail_of(std::string_view text) {
  std::uint64_t tail = 0;
  auto const length = std::min<std::size_t>(text.size(), sizeof tail);
  std::memcpy(&tail, text.data() + text.size() - length, length);
  return tail ^ (static_cast<std::uint64_t>(text.size()) << 56U);
}

inline std::uint64_t hash_of(std::string_view text) { return std::hash<std::string_view>{}(text); }

/// Of two hashes, the order counting; never 0.
inline std::uint64_t mixed(std::uint64_t first, std::uint64_t second) { return (second ^ (first * 0x9E3779B97F4A7C15ULL)) | 1U; }

}  // namespace overens::obligation
