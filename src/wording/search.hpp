#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/lifecycle.hpp"
#include "wording/structured_text.hpp"
#include "wording/word_forms.hpp"

namespace overens::wording {

/// What somebody looks for: words in any order, each of which has to be found in some form of it or as a synonym of it.
/// Words such as "vem" and "hur" are passed over, unless there are no others.
class Wanted {
 public:
  Wanted(std::string_view written, event::Vocabulary const& vocabulary, Tongue tongue);
  /// Any of these, each of one word or several.
  Wanted(std::vector<std::string> const& any_of, Tongue tongue);

  bool empty() const { return words_.empty(); }

  /// A word that is looked for: any of these will do, the first being itself. Each is words that all have to be found.
  using Phrase = std::vector<std::string>;
  struct Word {
    std::vector<Phrase> phrases;
  };
  std::vector<Word> const& words() const { return words_; }

  /// Whether a letter without marks is found only where it is written so, or stands for any: "uppfoljning".
  enum class Letters { as_written, with_any_marks };
  Letters letters() const { return letters_; }
  /// The same words where å, ä and ö count as a and o: for what nothing was found by. Nothing when no word is written
  /// without them.
  std::optional<Wanted> with_any_marks() const;

 private:
  std::vector<Word> words_;
  Letters letters_ = Letters::as_written;
};

/// Something of an agreement that can be found, made ready.
struct Findable {
  agreement::Item const* item = nullptr;  ///< nothing: how the agreement stands
  std::string_view kind_of_item = {};     ///< "norm"; empty for the same
  std::string kind;                       ///< "Regel"
  std::string title;
  struct Text {
    std::string what;  ///< "Vem"; empty: the title
    std::string words;
    std::vector<WordForm> forms;
  };
  std::vector<Text> texts;  ///< the title first
  int importance = 1;       ///< as Told has it
};

/// Every item that our account of a version holds.
std::vector<Findable> findables(agreement::Pack const& pack, event::Vocabulary const& vocabulary, Language const& say);
/// How the version stands on the day: its parties, validity and revision.
Findable how_it_stands(agreement::Pack const& pack, agreement::Lifecycle const& life, calendar::Day on,
                       event::Vocabulary const& vocabulary, Language const& say);

/// Something found, and why: the texts that hold the words, with these strong.
struct Found {
  Findable const* what = nullptr;
  std::vector<std::pair<std::string, Line>> because;  ///< what it is, and the words around
  int weight = 0;
};

/// What holds all the words, if it does.
std::optional<Found> look_for(Findable const& one, Wanted const& wanted);

/// Needs that the words could mean, by name or other words for them, those of the county (`pack`) too: one when the
/// words are exactly its own.
std::vector<event::Need const*> find_needs(event::Vocabulary const& vocabulary, agreement::Pack const* pack,
                                           std::string_view written, Tongue tongue);

}  // namespace overens::wording
