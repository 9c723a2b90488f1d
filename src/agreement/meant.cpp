#include "agreement/meant.hpp"

#include <algorithm>

#include <fmt/ranges.h>

#include "base/shape.hpp"
#include "base/words.hpp"

namespace overens::agreement {
namespace {

using base::text;

constexpr std::size_t short_list = 15;

// The words of a name, in small letters: "hem för vård eller boende (HVB)" has hvb.
std::vector<std::string> parts(std::string_view name) {
  std::vector<std::string> all(1);
  for (auto const c : base::folded(name)) {
    if (c != ' ' && c != '(' && c != ')' && c != ',' && c != '/' && c != ':') {
      all.back() += c;
    } else if (!all.back().empty()) {
      all.emplace_back();
    }
  }
  return all;
}

enum class Likeness { none, begins_a_word, is_a_word, is_the_name };

Likeness how_alike(std::string const& word, std::string_view name) {
  if (word == base::folded(name)) return Likeness::is_the_name;
  auto result = Likeness::none;
  for (auto const& part : parts(name)) {
    if (part == word) return Likeness::is_a_word;
    constexpr std::size_t enough = 4;  // letters
    if (word.size() >= enough && part.starts_with(word)) result = Likeness::begins_a_word;
  }
  return result;
}

// The only word of the list whose names are the most like it; empty when none or several are.
std::string_view named_so(std::string_view word, std::vector<KnownWord> const& list) {
  auto const wanted = base::folded(word);
  auto most = Likeness::none;
  std::string_view found;
  for (auto const& known : list) {
    auto here = Likeness::none;
    for (auto const name : known.names) here = std::max(here, how_alike(wanted, name));
    if (here < most || here == Likeness::none) continue;
    found = here > most ? known.id : std::string_view();
    most = here;
  }
  return found;
}

}  // namespace

std::vector<KnownWord> known_needs(event::Vocabulary const& vocabulary) {
  auto all = known_words(vocabulary.needs);
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto const& words = vocabulary.needs[i].words;
    all[i].names.insert(all[i].names.end(), words.begin(), words.end());
  }
  return all;
}

std::vector<KnownWord> known_codes(event::Vocabulary const& vocabulary, std::string_view list) {
  auto const* set = vocabulary.code_set(list);
  return set == nullptr ? std::vector<KnownWord>() : known_words(set->codes);
}

base::Text instead_of(std::string_view word, std::vector<KnownWord> const& list, base::Text const& where_it_stands) {
  std::vector<std::string> ids;
  for (auto const& known : list) ids.emplace_back(known.id);
  auto meant = std::string(named_so(word, list));
  if (meant.empty()) meant = base::nearest(word, ids);
  if (!meant.empty()) return text("did you mean {0}?", meant);
  if (!ids.empty() && ids.size() <= short_list)
    return text("write one of: {0}", fmt::format("{}", fmt::join(ids, ", ")));
  return where_it_stands;
}

}  // namespace overens::agreement
