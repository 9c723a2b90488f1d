#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace overens::wording {

/// How many letters wide the words look.
std::size_t width(std::string_view words);

/// Breaks lines that are wider, where there is a blank. What follows stands under the words of its line, after the mark
/// of a list. A word that is wider by itself is left whole, and a rule
/// (=====) is cut.
std::string in_width(std::string_view text, std::size_t widest);

}  // namespace overens::wording
