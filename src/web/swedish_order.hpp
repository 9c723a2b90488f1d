#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace overens::web {

/// What to sort words by so that they stand as in a Swedish list: capitals aside, å, ä and ö after z in that order.
std::string swedish_order(std::string_view words);

/// Sorts them so, by what `words_of` says of each; those of the same words stay as they stand.
template <class Some, class WordsOf>
void sort_in_swedish(Some& all, WordsOf const& words_of) {
  std::vector<std::pair<std::string, typename Some::value_type>> keyed;
  keyed.reserve(all.size());
  for (auto& one : all) {
    auto key = swedish_order(words_of(one));
    keyed.emplace_back(std::move(key), std::move(one));
  }
  std::stable_sort(keyed.begin(), keyed.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
  std::transform(keyed.begin(), keyed.end(), all.begin(), [](auto& one) { return std::move(one.second); });
}

}  // namespace overens::web
