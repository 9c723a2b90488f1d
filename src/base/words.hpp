#pragma once

#include <string>
#include <string_view>

namespace overens::base {

/// For comparing words that people write: small letters, å ä ö é ü included, without surrounding blanks.
std::string folded(std::string_view word);

/// True when the bytes are a text in UTF-8.
bool is_utf8(std::string_view bytes);

/// The same words with a capital first letter, in Swedish too: "ärendet" → "Ärendet".
std::string capitalised(std::string words);

}  // namespace overens::base
