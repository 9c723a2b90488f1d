#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace overens::base {

/// A sentence for a person: its English original, which is also its key in the catalogues, and the values for its
/// places {0}, {1} … A sentence is never put together from parts: word order differs between languages.
/// `key` must be a string literal written inside text("…") or plural("…", "…"), which is how the catalogues find it.
struct Text {
  char const* key = "";
  std::vector<std::string> values;
  char const* many = "";  ///< plural(): the original for other numbers than one; otherwise empty
  long count = 1;

  bool empty() const { return *key == '\0'; }
  bool operator==(Text const& other) const {
    return std::string_view(key) == other.key && values == other.values && std::string_view(many) == other.many && count == other.count;
  }
};

template <class... Values>
Text text(char const* key, Values const&... values) {
  return Text{key, {fmt::to_string(values)...}};
}

/// A sentence that depends on a number, which is its value {0}. Both keys must be string literals.
template <class... Values>
Text plural(char const* one, char const* many, long count, Values const&... values) {
  return Text{one, {std::to_string(count), fmt::to_string(values)...}, many, count};
}

/// Puts the values into `pattern` (the key itself or its translation). A pattern that asks for a value that is not there
/// gives the pattern as it stands.
std::string fill(std::string_view pattern, std::vector<std::string> const& values);

/// The sentence in English.
inline std::string english(Text const& t) { return fill(*t.many != '\0' && t.count != 1 ? t.many : t.key, t.values); }

}  // namespace overens::base
