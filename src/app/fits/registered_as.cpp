#include "app/fits/registered_as.hpp"

#include "event/known.hpp"

namespace overens::app {

std::optional<std::vector<std::string>> parties_of(Record const& record, std::string_view authority,
                                                   event::Vocabulary const& vocabulary) {
  auto const registrations = record.all_standing(event::known::authority_registered, authority);
  if (registrations.empty()) return std::nullopt;
  std::vector<std::string> all;
  for (auto const* registration : registrations) {
    auto const values = record.said(*registration, vocabulary);
    if (auto const& party = event::said(values, "party"); !party.empty()) all.push_back(party);
  }
  return all;
}

}  // namespace overens::app
