#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "event/vocabulary.hpp"

namespace overens::scenario {

/// What a scenario need not say of how an event comes to another authority, which takes a disclosure and its basis.
class Passing {
 public:
  using Json = nlohmann::ordered_json;
  /// The types of the scenario's events, by their ids.
  using Types = std::map<std::string, event::EventType const*>;

  explicit Passing(event::Vocabulary const& vocabulary) : v_(vocabulary) {}

  /// The disclosure of that one event, made when it was recorded, on a basis that takes no consent.
  Json sent(Json const& event, std::string const& to) const;
  /// Gives a disclosure that rests on a consent and names none the name of one; false for every other event.
  bool name_consent(Json& disclosure) const;
  /// That consent, given at the same time, for the same receiver, to what is disclosed.
  static Json consent_for(Json const& disclosure, Types const& types);

 private:
  event::Vocabulary const& v_;
};

}  // namespace overens::scenario
