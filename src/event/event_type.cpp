#include <algorithm>

#include "event/vocabulary.hpp"

namespace overens::event {

bool Needed::by(std::string_view said) const {
  auto const is_one = std::find(codes.begin(), codes.end(), said) != codes.end();
  switch (when) {
    case When::never:
      return false;
    case When::always:
      return true;
    case When::with:
      return is_one;
    case When::without:
      return !said.empty() && !is_one;
  }
  return false;
}

DataField const* EventType::field(std::string_view wanted) const {
  auto const found = std::find_if(data.begin(), data.end(), [&](auto const& f) { return f.name == wanted; });
  return found == data.end() ? nullptr : &*found;
}

bool EventType::can_tell_more() const {
  return std::any_of(data.begin(), data.end(), [](auto const& f) { return !f.telling.empty(); });
}

std::vector<std::string> places_in(std::string_view sentence) {
  std::vector<std::string> names;
  for (auto from = sentence.find('{'); from != std::string_view::npos; from = sentence.find('{', from + 1)) {
    auto const end = sentence.find('}', from);
    if (end == std::string_view::npos) break;
    names.emplace_back(sentence.substr(from + 1, end - from - 1));
  }
  return names;
}

EventType::GoesTo read_goes_to(std::string_view word) {
  using enum EventType::GoesTo;
  if (word == "named") return named;
  if (word == "giver") return giver;
  return word == "receivers" ? receivers : nobody;
}

bool EventType::has_class(std::string_view wanted) const {
  return std::find(classes.begin(), classes.end(), wanted) != classes.end();
}

}  // namespace overens::event
