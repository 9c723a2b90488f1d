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
  Symbols(Symbols&&) = default;
  Symbols& operator=(Symbols&&) = default;
  Symbols(Symbols const&) = delete;  // the numbers below point into the words
  Symbols& operator=(Symbols const&) = delete;
  ~Symbols() = default;

  /// The same words with the same numbers, to be added to apart from these.
  Symbols copy() const {
    Symbols same;
    same.numbers_.reserve(words_.size());
    for (auto const& word : words_) same.of(word);
    return same;
  }

  Symbol of(std::string_view word) {
    if (auto const found = find(word)) return found;
    auto const& kept = words_.emplace_back(word);
    auto const symbol = static_cast<Symbol>(words_.size());
    numbers_.emplace(kept, symbol);
    return symbol;
  }
  /// 0 when the word is not known.
  Symbol find(std::string_view word) const {
    auto const found = numbers_.find(word);
    return found == numbers_.end() ? 0 : found->second;
  }
  std::string_view word(Symbol symbol) const { return symbol == 0 ? std::string_view() : words_[symbol - 1]; }

 private:
  std::deque<std::string> words_;  // a deque, so that the views below stay where they are
  boost::unordered_flat_map<std::string_view, Symbol> numbers_;
};

}  // namespace overens::base
