#pragma once

#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "event/vocabulary.hpp"

namespace overens::agreement {

/// A word of the vocabulary and what it is called in Swedish.
struct KnownWord {
  std::string_view id;
  std::vector<std::string_view> names;
};

template <typename Words>
std::vector<KnownWord> known_words(Words const& words) {
  std::vector<KnownWord> all;
  for (auto const& one : words) all.push_back({one.id, {one.label.sv}});
  return all;
}
std::vector<KnownWord> known_needs(event::Vocabulary const& vocabulary);
/// Empty when there is no such list.
std::vector<KnownWord> known_codes(event::Vocabulary const& vocabulary, std::string_view list);

/// What to write instead of a word that the list does not have: the one whose Swedish name it is or that is spelled
/// nearly so; else all of a short list; else where a long one stands.
base::Text instead_of(std::string_view word, std::vector<KnownWord> const& list, base::Text const& where_it_stands);

}  // namespace overens::agreement
