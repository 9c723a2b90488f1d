#pragma once

#include <string>
#include <string_view>

namespace overens::wording {

// Swedish words in an English text, on their way to a page: between two noncharacters, which Unicode leaves to the
// inside of programs (The Unicode Standard 23.7), so that they go through sentences and templates unharmed. Only a
// Language that was asked to puts them there.
inline constexpr std::string_view foreign_begins = "\uFDD0";
inline constexpr std::string_view foreign_ends = "\uFDD1";

/// The page with what is marked as Swedish in <span lang="sv">, so that it is read aloud and hyphenated as Swedish
/// (WCAG 2.1, 3.1.2), and with days (2026-01-31, 2026-01-31 14:30) in <time>, so that a style can keep them on one
/// line. Where no element may stand, as in attributes and titles, the marks go and days stand as they are.
std::string with_marks(std::string_view html);

}  // namespace overens::wording
