#include "base/shape.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <numeric>
#include <utility>

#include <fmt/ranges.h>

#include "base/words.hpp"

namespace overens::base {
namespace shape {
namespace {
ShapePtr make(Shape s) {
  return std::make_shared<Shape const>(std::move(s));
}
ShapePtr of(Shape::Kind kind) {
  Shape s;
  s.kind = kind;
  return make(std::move(s));
}
}  // namespace

ShapePtr words() {
  return of(Shape::Kind::words);
}
ShapePtr value() {
  return of(Shape::Kind::value);
}
ShapePtr id(Text of) {
  Shape shape;
  shape.kind = Shape::Kind::id;
  shape.of = std::move(of);
  return std::make_shared<Shape const>(std::move(shape));
}
ShapePtr boolean() {
  return of(Shape::Kind::boolean);
}
ShapePtr day() {
  return of(Shape::Kind::day);
}
ShapePtr integer(long least, long most) {
  Shape s;
  s.kind = Shape::Kind::integer;
  s.least = least;
  s.most = most;
  return make(std::move(s));
}
ShapePtr code(std::vector<std::string> codes, std::vector<std::pair<std::string, std::string>> meant) {
  Shape s;
  s.kind = Shape::Kind::code;
  s.codes = std::move(codes);
  s.meant = std::move(meant);
  return make(std::move(s));
}
ShapePtr list(ShapePtr item, long at_least) {
  Shape s;
  s.kind = Shape::Kind::list;
  s.item = std::move(item);
  s.least = at_least;
  return make(std::move(s));
}
ShapePtr map(std::vector<MapKey> fields) {
  Shape s;
  s.kind = Shape::Kind::map;
  s.fields = std::move(fields);
  return make(std::move(s));
}
ShapePtr exactly_one(std::vector<std::string> keys, ShapePtr const& map) {
  Shape s = *map;
  s.exactly_one = std::move(keys);
  return make(std::move(s));
}
ShapePtr open_map(ShapePtr value) {
  Shape s;
  s.kind = Shape::Kind::map;
  s.open = true;
  s.item = std::move(value);
  return make(std::move(s));
}
ShapePtr reading(ShapePtr const& map) {
  Shape s = *map;
  s.may_rest_on_reading = true;
  return make(std::move(s));
}
ShapePtr named(std::string name) {
  Shape s;
  s.kind = Shape::Kind::named;
  s.name = std::move(name);
  return make(std::move(s));
}
ShapePtr either(std::vector<ShapePtr> alternatives) {
  Shape s;
  s.kind = Shape::Kind::alternatives;
  s.alternatives = std::move(alternatives);
  return make(std::move(s));
}
MapKey required(std::string key, ShapePtr shape, Text meaning) {
  return {std::move(key), std::move(shape), true, std::move(meaning)};
}
MapKey optional(std::string key, ShapePtr shape, Text meaning) {
  return {std::move(key), std::move(shape), false, std::move(meaning)};
}
}  // namespace shape

namespace {

bool looks_like_number(std::string_view s) {
  if (!s.empty() && (s.front() == '-' || s.front() == '+')) s.remove_prefix(1);
  return !s.empty() && s.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool looks_like_day(std::string_view s) {
  return s.size() == 10 && s[4] == '-' && s[7] == '-' && looks_like_number(s.substr(0, 4)) &&
         looks_like_number(s.substr(5, 2)) && looks_like_number(s.substr(8, 2));
}

bool is_day(std::string_view s) {
  if (!looks_like_day(s)) return false;
  int y = 0;
  unsigned m = 0;
  unsigned d = 0;
  std::from_chars(s.data(), s.data() + 4, y);
  std::from_chars(s.data() + 5, s.data() + 7, m);
  std::from_chars(s.data() + 8, s.data() + 10, d);
  return std::chrono::year_month_day{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}}.ok();
}

bool is_id(std::string_view s) {
  if (s.empty() || s.size() > 64 || s.front() < 'a' || s.front() > 'z') return false;
  return std::all_of(s.begin(), s.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
  });
}

Node::Kind wants(Shape const& shape) {
  switch (shape.kind) {
    case Shape::Kind::list:
      return Node::Kind::list;
    case Shape::Kind::map:
      return Node::Kind::map;
    case Shape::Kind::words:
    case Shape::Kind::value:
    case Shape::Kind::id:
    case Shape::Kind::integer:
    case Shape::Kind::boolean:
    case Shape::Kind::day:
    case Shape::Kind::code:
    case Shape::Kind::named:
    case Shape::Kind::alternatives:
      return Node::Kind::scalar;
  }
  return Node::Kind::scalar;
}

class Checker {
 public:
  Checker(ShapeBook const& book, std::string const& file, Findings& findings)
      : book_(book), file_(file), findings_(findings) {}

  void check(Node const& node, Shape const& given) {
    auto const& shape = resolve(given);
    if (shape.kind == Shape::Kind::alternatives) return check_alternatives(node, shape);
    if (node.kind != wants(shape)) return refuse(node, text("this is not what belongs here"), written_as(shape, node));
    switch (shape.kind) {
      case Shape::Kind::words:
        if (node.text.empty())
          return refuse(node, text("the text is empty"), text("write something, or remove the key"));
        if (!node.quoted && (looks_like_number(node.text) || looks_like_day(node.text) || node.text == "true" ||
                             node.text == "false")) {
          refuse(node, text("{0} reads as a number, a day or a yes or no, but a text belongs here", node.text),
                 text("put it in quotes: \"{0}\"", node.text));
        }
        return;
      case Shape::Kind::value:
        return;
      case Shape::Kind::id:
        if (is_id(node.text)) return;
        if (looks_like_number(node.text)) {
          return refuse(node, text("{0} is not an id: an id begins with a letter", node.text),
                        text("write a letter before it, such as s{0}", node.text));
        }
        return refuse(node, text("{0} is not an id", node.text), describe(shape));
      case Shape::Kind::integer: {
        long value = 0;
        auto const* end = node.text.data() + node.text.size();
        auto const [stop, error] = std::from_chars(node.text.data(), end, value);
        if (error != std::errc() || stop != end || node.quoted || value < shape.least || value > shape.most) {
          refuse(node, text("{0} is not a number that fits here", node.text), describe(shape));
        }
        return;
      }
      case Shape::Kind::boolean:
        if (node.quoted || (node.text != "true" && node.text != "false")) {
          refuse(node, text("{0} is not a yes or no", node.text), describe(shape));
        }
        return;
      case Shape::Kind::day:
        if (!is_day(node.text)) refuse(node, text("{0} is not a day", node.text), describe(shape));
        return;
      case Shape::Kind::code:
        if (std::find(shape.codes.begin(), shape.codes.end(), node.text) == shape.codes.end())
          refuse(node, text("{0} is not one of the words that fit here", node.text), instead_of(node.text, shape));
        return;
      case Shape::Kind::list:
        return check_list(node, shape);
      case Shape::Kind::map:
        return check_map(node, shape);
      case Shape::Kind::named:
      case Shape::Kind::alternatives:
        return;
    }
  }

 private:
  // A single word where a list or a map belongs is mostly what should stand in it.
  static Text written_as(Shape const& shape, Node const& node) {
    if (node.kind != Node::Kind::scalar || node.text.empty()) return describe(shape);
    if (shape.kind == Shape::Kind::list) return text("write {0}", fmt::format("[{}]", node.text));
    if (shape.kind == Shape::Kind::map && !shape.exactly_one.empty())
      return text("write {0}", fmt::format("{{{}: {}}}", shape.exactly_one.front(), node.text));
    return describe(shape);
  }

  static Text instead_of(std::string const& word, Shape const& code) {
    auto const said = folded(word);
    auto const is_said = [&](auto const& one) { return folded(one.first) == said; };
    auto const meant = std::find_if(code.meant.begin(), code.meant.end(), is_said);
    if (meant != code.meant.end()) return text("write {0}", meant->second);
    auto const near = nearest(word, code.codes);
    return near.empty() ? describe(code) : text("did you mean {0}?", near);
  }

  Shape const& resolve(Shape const& shape) const {
    if (shape.kind != Shape::Kind::named) return shape;
    auto const found = std::find_if(book_.begin(), book_.end(), [&](auto const& e) { return e.first == shape.name; });
    return resolve(*found->second);  // a name that is not in the book is a defect of the program: tested by shape_test
  }

  void check_list(Node const& node, Shape const& shape) {
    if (static_cast<long>(node.items.size()) < shape.least) {
      refuse(node, node.items.empty() ? text("the list is empty") : text("the list is too short"),
             text("write at least {0}", shape.least));
    }
    for (auto const& item : node.items) check(item, *shape.item);
    if (is_set(shape)) each_once(node);
  }

  void each_once(Node const& list) {
    for (auto item = list.items.begin(); item != list.items.end(); ++item) {
      auto const is_same = [&](Node const& other) { return other.text == item->text; };
      if (std::any_of(list.items.begin(), item, is_same))
        refuse(*item, text("{0} stands twice in the list", item->text), text("write it once"));
    }
  }

  void check_alternatives(Node const& node, Shape const& shape) {
    for (auto const& alternative : shape.alternatives) {
      if (wants(resolve(*alternative)) == node.kind) return check(node, *alternative);
    }
    refuse(node, text("this is not what belongs here"), describe(resolve(*shape.alternatives.front())));
  }

  void check_map(Node const& node, Shape const& shape) {
    std::vector<std::string> known;
    for (auto const& field : shape.fields) {
      known.push_back(field.key);
      auto const* value = node.find(field.key);
      if (value != nullptr) {
        check(*value, *field.shape);
      } else if (field.required) {
        refuse(node, text("the key {0} is missing", field.key),
               text("add {0}: {1}", field.key, describe(*field.shape)));
      }
    }
    if (shape.may_rest_on_reading) known.emplace_back("reading");
    for (auto const& entry : node.entries) {
      if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
      if (shape.open) {
        check(entry.value, *shape.item);
        continue;
      }
      auto const near = nearest(entry.key, known);
      findings_.refuse({file_, entry.line, entry.column}, text("the key {0} is not known here", entry.key),
                       near.empty() ? text("known here: {0}", fmt::format("{}", fmt::join(known, ", ")))
                                    : text("did you mean {0}?", near));
    }
    if (!shape.exactly_one.empty()) {
      auto const standing = std::count_if(shape.exactly_one.begin(), shape.exactly_one.end(),
                                          [&](auto const& key) { return node.find(key) != nullptr; });
      if (standing != 1) {
        refuse(node,
               text("exactly one of these keys is needed: {0}", fmt::format("{}", fmt::join(shape.exactly_one, ", "))),
               text("write one of them and remove the others"));
      }
    }
  }

  void refuse(Node const& node, Text what, Text instead) {
    findings_.refuse(place_of(file_, node), std::move(what), std::move(instead));
  }

  ShapeBook const& book_;
  std::string const& file_;
  Findings& findings_;
};

// Letters wrong, missing, too many, or two swapped: one each.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before;
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto next = row;
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      auto const swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) next[j] = std::min(next[j], before[j - 2] + 1);
    }
    before = std::exchange(row, std::move(next));
  }
  return row[b.size()];
}

}  // namespace

bool is_set(Shape const& list) {
  return list.item->kind == Shape::Kind::id || list.item->kind == Shape::Kind::code;
}

void check_shape(Node const& node, Shape const& shape, ShapeBook const& book, std::string const& file,
                 Findings& findings) {
  Checker(book, file, findings).check(node, shape);
}

Text describe(Shape const& shape) {
  switch (shape.kind) {
    case Shape::Kind::words:
      return text("a text");
    case Shape::Kind::value:
      return text("a value");
    case Shape::Kind::id:
      if (!shape.of.empty()) return shape.of;
      return text("an id: small letters a–z, digits, - and ., beginning with a letter");
    case Shape::Kind::integer:
      return text("a whole number from {0} to {1}", shape.least, shape.most);
    case Shape::Kind::boolean:
      return text("true or false");
    case Shape::Kind::day:
      return text("a day such as 2026-01-31");
    case Shape::Kind::code:
      return text("one of: {0}", fmt::format("{}", fmt::join(shape.codes, ", ")));
    case Shape::Kind::list:
      return text("a list: one line with - for each");
    case Shape::Kind::map: {
      std::vector<std::string> keys;
      for (auto const& field : shape.fields) keys.push_back(field.key);
      return text("keys with values, indented: {0}", fmt::format("{}", fmt::join(keys, ", ")));
    }
    case Shape::Kind::named:
      return text("a {0}", shape.name);
    case Shape::Kind::alternatives:
      return describe(*shape.alternatives.front());
  }
  return {};
}

std::string nearest(std::string_view word, std::vector<std::string> const& known) {
  std::string best;
  if (word.size() < 3) return best;  // anything is near
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (auto const& candidate : known) {
    if (auto const d = distance(word, candidate); d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

}  // namespace overens::base
