#include "event/words.hpp"

#include "base/words.hpp"

namespace overens::event {

using base::text;

std::optional<base::Text> fault_of_words(std::string_view field, std::string_view words) {
  if (words.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return text("{0} says nothing: leave it out", field);
  if (base::has_hidden(words)) return text("{0} holds characters that can't be seen", field);
  return std::nullopt;
}

}  // namespace overens::event
