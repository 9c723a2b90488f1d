#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/findings.hpp"

namespace overens::base {

/// A file as bytes with its name: how the edges hand over what they read.
struct SourceFile {
  std::string name;
  std::string bytes;
};

/// A strict YAML tree with the place of every node. Nothing is typed or guessed here: a scalar is its text and whether
/// it stood in quotes. What each place may hold is said by a Shape.
struct Node {
  enum class Kind { scalar, list, map };
  struct Entry;

  Kind kind = Kind::scalar;
  std::string text;     ///< of a scalar
  bool quoted = false;  ///< of a scalar: stood in quotes or as a block of text
  int line = 0;
  int column = 0;
  std::vector<Node> items;     ///< of a list
  std::vector<Entry> entries;  ///< of a map, in the order of the file

  Node const* find(std::string_view key) const;
  Node* find(std::string_view key);
};

struct Node::Entry {
  std::string key;
  int line = 0;
  int column = 0;
  Node value;
};

/// Limits on one file; a file beyond them is refused before it can cost memory or time.
struct YamlLimits {
  std::size_t bytes = 4U << 20U;
  std::size_t nodes = 200'000;
  int depth = 24;
  std::size_t findings = 500;  ///< reading stops after so many; the rest would only repeat them
};

/// Reads one file into a tree. Refused, each with its line: what is not YAML or not UTF-8, several documents, anchors,
/// aliases, merge keys and tags, keys that are not a plain word (dates, numbers, `on`, `no` …), the same key twice,
/// nesting or size beyond the limits, a value left out, and plain words that YAML versions read differently (yes, off,
/// ~). A file that is no YAML at all gives an empty tree.
Node read_yaml(SourceFile const& file, Findings& findings, YamlLimits const& limits = {});

/// The place of a node in its file.
inline Place place_of(std::string const& file, Node const& node) {
  return {file, node.line, node.column};
}

}  // namespace overens::base
