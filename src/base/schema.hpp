#pragma once

#include <functional>
#include <string>

#include "base/shape.hpp"

namespace overens::base {

/// The JSON Schema (draft-07) of a shape, for editors: it allows exactly what check_shape allows, but for what only a
/// YAML reader sees (the same key twice, anchors …) and what a reading fills in. `meaning`: what a key means where its
/// own place does not say it.
std::string json_schema(Shape const& shape, ShapeBook const& book, std::string const& id, std::string const& title,
                        std::function<std::string(Text const&)> const& say,
                        std::function<Text(std::string_view)> const& meaning = {});

}  // namespace overens::base
