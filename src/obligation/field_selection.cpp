// What is kept of the events' data: the fields that somebody asks for.

#include <algorithm>

#include "obligation/facts.hpp"

namespace overens::obligation {

bool outside_cases(event::Vocabulary const& vocabulary, std::string_view kind) {
  return std::any_of(vocabulary.types.begin(), vocabulary.types.end(), [&](auto const& type) {
    return type.subject == kind && type.in_case != event::Presence::required;
  });
}

FieldSelection::FieldSelection(event::Vocabulary const& vocabulary)
    : vocabulary_(vocabulary), groups_(vocabulary.types.size()) {
  for (auto const& t : vocabulary.types) fields_.emplace_back(t.data.size(), false);
}

void FieldSelection::field(std::string_view type_name, std::string_view name) {
  auto const* found = vocabulary_.type(type_name);
  if (found == nullptr) return;
  if (auto const* field = found->field(name))
    fields_[found->number][static_cast<std::size_t>(field - found->data.data())] = true;
}

void FieldSelection::in_group(std::string_view type_name, std::string const& kind) {
  auto const* found = vocabulary_.type(type_name);
  if (found == nullptr) return;
  auto& all = groups_[found->number];
  if (std::find(all.begin(), all.end(), kind) == all.end()) all.push_back(kind);
}

}  // namespace overens::obligation
