#pragma once

#include "agreement/pack.hpp"
#include "base/findings.hpp"

namespace overens::agreement {

/// Checks one condition of a norm: its event types, fields, words and tie. `opens`: the event must carry the subject's
/// id.
void check_condition(Condition const& condition, Norm const& norm, bool opens, event::Vocabulary const& vocabulary,
                     base::Findings& findings);

}  // namespace overens::agreement
