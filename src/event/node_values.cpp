#include "event/node_values.hpp"

namespace overens::event {

std::string words(base::Node const& node, std::string_view key) {
  auto const* found = node.find(key);
  return found == nullptr ? std::string() : found->text;
}

bool truth(base::Node const& node, std::string_view key) {
  return words(node, key) == "true";
}

std::vector<std::string> list(base::Node const& node, std::string_view key) {
  std::vector<std::string> all;
  if (auto const* found = node.find(key)) {
    for (auto const& item : found->items) all.push_back(item.text);
  }
  return all;
}

Label label(base::Node const& node) {
  return {words(node, "sv"), words(node, "en")};
}

Label label(base::Node const& node, std::string_view key) {
  auto const* found = node.find(key);
  return found == nullptr ? Label() : label(*found);
}

std::vector<Label> labels(base::Node const& node, std::string_view key) {
  std::vector<Label> all;
  if (auto const* found = node.find(key)) {
    for (auto const& item : found->items) all.push_back(label(item));
  }
  return all;
}

std::vector<std::pair<std::string, std::string>> pairs(base::Node const& node, std::string_view key) {
  std::vector<std::pair<std::string, std::string>> all;
  if (auto const* found = node.find(key)) {
    for (auto const& one : found->entries) all.emplace_back(one.key, one.value.text);
  }
  return all;
}

base::ShapePtr labelled(std::vector<base::MapKey> more) {
  std::vector<base::MapKey> fields = {base::shape::required("id", base::shape::id()),
                                      base::shape::required("sv", base::shape::words()),
                                      base::shape::required("en", base::shape::words())};
  fields.insert(fields.end(), more.begin(), more.end());
  return base::shape::map(std::move(fields));
}

}  // namespace overens::event
