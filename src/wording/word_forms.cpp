#include "wording/word_forms.hpp"

#include <algorithm>
#include <memory>

#include <libstemmer.h>

#include "base/words.hpp"

namespace overens::wording {
namespace {

struct DeleteStemmer {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

// Snowball's stemmer of the language. It may be used by one thread only.
sb_stemmer* stemmer(Tongue tongue) {
  auto const make = [](char const* name) {
    return std::unique_ptr<sb_stemmer, DeleteStemmer>(sb_stemmer_new(name, "UTF_8"));
  };
  thread_local auto const swedish = make("swedish");
  thread_local auto const english = make("english");
  return tongue == Tongue::swedish ? swedish.get() : english.get();
}

bool is_consonant(char c) {
  return std::string_view("bcdfghjklmprstv").find(c) != std::string_view::npos;
}

// What Snowball leaves of Swedish words made from verbs: "betalning", "placering", "anmälan".
std::string without_noun_ending(std::string stem) {
  for (std::string_view const ending : {"ing", "an"}) {
    if (stem.size() < ending.size() + 4 || !stem.ends_with(ending)) continue;
    stem.resize(stem.size() - ending.size());
    break;
  }
  if (stem.size() >= 5 && stem.back() == 'n' && is_consonant(stem[stem.size() - 2])) stem.pop_back();
  return stem;
}

std::string stem_of(std::string const& word, Tongue tongue) {
  auto* const one = stemmer(tongue);
  if (one == nullptr) return word;
  auto const* const stem =
      sb_stemmer_stem(one, reinterpret_cast<sb_symbol const*>(word.data()), static_cast<int>(word.size()));
  if (stem == nullptr) return word;
  std::string result(reinterpret_cast<char const*>(stem), static_cast<std::size_t>(sb_stemmer_length(one)));
  return tongue == Tongue::swedish ? without_noun_ending(std::move(result)) : result;
}

// Bytes of the sign at the place, if it is part of a word; otherwise 0. Letters of Latin scripts begin with C3 to C9;
// what begins with C2 or E2 are signs such as § and –.
std::size_t letter(std::string_view text, std::size_t at) {
  auto const byte = static_cast<unsigned char>(text[at]);
  auto const is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
  if (is_plain) return 1;
  return byte >= 0xC3 && byte <= 0xC9 && at + 1 < text.size() ? 2 : 0;
}

}  // namespace

std::vector<WordForm> word_forms(std::string_view text, Tongue tongue) {
  std::vector<WordForm> all;
  for (std::size_t at = 0; at < text.size();) {
    auto end = at;
    for (std::size_t more = 0; end < text.size() && (more = letter(text, end)) > 0;) end += more;
    if (end == at) {
      ++at;
      continue;
    }
    all.push_back({stem_of(base::folded(text.substr(at, end - at)), tongue), at, end - at});
    at = end;
  }
  return all;
}

Likeness likeness(std::string_view wanted, std::string_view stem) {
  constexpr std::size_t begins_from = 3;  // letters: a shorter word must be the whole one
  constexpr std::size_t holds_from = 4;
  if (wanted == stem) return Likeness::same;
  if (wanted.size() >= begins_from && stem.starts_with(wanted)) return Likeness::begins;
  if (wanted.size() >= holds_from && stem.find(wanted) != std::string_view::npos) return Likeness::holds;
  return Likeness::none;
}

}  // namespace overens::wording
