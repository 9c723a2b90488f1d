#pragma once

#include <concepts>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace overens::base {

/// A sentence for a person: its English original, which is also its key in the catalogues, and the values for its
/// places {0}, {1} … A sentence is never put together from parts: word order differs between languages.
/// `key` must be a string literal written inside text("…") or plural("…", "…"), which is how the catalogues find it.
struct TextValue;
struct Text {
  char const* key = "";
  std::vector<TextValue> values;
  char const* many = "";  ///< plural(): the original for other numbers than one; otherwise empty
  long count = 1;

  bool empty() const { return *key == '\0'; }
  bool operator==(Text const& other) const;
};

/// A word, or a sentence of its own, which is then said in the same language.
struct TextValue {
  std::string word;
  std::vector<Text> sentence;  ///< none or one
  std::string english = {};    ///< the word in English, when that is another

  bool operator==(TextValue const&) const = default;
};

inline bool Text::operator==(Text const& other) const {
  return std::string_view(key) == other.key && values == other.values && std::string_view(many) == other.many &&
         count == other.count;
}

inline TextValue text_value(Text const& value) {
  return {{}, {value}};
}
template <class Value>
TextValue text_value(Value const& value) {
  return {fmt::to_string(value), {}};
}

template <class... Values>
Text text(char const* key, Values const&... values) {
  return Text{key, {text_value(values)...}};
}

/// A sentence that depends on a number, which is its value {0}. Both keys must be string literals.
template <class... Values>
Text plural(char const* one, char const* many, long count, Values const&... values) {
  return Text{one, {text_value(count), text_value(values)...}, many, count};
}

/// Puts the values into `pattern` (the key itself or its translation). A pattern that asks for a value that is not
/// there gives the pattern as it stands. `say` says a value in the pattern's language.
std::string fill(std::string_view pattern, std::vector<TextValue> const& values,
                 std::function<std::string(TextValue const&)> const& say);

/// The sentence in English.
std::string english(Text const& text);

}  // namespace overens::base
