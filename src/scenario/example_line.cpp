#include "scenario/example_line.hpp"

#include <fmt/format.h>

#include "scenario/line_key.hpp"

namespace overens::scenario {

using event::DataField;
using event::EventType;
using event::Vocabulary;

std::string example_id(std::string const& kind) {
  if (kind == "party" || kind == "municipality") return "municipality";
  if (kind == "case") return "c1";  // where a line without a case stands
  return kind.empty() ? "x1" : kind + "1";
}

namespace {

std::string some_value(DataField const& field, Vocabulary const& vocabulary) {
  switch (field.type) {
    case DataField::Type::code: {
      auto const* set = vocabulary.code_set(field.of);
      return set == nullptr || set->codes.empty() ? "?" : set->codes.front().id;
    }
    case DataField::Type::day:
      return "2026-03-09";
    case DataField::Type::integer:
      return "1";
    case DataField::Type::money:
      return "100000";
    case DataField::Type::boolean:
      return "true";
    case DataField::Type::words:
      return "ord";
    case DataField::Type::id:
      return example_id(field.of);
    case DataField::Type::authority:
      return "region";
    case DataField::Type::unit:
      return "unit1";
    case DataField::Type::party:
      return "municipality";
    case DataField::Type::type:
      return vocabulary.types.front().name;
    case DataField::Type::raw:
      return {};
  }
  return {};
}

}  // namespace

std::string example_line(EventType const& type, Vocabulary const& vocabulary, Example example) {
  auto out = example.when + " " + type.name;
  if (!type.subject.empty()) out += " " + (example.subject.empty() ? example_id(type.subject) : example.subject);
  for (auto const& field : type.data) {
    if (field.required) example.fields.emplace(field.name, some_value(field, vocabulary));
  }
  for (auto const& field : type.data) {
    auto const value = example.fields.find(field.name);
    if (value != example.fields.end() && !value->second.empty())
      out += fmt::format(" {}{}={}", line_key(field.name) ? "data." : "", field.name, value->second);
  }
  if (type.field("unit") == nullptr && example.fields.contains("unit")) out += " unit=" + example.fields["unit"];
  if (!example.in_case.empty() && type.in_case == event::Presence::optional) out += " case=" + example.in_case;
  return out + " by=" + example.by;
}

}  // namespace overens::scenario
