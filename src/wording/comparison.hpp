#pragma once

#include "agreement/compare.hpp"
#include "wording/structured_text.hpp"

namespace overens::wording {

/// Two versions, or two counties' agreements, beside each other: what is stronger, weaker, otherwise changed, added and
/// missing, in the first one's own order. `same_too`: also what is alike.
StructuredText comparison(agreement::Pack const& before, agreement::Pack const& after, bool same_too,
                          event::Vocabulary const& vocabulary, Language const& say);

}  // namespace overens::wording
