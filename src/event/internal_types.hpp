#pragma once

#include "base/findings.hpp"
#include "event/vocabulary.hpp"

namespace overens::event {

/// Refuses a type of event that is known inside its authority only, and yet is told to others: shared, or with a
/// receiver.
void check_internal_types(std::vector<EventType> const& types, base::Findings& findings);

}  // namespace overens::event
