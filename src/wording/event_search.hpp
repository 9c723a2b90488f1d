#pragma once

#include <string_view>
#include <vector>

#include "wording/language.hpp"

namespace overens::wording {

/// The event types whose name, fields or codes hold all the words, in any of their forms; the best first.
std::vector<event::EventType const*> find_events(event::Vocabulary const& vocabulary, std::string_view words,
                                                 Language const& say);

}  // namespace overens::wording
