#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace overens::base {

/// A sentence for a person: its English original, which is also its key in the catalogues, and the values for its
/// places {0}, {1} … A sentence is never put together from parts: word order differs between languages.
/// `key` must be a string literal written inside text("…"), which is how the catalogues find it.
struct Text {
  char const* key = "";
  std::vector<std::string> values;

  bool operator==(Text const& other) const {
    return std::string_view(key) == other.key && values == other.values;
  }
};

template <class... Values>
Text text(char const* key, Values const&... values) {
  return Text{key, {fmt::to_string(values)...}};
}

/// Puts the values into `pattern` (the key itself or its translation). A pattern that asks for a value that is not there
/// gives the pattern as it stands.
std::string fill(std::string_view pattern, std::vector<std::string> const& values);

/// The sentence in English.
inline std::string english(Text const& t) { return fill(t.key, t.values); }

}  // namespace overens::base
