#pragma once

#include "agreement/pack.hpp"
#include "wording/structured_text.hpp"

namespace overens::wording {

/// A section of an agreement to stand on: what it says in our words, where it stands in the source, and everything of
/// our account that cites it, each item with its id.
StructuredText section_document(agreement::Pack const& pack, agreement::Section const& section,
                                event::Vocabulary const& vocabulary, Language const& say);

}  // namespace overens::wording
