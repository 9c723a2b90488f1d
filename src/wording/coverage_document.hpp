#pragma once

#include "agreement/requirements.hpp"
#include "wording/document.hpp"

namespace overens::wording {

/// Which rows of the requirements are carried by which items of which agreements, and where the others are at home.
Document coverage_document(agreement::Requirements const& requirements,
                           std::vector<agreement::Pack const*> const& packs, Language const& say);

}  // namespace overens::wording
