#pragma once

#include <string>

#include "wording/structured_text.hpp"

namespace overens::wording {

/// The event types, codes, kinds and roles of the vocabulary as a page of Markdown.
std::string event_doc(event::Vocabulary const& vocabulary, Language const& say);

/// Adds what an event of the type records, each field with what it can hold, and a line of a scenario to paste.
void write_event(StructuredText& out, event::EventType const& type, event::Vocabulary const& vocabulary,
                 std::string const& line, Language const& say);

}  // namespace overens::wording
