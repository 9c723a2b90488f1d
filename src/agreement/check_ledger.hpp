#pragma once

#include "agreement/pack.hpp"

namespace overens::agreement {

/// Says what is wrong in the pack's ledger: lines of a source that no passage holds or two hold, passages out of order
/// or too long, and items that do not exist or do not cite the section that the passage stands in.
void check_ledger(Pack const& pack, event::Vocabulary const& vocabulary, base::Findings& findings);

}  // namespace overens::agreement
