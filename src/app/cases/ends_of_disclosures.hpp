#pragma once

#include <vector>

#include "app/command.hpp"
#include "app/ports/store.hpp"

namespace overens::app {

/// Of what is recorded for somebody else and disclosed as it is (EventType::goes_to), and is withdrawn by the command:
/// the end of each disclosure of the same owner's that holds nothing else and stands. Without a day.
std::vector<event::Draft> ends_of_disclosures(Command const& command, EntrySource& source,
                                              event::Vocabulary const& vocabulary);

}  // namespace overens::app
