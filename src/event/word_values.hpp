#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace overens::event {

// Tables of the words of a key, each with what it stands for.

template <class Table>
std::vector<std::string> words_of(Table const& table) {
  std::vector<std::string> all;
  for (auto const& [word, value] : table) all.emplace_back(word);
  return all;
}

template <class Table>
auto value_of(Table const& table, std::string_view word) {
  return std::find_if(table.begin(), table.end(), [&](auto const& e) { return e.first == word; })->second;
}

}  // namespace overens::event
