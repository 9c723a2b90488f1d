#include "event/words.hpp"

#include "base/as_read.hpp"
#include "base/words.hpp"
#include "event/vocabulary.hpp"

namespace overens::event {

using base::text;

std::optional<base::Text> fault_of_words(DataField const& field, std::string_view words) {
  if (base::shows_nothing(words)) return text("“{0}” says nothing: leave it out", field.label);
  if (base::length(words) > field.longest)
    return text("“{0}”: write at most {1} characters", field.label, field.longest);
  if (base::has_hidden(words)) return text("“{0}” holds characters that can't be seen", field.label);
  return std::nullopt;
}

std::optional<base::Text> fault_of_number(DataField const& field, std::int64_t number) {
  if (field.least && number < *field.least) return text("“{0}”: write at least {1}", field.label, *field.least);
  if (field.most && number > *field.most) return text("“{0}”: write at most {1}", field.label, *field.most);
  return std::nullopt;
}

}  // namespace overens::event
