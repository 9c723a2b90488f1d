#pragma once

#include <span>

#include "app/record.hpp"

namespace overens::app {

/// What an authority is registered as.
struct RegisteredAs {
  std::string kind;
  std::string party;  ///< empty: of none

  void take(std::span<event::Value const> values);
};

/// What a registration says with the corrections of it that stand.
RegisteredAs registered_as(Record const& record, Recorded const& registration, event::Vocabulary const& vocabulary);

/// The parties that the authority belongs to or has belonged to; nothing when it is not registered.
std::optional<std::vector<std::string>> parties_of(Record const& record, std::string_view authority,
                                                   event::Vocabulary const& vocabulary);

}  // namespace overens::app
