#pragma once

#include <string_view>
#include <vector>

#include "wording/structured_text.hpp"

namespace overens::wording {

/// The event types whose name, fields or codes hold all the words, in any of their forms; the best first.
std::vector<event::EventType const*> find_events(event::Vocabulary const& vocabulary, std::string_view words,
                                                 Language const& say);

/// Adds what an event of the type records, each field with what it can hold, and a line to paste.
void write_event(StructuredText& out, event::EventType const& type, event::Vocabulary const& vocabulary,
                 std::string const& line, Language const& say);

}  // namespace overens::wording
