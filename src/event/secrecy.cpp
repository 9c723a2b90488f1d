#include "event/secrecy.hpp"

namespace overens::event {

ObjectClass secrecy_of(EventType const& type, std::span<Value const> values) {
  auto secrecy = type.secrecy;
  for (auto const& value : values) {
    for (auto const& [code, of_code] : value.field->telling) {
      if (code == value.symbol) secrecy = closer(secrecy, of_code);
    }
  }
  return secrecy;
}

ObjectClass secrecy_of(EventType const& type, std::span<DraftField const> said) {
  auto secrecy = type.secrecy;
  for (auto const& one : said) {
    auto const* field = type.field(one.name);
    if (field == nullptr || field->telling.empty()) continue;
    for (auto const& value : one.values) {
      auto const* word = std::get_if<std::string>(&value);
      auto const symbol = word == nullptr ? base::WordTable::none : field->symbols.find(*word);
      for (auto const& [code, of_code] : field->telling) {
        if (code == symbol) secrecy = closer(secrecy, of_code);
      }
    }
  }
  return secrecy;
}

ObjectClass closest_secrecy_of(EventType const& type) {
  auto secrecy = type.secrecy;
  for (auto const& field : type.data) {
    for (auto const& [code, of_code] : field.telling) secrecy = closer(secrecy, of_code);
  }
  return secrecy;
}

}  // namespace overens::event
