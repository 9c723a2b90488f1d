#include "base/schema.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace overens::base {
namespace {

using Json = nlohmann::ordered_json;

class Writer {
 public:
  Writer(std::function<std::string(Text const&)> const& say, std::function<Text(std::string_view)> const& meaning)
      : say_(say), meaning_(meaning) {}

  Json of(Shape const& shape) const {
    switch (shape.kind) {
      case Shape::Kind::words:
        return {{"type", "string"}, {"minLength", 1}};
      case Shape::Kind::value:
        return {{"type", {"string", "number", "boolean"}}};
      case Shape::Kind::id:
        return {{"type", "string"}, {"pattern", "^[a-z][a-z0-9._-]{0,63}$"}};
      case Shape::Kind::integer:
        return {{"type", "integer"}, {"minimum", shape.least}, {"maximum", shape.most}};
      case Shape::Kind::boolean:
        return {{"type", "boolean"}};
      case Shape::Kind::day:
        return {{"type", "string"}, {"pattern", "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}};
      case Shape::Kind::code:
        return {{"enum", shape.codes}};
      case Shape::Kind::list:
        return list(shape);
      case Shape::Kind::named:
        return {{"$ref", "#/definitions/" + shape.name}};
      case Shape::Kind::alternatives: {
        auto any = Json::array();
        for (auto const& alternative : shape.alternatives) any.push_back(of(*alternative));
        return {{"anyOf", any}};
      }
      case Shape::Kind::map:
        return map(shape);
    }
    return {};
  }

 private:
  Json list(Shape const& shape) const {
    Json result = {{"type", "array"}, {"items", of(*shape.item)}, {"minItems", shape.least}};
    if (is_set(shape)) result["uniqueItems"] = true;
    return result;
  }

  Json map(Shape const& shape) const {
    Json result = {{"type", "object"}};
    auto required = Json::array();
    auto properties = Json::object();
    for (auto const& field : shape.fields) {
      auto property = of(*field.shape);
      auto const meaning = field.meaning.empty() && meaning_ ? meaning_(field.key) : field.meaning;
      if (!meaning.empty()) {
        // Beside $ref nothing else counts in draft-07.
        if (property.contains("$ref")) property = {{"allOf", {property}}};
        property["description"] = say_(meaning);
      }
      properties[field.key] = property;
      if (field.required) required.push_back(field.key);
    }
    if (shape.may_rest_on_reading)
      properties["reading"] = {{"type", "string"},
                               {"description", say_(text("a reading, whose choice fills in what is left out here"))}};
    if (!properties.empty()) result["properties"] = properties;
    if (shape.open) {
      result["additionalProperties"] = of(*shape.item);
      result["propertyNames"] = {{"pattern", "^[a-z][a-z0-9._-]*$"}};
    } else {
      result["additionalProperties"] = false;
    }
    auto whole = Json::array();  // what must be so when no reading fills anything in
    if (!required.empty()) whole.push_back({{"required", required}});
    if (!shape.exactly_one.empty()) {
      auto one = Json::array();
      for (auto const& key : shape.exactly_one) one.push_back({{"required", {key}}});
      whole.push_back({{"oneOf", one}});
    }
    if (whole.empty()) return result;
    if (shape.may_rest_on_reading) {
      result["anyOf"] = {{{"required", {"reading"}}}, {{"allOf", whole}}};
    } else {
      result["allOf"] = whole;
    }
    return result;
  }

  std::function<std::string(Text const&)> const& say_;
  std::function<Text(std::string_view)> const& meaning_;
};

}  // namespace

Text key_meaning(std::span<KeyMeaning const> table, std::string_view key) {
  auto const found = std::find_if(table.begin(), table.end(), [&](KeyMeaning const& one) { return one.key == key; });
  if (found != table.end()) return found->meaning;
  return key.ends_with("_en") ? text("the same in English") : Text{};
}

std::string json_schema(Shape const& shape, ShapeBook const& book, std::string const& id, std::string const& title,
                        std::function<std::string(Text const&)> const& say,
                        std::function<Text(std::string_view)> const& meaning) {
  Writer const writer(say, meaning);
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"$id", id}, {"title", title}};
  auto const top = writer.of(shape);
  for (auto const& [key, value] : top.items()) schema[key] = value;
  for (auto const& [name, named] : book) schema["definitions"][name] = writer.of(*named);
  return schema.dump(2) + "\n";
}

}  // namespace overens::base
