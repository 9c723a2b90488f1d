#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/access_check.hpp"
#include "app/ports/views.hpp"

namespace overens::app {

/// What is kept most closely, and what is of somebody with a protected identity, is in nothing that leaves the program.
bool stays_inside(AccessCheck& check, ObligationRow const& row);

/// The cases that rows of work stand in, each once.
template <class Rows>
std::vector<std::string> cases_in(Rows const& rows) {
  std::set<std::string> cases;
  for (auto const& one : rows) {
    if (!one.row.in_case.empty()) cases.insert(one.row.in_case);
  }
  return {cases.begin(), cases.end()};
}

/// What the actor may have of a list, in its order and at most so many: pieces are read until there are enough.
template <class Row, class Key, class Read, class KeyOf, class May>
std::vector<Row> allowed_rows(std::size_t most, std::optional<Key> after, Read const& read, KeyOf const& key_of,
                              May const& may) {
  std::vector<Row> rows;
  for (auto is_last = false; !is_last && rows.size() < most;) {
    auto piece = read(most, after);
    is_last = piece.size() < most;
    if (!piece.empty()) after = key_of(piece.back());
    for (auto& row : piece) {
      if (may(row) && rows.size() < most) rows.push_back(std::move(row));
    }
  }
  return rows;
}

/// Puts rows that are not the store's among them, those that come after the key.
template <class Row, class Key, class KeyOf>
void put_in_place(std::vector<Row>& rows, std::vector<Row> more, std::optional<Key> const& after, KeyOf const& key_of) {
  std::erase_if(more, [&](Row const& row) { return after && !is_before(*after, key_of(row)); });
  std::move(more.begin(), more.end(), std::back_inserter(rows));
  std::sort(rows.begin(), rows.end(), [&](Row const& a, Row const& b) { return is_before(key_of(a), key_of(b)); });
}

/// One row more than asked tells whether there is a next page.
template <class Row, class WordOf>
std::string cut(std::vector<Row>& rows, std::size_t limit, WordOf const& word_of) {
  if (rows.size() <= limit) return {};
  rows.resize(limit);
  return word_of(rows.back());
}

}  // namespace overens::app
