#include <algorithm>

#include "event/vocabulary.hpp"

namespace overens::event {

DataField const* EventType::field(std::string_view wanted) const {
  auto const found = std::find_if(data.begin(), data.end(), [&](auto const& f) { return f.name == wanted; });
  return found == data.end() ? nullptr : &*found;
}

bool EventType::can_tell_more() const {
  return std::any_of(data.begin(), data.end(), [](auto const& f) { return !f.telling.empty(); });
}

bool EventType::has_class(std::string_view wanted) const {
  return std::find(classes.begin(), classes.end(), wanted) != classes.end();
}

}  // namespace overens::event
