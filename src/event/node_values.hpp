#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/shape.hpp"
#include "base/yaml.hpp"
#include "event/label.hpp"

namespace overens::event {

// What stands under a key of a checked map; empty, or false, when the key does not stand.

std::string words(base::Node const& node, std::string_view key);
bool truth(base::Node const& node, std::string_view key);
std::vector<std::string> list(base::Node const& node, std::string_view key);
/// A map's own sv and en.
Label label(base::Node const& node);
/// Those of the map under the key.
Label label(base::Node const& node, std::string_view key);
std::vector<Label> labels(base::Node const& node, std::string_view key);
/// The keys of the map under the key, each with its word, in the order written.
std::vector<std::pair<std::string, std::string>> pairs(base::Node const& node, std::string_view key);

/// A map with an id, what it is called in both languages, and more.
base::ShapePtr labelled(std::vector<base::MapKey> more = {});

}  // namespace overens::event
