#pragma once

#include "agreement/pack.hpp"
#include "agreement/slots.hpp"
#include "base/findings.hpp"

namespace overens::agreement {

/// Checks that the event is there, and that its fields can be what is asked for.
void check_event(Condition const& event, Pack const& pack, event::Vocabulary const& vocabulary,
                 base::Findings& findings);

/// Checks one condition of a norm: its event types, fields, words and tie, and what its slot asks of it.
void check_condition(Condition const& condition, Norm const& norm, Pack const& pack, Slot slot,
                     event::Vocabulary const& vocabulary, base::Findings& findings);

}  // namespace overens::agreement
