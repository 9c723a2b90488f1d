#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/yaml.hpp"

namespace overens::base {

/// What a place in a YAML file may hold. One description serves the strict check of a file, the JSON Schema that
/// editors use, and the wording of "write this instead".
class Shape;
using ShapePtr = std::shared_ptr<Shape const>;

/// One key of a map.
struct MapKey {
  std::string key;
  ShapePtr shape;
  bool required = false;
  Text meaning = {};  ///< shown by editors
};

class Shape {
 public:
  enum class Kind { words, value, id, integer, boolean, day, code, list, map, named, alternatives };

  Kind kind = Kind::words;
  Text of = {};                    ///< id: what it names, such as "a role of the vocabulary"
  std::string name;                ///< named: refers to a shape of the book, which may refer back to itself
  std::vector<std::string> codes;  ///< code: the allowed words
  /// code: what people write, in small letters, and what to write instead
  std::vector<std::pair<std::string, std::string>> meant;
  long least = 0, most = 0;              ///< integer: both included; list: at least so many
  ShapePtr item;                         ///< list
  std::vector<MapKey> fields;            ///< map
  std::vector<std::string> exactly_one;  ///< map: exactly one of these keys stands
  bool open = false;                     ///< map: any further key with a value of `item`'s shape
  bool may_rest_on_reading = false;      ///< map: may name a reading, whose chosen choice fills the missing keys
  std::vector<ShapePtr> alternatives;    ///< alternatives: told apart by the kind of node (scalar, list, map)
};

/// Named shapes, so that a condition may hold conditions.
using ShapeBook = std::vector<std::pair<std::string, ShapePtr>>;

namespace shape {
ShapePtr words();           ///< text for people; numbers and dates must be quoted
ShapePtr value();           ///< any single value
ShapePtr id(Text of = {});  ///< a letter, then a–z, 0–9, - and .
ShapePtr integer(long least, long most);
ShapePtr boolean();  ///< true or false
ShapePtr day();      ///< 2026-01-31
ShapePtr code(std::vector<std::string> codes, std::vector<std::pair<std::string, std::string>> meant = {});
ShapePtr list(ShapePtr item, long at_least = 1);
ShapePtr map(std::vector<MapKey> fields);
ShapePtr exactly_one(std::vector<std::string> keys, ShapePtr const& map);
ShapePtr open_map(ShapePtr value);
ShapePtr reading(ShapePtr const& map);  ///< the same map, which may also rest on a reading
ShapePtr named(std::string name);
ShapePtr either(std::vector<ShapePtr> alternatives);
MapKey required(std::string key, ShapePtr shape, Text meaning = {});
MapKey optional(std::string key, ShapePtr shape, Text meaning = {});
}  // namespace shape

/// Says everything in `node` that the shape does not allow.
void check_shape(Node const& node, Shape const& shape, ShapeBook const& book, std::string const& file,
                 Findings& findings);

/// True of a list in which a word may stand once only.
bool is_set(Shape const& list);

/// A few words on what the shape wants, such as "a day such as 2026-01-31".
Text describe(Shape const& shape);

/// The word of `known` that is nearest to `word`, or empty when none is near.
std::string nearest(std::string_view word, std::vector<std::string> const& known);

}  // namespace overens::base
