#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/shape.hpp"

namespace overens::base {

/// What a key means wherever it stands.
struct KeyMeaning {
  Text meaning;
  std::string_view key;
};
/// By the table; of a key that ends with _en, that it is the same in English; otherwise empty.
Text key_meaning(std::span<KeyMeaning const> table, std::string_view key);

/// The JSON Schema (draft-07) of a shape, for editors: it allows exactly what check_shape allows, but for what only a
/// YAML reader sees (the same key twice, anchors …) and what a reading fills in. `meaning`: what a key means where its
/// own place does not say it.
std::string json_schema(Shape const& shape, ShapeBook const& book, std::string const& id, std::string const& title,
                        std::function<std::string(Text const&)> const& say,
                        std::function<Text(std::string_view)> const& meaning = {});

}  // namespace overens::base
