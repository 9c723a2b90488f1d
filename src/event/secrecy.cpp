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

ObjectClass closest_secrecy_of(EventType const& type) {
  auto secrecy = type.secrecy;
  for (auto const& field : type.data) {
    for (auto const& [code, of_code] : field.telling) secrecy = closer(secrecy, of_code);
  }
  return secrecy;
}

}  // namespace overens::event
