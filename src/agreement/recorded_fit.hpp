#pragma once

#include <optional>
#include <span>

#include "agreement/lifecycle.hpp"
#include "base/refusal.hpp"

namespace overens::agreement {

/// What somebody records on an agreement.
struct RecordedOnAgreement {
  std::string agreement;
  LifecycleEvent event;
  std::string by;                                      ///< what the authority that acted is called
  std::optional<std::vector<std::string>> of_parties;  ///< the parties that it belongs to; nothing: not known
  std::string commitment = {};  ///< of the agreement, when it is recorded on that; empty: on the agreement itself
};

/// Why it can't change the agreement; nothing when it can. Of all versions that are known: `unknown_agreement` and
/// `unknown_version` when there is none such; `missing_key` when a signature is for neither a party nor a forum;
/// `wrong_party` when the one that acted belongs to no party of the agreement, or acts for another than its
/// own, or a commitment is not one of that party's.
std::optional<base::Refusal> misfit(RecordedOnAgreement const& recorded, std::span<Pack const* const> packs);

}  // namespace overens::agreement
