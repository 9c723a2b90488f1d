#pragma once

#include "agreement/pack.hpp"

namespace overens::agreement {

/// Says what is wrong in the head of a pack: codes of parties, days, and references from it to the pack's items.
void check_head(Pack const& pack, event::Vocabulary const& vocabulary, base::Findings& findings);

}  // namespace overens::agreement
