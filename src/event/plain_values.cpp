#include "event/plain_values.hpp"

#include "calendar/day.hpp"

namespace overens::event {

std::string plain(DataField const& field, std::int64_t number, std::string_view text) {
  switch (field.type) {
    case DataField::Type::day:
      return calendar::to_string(calendar::Day(std::chrono::days(number)));
    case DataField::Type::integer:
    case DataField::Type::money:
      return std::to_string(number);
    case DataField::Type::boolean:
      return number == 0 ? "false" : "true";
    case DataField::Type::code:
    case DataField::Type::words:
    case DataField::Type::id:
    case DataField::Type::authority:
    case DataField::Type::unit:
    case DataField::Type::party:
    case DataField::Type::type:
    case DataField::Type::raw:
      return std::string(text);
  }
  return {};
}

void add(PlainValues& to, DataField const& field, std::string value) {
  auto const [at, is_first] = to.try_emplace(field.name, value);
  if (!is_first) at->second.append("\n").append(value);
}

PlainValues plain_values(std::span<Value const> values) {
  PlainValues all;
  for (auto const& value : values) add(all, *value.field, plain(*value.field, value.number, value.text));
  return all;
}

std::string const& said(PlainValues const& values, std::string_view name) {
  static std::string const nothing;
  auto const found = values.find(name);
  return found == values.end() ? nothing : found->second;
}

}  // namespace overens::event
