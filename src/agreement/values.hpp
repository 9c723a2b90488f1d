#pragma once

// Single values out of a pack's tree, for the files that put items together. The shapes have been checked: what is read
// here is there and of the right form.

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "agreement/pack.hpp"
#include "base/yaml.hpp"

namespace overens::agreement::values {

using base::Node;

inline std::string words(Node const& node, std::string_view key) {
  auto const* found = node.find(key);
  return found == nullptr ? std::string() : found->text;
}

/// A value that may stand under a reading: {reading: x, value: v}.
inline Node const* readable(Node const& node, std::string_view key) {
  auto const* found = node.find(key);
  return found != nullptr && found->kind == Node::Kind::map ? found->find("value") : found;
}

inline std::string readable_word(Node const& node, std::string_view key) {
  auto const* found = readable(node, key);
  return found == nullptr ? std::string() : found->text;
}

inline bool truth(Node const& node, std::string_view key) {
  return words(node, key) == "true";
}

inline long number_of(Node const& node) {
  long value = 0;
  std::from_chars(node.text.data(), node.text.data() + node.text.size(), value);
  return value;
}

inline std::optional<int> integer(Node const& node, std::string_view key) {
  auto const* found = node.find(key);
  if (found == nullptr) return std::nullopt;
  return static_cast<int>(number_of(*found));
}

inline std::optional<calendar::Day> day(Node const* node) {
  return node == nullptr ? std::nullopt : calendar::parse_day(node->text);
}

inline std::vector<std::string> list(Node const& node, std::string_view key) {
  std::vector<std::string> all;
  auto const* found = node.find(key);
  if (found == nullptr) return all;
  if (found->kind == Node::Kind::scalar) return {found->text};
  for (auto const& item : found->items) all.push_back(item.text);
  return all;
}

inline Words both(Node const& node, std::string const& key) {
  return {words(node, key), words(node, key + "_en")};
}

inline std::vector<Words> both_list(Node const& node, std::string_view key) {
  std::vector<Words> all;
  if (auto const* found = node.find(key)) {
    for (auto const& item : found->items) {
      all.push_back(item.kind == Node::Kind::scalar ? Words{item.text, {}}
                                                    : Words{words(item, "sv"), words(item, "en")});
    }
  }
  return all;
}

template <class T, std::size_t N>
T word(std::array<std::pair<std::string_view, T>, N> const& table, std::string const& given, T otherwise) {
  for (auto const& [name, value] : table) {
    if (name == given) return value;
  }
  return otherwise;
}

inline void collect_readings(Node const& node, std::vector<std::string>& into) {
  if (auto const* use = node.find("reading")) {
    auto const id = use->text.substr(0, use->text.find('/'));
    if (std::find(into.begin(), into.end(), id) == into.end()) into.push_back(id);
  }
  for (auto const& item : node.items) collect_readings(item, into);
  for (auto const& entry : node.entries) collect_readings(entry.value, into);
}

inline std::vector<std::string> readings_of(Node const& node) {
  std::vector<std::string> all;
  collect_readings(node, all);
  return all;
}

template <class T>
T item(Node const& node, std::string const& file) {
  T result;
  result.id = words(node, "id");
  result.title = both(node, "title");
  result.cite = list(node, "cite");
  result.law = list(node, "law");
  result.links = list(node, "links");
  result.readings = readings_of(node);
  result.place = base::place_of(file, node);
  return result;
}

inline calendar::Span span(Node const& node) {
  return {number_of(*node.find("count")), *calendar::parse_unit(words(node, "unit"))};
}

inline std::optional<calendar::Span> optional_span(Node const& node, std::string_view key) {
  auto const* found = node.find(key);
  return found == nullptr ? std::nullopt : std::optional(span(*found));
}

inline constexpr std::array<std::pair<std::string_view, Verb>, 5> verbs = {{{"must", Verb::must},
                                                                            {"should", Verb::should},
                                                                            {"may", Verb::may},
                                                                            {"must_not", Verb::must_not},
                                                                            {"promise", Verb::promise}}};

}  // namespace overens::agreement::values
