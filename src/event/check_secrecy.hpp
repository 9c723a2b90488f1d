#pragma once

#include "base/findings.hpp"
#include "event/vocabulary.hpp"

namespace overens::event {

/// Refuses a type whose secrecy its way to others contradicts: shared, and yet not for all parties; known inside its
/// authority only, and yet sent to another.
void check_secrecy(std::vector<EventType> const& types, base::Findings& findings);

}  // namespace overens::event
