#include "app/registered_as.hpp"

#include "event/known.hpp"
#include "obligation/facts.hpp"

namespace overens::app {

namespace known = event::known;

void RegisteredAs::take(std::span<event::Value const> values) {
  for (auto const& value : values) {
    if (value.field->name == "kind") kind = value.text;
    if (value.field->name == "party") party = value.text;
  }
}

RegisteredAs registered_as(Record const& record, Recorded const& registration, event::Vocabulary const& vocabulary) {
  RegisteredAs as{registration.kind, registration.party};
  for (auto const* correction : record.all_standing(known::corrected, registration.id, registration.owner)) {
    auto const values = obligation::corrected_data(vocabulary, *registration.type, correction->corrects);
    if (values) as.take(*values);
  }
  return as;
}

std::optional<std::vector<std::string>> parties_of(Record const& record, std::string_view authority,
                                                   event::Vocabulary const& vocabulary) {
  auto const registrations = record.all_standing(known::authority_registered, authority);
  if (registrations.empty()) return std::nullopt;
  std::vector<std::string> all;
  for (auto const* registration : registrations) {
    auto as = registered_as(record, *registration, vocabulary);
    if (!as.party.empty()) all.push_back(std::move(as.party));
  }
  return all;
}

}  // namespace overens::app
