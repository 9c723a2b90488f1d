#pragma once

#include <string>
#include <string_view>

namespace overens::base {

/// For comparing words that people write: small letters, å ä ö é ü included, without surrounding blanks.
std::string folded(std::string_view word);

/// The same word with plain letters for å ä ö é ü and the like, as keyboards without them write it.
std::string without_marks(std::string_view word);

/// How many characters a text in UTF-8 has.
std::size_t length(std::string_view text);

/// True when the bytes are a text in UTF-8.
bool is_utf8(std::string_view bytes);

/// True when a text holds characters that show nothing, and make what is shown another than what is written: control
/// characters but for tabs and ends of lines, and marks that turn the direction of the words around them.
bool has_hidden(std::string_view text);
/// The text with each of them as �, for a terminal or a page.
std::string shown(std::string_view text);

/// A file's text without the byte order mark that some editors begin it with.
std::string_view without_byte_order_mark(std::string_view text);

/// False when a letter of the text, which is UTF-8, is or may be written in parts: a and a ring for å. Quick.
bool is_composed(std::string_view text);

/// The text, which is UTF-8, with each letter in one piece (Unicode's form NFC), as keyboards and packs write them.
std::string composed(std::string text);

/// The same for a line that is read in place: itself, or when it is not composed what has been written to `own`, with
/// so many blanks behind it as padding. What is not UTF-8 is left as it is.
std::string_view composed(std::string_view line, std::string& own, std::size_t padding);

/// The same words with a capital first letter, in Swedish too: "ärendet" → "Ärendet".
std::string capitalised(std::string words);

}  // namespace overens::base
