#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <memory>
#include <string_view>
#include <vector>

namespace overens::obligation {

/// How many of a kind are kept in one piece of memory.
enum class BlockSize { large = 12, small = 6 };  ///< as a power of two

/// A list that grows by blocks: what is in it never moves, and growing never needs twice the memory.
template <class T>
class Blocks {
 public:
  explicit Blocks(BlockSize size = BlockSize::large) : shift_(static_cast<std::uint32_t>(size)) {}

  std::uint32_t add(T&& value) {
    if ((size_ & mask()) == 0) blocks_.push_back(std::make_unique<T[]>(std::size_t{1} << shift_));
    blocks_.back()[size_ & mask()] = std::move(value);
    return size_++;
  }
  T& operator[](std::uint32_t i) { return blocks_[i >> shift_][i & mask()]; }
  T const& operator[](std::uint32_t i) const { return blocks_[i >> shift_][i & mask()]; }
  std::uint32_t size() const { return size_; }
  std::size_t bytes() const { return (blocks_.size() << shift_) * sizeof(T); }

 private:
  std::uint32_t mask() const { return (1U << shift_) - 1U; }

  std::vector<std::unique_ptr<T[]>> blocks_;
  std::uint32_t shift_;
  std::uint32_t size_ = 0;
};

/// Many lists of numbers that grow side by side, each with a little of its own beside it. Adding touches one cache
/// line, the list's own: the last numbers are held there and moved to blocks some at a time.
template <class Beside>
class Lists {
 public:
  explicit Lists(BlockSize size = BlockSize::large) : ends_(size), blocks_(size) {}

  /// Makes a new, empty list.
  std::uint32_t make() { return ends_.add({}); }
  Beside& beside(std::uint32_t list) { return ends_[list].beside; }

  void add(std::uint32_t list, std::uint32_t value) {
    auto& end = ends_[list];
    if (end.held == held_most) move_to_block(end);
    end.values[end.held++] = value;
  }
  template <class Do>
  void each(std::uint32_t list, Do const& act) const {
    auto const& end = ends_[list];
    for (auto block = end.first; block != none; block = blocks_[block].next) {
      for (auto const value : blocks_[block].values) act(value);
    }
    for (std::uint32_t i = 0; i < end.held; ++i) act(end.values[i]);
  }
  std::size_t bytes() const { return ends_.bytes() + blocks_.bytes(); }

 private:
  static constexpr std::uint32_t none = UINT32_MAX;
  static constexpr std::uint32_t held_most = 11;
  struct Block {
    std::uint32_t values[held_most] = {};
    std::uint32_t next = none;
  };
  struct alignas(64) End {
    std::uint32_t first = none;
    std::uint32_t last = none;
    std::uint32_t held = 0;
    std::uint32_t values[held_most] = {};
    Beside beside{};
  };

  void move_to_block(End& end) {
    Block block;
    std::copy(std::begin(end.values), std::end(end.values), std::begin(block.values));
    auto const number = blocks_.add(std::move(block));
    (end.first == none ? end.first : blocks_[end.last].next) = number;
    end.last = number;
    end.held = 0;
  }

  Blocks<End> ends_;
  Blocks<Block> blocks_;
};

/// Where a text is kept; 0: nowhere, an empty text.
struct Name {
  std::uint32_t at = 0;
  bool empty() const { return at == 0; }
};

/// Short texts (at most 255 bytes) kept one after another, each after its length. Room for 4 GiB.
class Names {
 public:
  Names() = default;
  /// Goes on where `beneath` is now: what it has keeps its place. `beneath` must outlive it.
  explicit Names(Names const* beneath)
      : beneath_(beneath), block_(beneath == nullptr ? large : small), from_(beneath == nullptr ? 0 : beneath->end()) {}

  Name add(std::string_view name) {
    auto const length = std::min<std::size_t>(name.size(), 255);
    if (length == 0) return {};
    if (blocks_.empty() || used_ + length + 1 > block_) {
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_));
      used_ = blocks_.size() == 1 ? 1 : 0;
    }
    auto* const to = blocks_.back().get() + used_;
    *to = static_cast<char>(static_cast<unsigned char>(length));
    std::memcpy(to + 1, name.data(), length);
    auto const at = static_cast<std::uint32_t>(from_ + (blocks_.size() - 1) * block_ + used_);
    used_ += length + 1;
    return {at};
  }
  std::string_view operator[](Name name) const {
    if (name.empty()) return {};
    if (name.at < from_) return (*beneath_)[name];
    auto const* const from = place(name);
    return {from + 1, static_cast<unsigned char>(*from)};
  }
  /// Asks the processor to fetch the text.
  void fetch(Name name) const {
    if (!name.empty() && name.at >= from_) __builtin_prefetch(place(name));
  }
  std::size_t bytes() const { return blocks_.size() * block_; }

 private:
  static constexpr std::size_t large = 1U << 20U;
  static constexpr std::size_t small = 1U << 12U;

  char const* place(Name name) const {
    auto const at = name.at - from_;
    return blocks_[at / block_].get() + at % block_;
  }
  std::size_t end() const { return from_ + blocks_.size() * block_; }

  Names const* beneath_ = nullptr;
  std::size_t block_ = large;
  std::size_t from_ = 0;  ///< where its own begin
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

inline std::uint64_t hash_of(std::string_view text) {
  return std::hash<std::string_view>{}(text);
}

/// Of two hashes, the order counting; never 0.
inline std::uint64_t mixed(std::uint64_t first, std::uint64_t second) {
  return (second ^ (first * 0x9E3779B97F4A7C15ULL)) | 1U;
}

}  // namespace overens::obligation
