#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include <boost/unordered/unordered_flat_map.hpp>

namespace overens::base {

/// A word that is compared often, as a number. 0 is "none".
using Symbol = std::uint32_t;

/// Words ↔ numbers, for sets of words that stay small (codes, authorities, units), not for ids of cases or events.
class Symbols {
 public:
  Symbols() = default;
  /// Stands on the words that `beneath` has now, with their numbers: what is added here is not seen there, and what is
  /// added there from now on is not seen here. `beneath` must outlive it.
  explicit Symbols(Symbols const* beneath) : beneath_(beneath), from_(beneath == nullptr ? 0 : beneath->size()) {}
  Symbols(Symbols&&) = default;
  Symbols& operator=(Symbols&&) = default;
  Symbols(Symbols const&) = delete;  // the numbers below point into the words
  Symbols& operator=(Symbols const&) = delete;
  ~Symbols() = default;

  Symbol of(std::string_view word) {
    if (auto const found = find(word)) return found;
    auto const& kept = words_.emplace_back(word);
    auto const symbol = size();
    numbers_.emplace(kept, symbol);
    return symbol;
  }
  /// 0 when the word is not known.
  Symbol find(std::string_view word) const {
    auto const found = numbers_.find(word);
    if (found != numbers_.end()) return found->second;
    auto const other = beneath_ == nullptr ? 0 : beneath_->find(word);
    return other > from_ ? 0 : other;
  }
  std::string_view word(Symbol symbol) const {
    if (symbol == 0) return {};
    return symbol > from_ ? std::string_view(words_[symbol - from_ - 1]) : beneath_->word(symbol);
  }
  /// How many words there are, and the last one's number.
  Symbol size() const { return from_ + static_cast<Symbol>(words_.size()); }

 private:
  Symbols const* beneath_ = nullptr;
  Symbol from_ = 0;                ///< how many of the words beneath are seen
  std::deque<std::string> words_;  // a deque, so that the views below stay where they are
  boost::unordered_flat_map<std::string_view, Symbol> numbers_;
};

}  // namespace overens::base
