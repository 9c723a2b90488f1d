#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "wording/language.hpp"

namespace overens::wording {

/// A word of a text: its stem, and where it stands, in bytes.
struct WordForm {
  std::string stem;
  std::size_t at = 0;
  std::size_t size = 0;
};

/// The words of a text without their endings, in small letters: "Betalar" and "betalning" have the same stem. Letters
/// and digits make a word; what stands between them does not.
std::vector<WordForm> word_forms(std::string_view text, Tongue tongue);

/// How well a word fits the one that is looked for, by their stems.
enum class Likeness { none, holds, begins, same };
Likeness likeness(std::string_view wanted, std::string_view stem);

}  // namespace overens::wording
