#pragma once

#include <map>
#include <string>

#include "event/vocabulary.hpp"

namespace overens::scenario {

/// What a line is to record. What its event must have and is not given here gets some value of the right kind, for
/// whoever pastes the line to change.
struct Example {
  std::string when = "2026-03-02";
  std::string by = "kommun";
  std::string subject = {};                        ///< its id; empty: one made of its kind, such as plan1
  std::map<std::string, std::string> fields = {};  ///< by name
  std::string in_case = {};                        ///< where the type may be in a case; empty: it is in none
};

/// The id of a subject of the kind in a line that gives none.
std::string example_id(std::string const& kind);

/// A line of a scenario that records an event of the type.
std::string example_line(event::EventType const& type, event::Vocabulary const& vocabulary, Example example);

}  // namespace overens::scenario
