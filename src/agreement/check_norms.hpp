#pragma once

#include "agreement/pack.hpp"

namespace overens::agreement {

/// Checks one norm: bearer, conditions, the slots of its verb, due day, recurrence, and that no care waits for money.
void check_norm(Norm const& norm, Pack const& pack, event::Vocabulary const& vocabulary, base::Findings& findings);

}  // namespace overens::agreement
