#pragma once

#include <string>

#include "wording/language.hpp"

namespace overens::wording {

/// The event types, codes, kinds and roles of the vocabulary as a page of Markdown.
std::string event_doc(event::Vocabulary const& vocabulary, Language const& say);

}  // namespace overens::wording
