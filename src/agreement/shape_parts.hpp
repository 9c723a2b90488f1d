#pragma once

// What the shapes of several items share.

#include "agreement/format_words.hpp"
#include "base/shape.hpp"

namespace overens::agreement::shape_parts {

using base::MapKey;
using base::ShapePtr;
using base::text;
using base::shape::boolean;
using base::shape::day;
using base::shape::either;
using base::shape::exactly_one;
using base::shape::id;
using base::shape::integer;
using base::shape::list;
using base::shape::map;
using base::shape::named;
using base::shape::open_map;
using base::shape::optional;
using base::shape::reading;
using base::shape::required;
using base::shape::value;
using base::shape::words;

/// One of these words; who writes what they mean in Swedish is told which.
inline ShapePtr code(std::vector<std::string> codes) {
  auto meant = swedish_for(codes);
  return base::shape::code(std::move(codes), std::move(meant));
}

/// A value that may instead rest on a reading, whose choice then sets `value`.
inline ShapePtr readable(ShapePtr const& shape) {
  return either({shape, reading(map({required("value", shape)}))});
}

inline std::vector<MapKey> item(std::vector<MapKey> more, bool title_too = true) {
  std::vector<MapKey> fields = {required("id", id(), text("name of the item, the same in every version"))};
  if (title_too) {
    fields.push_back(required("title", words(), text("a few words in Swedish for pages and lists")));
    fields.push_back(optional("title_en", words(), text("the title in English")));
  }
  fields.push_back(required("cite", list(id()), text("the sections of the agreement that say it")));
  fields.push_back(optional("law", list(words()), text("the statutes behind it, as printed")));
  fields.push_back(optional("links", list(id()), text("documents of documents.yaml that it leans on")));
  fields.insert(fields.end(), more.begin(), more.end());
  return fields;
}

inline ShapePtr span() {
  return map({required("count", integer(0, 1000)),
              required("unit", code({"hour", "day", "working_day", "week", "month", "year"}))});
}

/// One of the things that a norm is made of: an event, or any or all of several; with what the place adds.
ShapePtr condition_with(std::vector<MapKey> more);

/// A type of event, or one with what its fields must be.
ShapePtr event_with_fields();

ShapePtr norm();

}  // namespace overens::agreement::shape_parts
