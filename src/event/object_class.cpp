#include "event/object_class.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace overens::event {
namespace {

// From what everybody may know to what the fewest may.
constexpr std::array<std::pair<std::string_view, ObjectClass>, std::size(all_object_classes)> by_closeness = {
    {{"open", ObjectClass::open},
     {"governance", ObjectClass::governance},
     {"statistics", ObjectClass::statistics},
     {"identity", ObjectClass::identity},
     {"coordination", ObjectClass::coordination},
     {"notes", ObjectClass::notes},
     {"received", ObjectClass::received},
     {"internal", ObjectClass::internal},
     {"sensitive", ObjectClass::sensitive},
     {"access_log", ObjectClass::access_log},
     {"sensitive_log", ObjectClass::sensitive_log}}};

auto place_of(ObjectClass wanted) {
  return std::find_if(by_closeness.begin(), by_closeness.end(), [&](auto const& one) { return one.second == wanted; });
}

}  // namespace

std::string_view to_string(ObjectClass one) {
  return place_of(one)->first;
}

std::optional<ObjectClass> find_object_class(std::string_view word) {
  for (auto const& [name, one] : by_closeness) {
    if (name == word) return one;
  }
  return std::nullopt;
}

std::vector<std::string> object_class_words() {
  std::vector<std::string> all;
  for (auto const& [name, one] : by_closeness) all.emplace_back(name);
  return all;
}

ObjectClass closer(ObjectClass one, ObjectClass other) {
  return place_of(one) < place_of(other) ? other : one;
}

}  // namespace overens::event
