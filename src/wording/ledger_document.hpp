#pragma once

#include "agreement/coverage.hpp"
#include "wording/structured_text.hpp"

namespace overens::wording {

/// An agreement with a ledger, and what its scenarios show at work.
struct CoveredPack {
  agreement::Pack const* pack = nullptr;
  agreement::Demonstrated demonstrated;
};

/// How many passages of each agreement's source the program computes, lets be recorded, shows, or holds as a question.
StructuredText coverage_sums_document(std::vector<CoveredPack> const& packs, event::Vocabulary const& vocabulary,
                                      Language const& say);

/// The same, and each passage with what carries it.
StructuredText ledger_document(std::vector<CoveredPack> const& packs, event::Vocabulary const& vocabulary,
                               Language const& say);

}  // namespace overens::wording
