#pragma once

#include "event/vocabulary.hpp"

namespace overens::event {

/// Refuses what one place of the vocabulary names and no other has: kinds, classes and types of event, kinds of
/// authority, and the types that the program acts on.
void check_named(Vocabulary const& vocabulary, base::Findings& findings);

}  // namespace overens::event
