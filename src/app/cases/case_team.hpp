#pragma once

#include "app/ports/views.hpp"
#include "app/record.hpp"

namespace overens::app {

/// Who has the case in the authority: the unit said last, that of the event that opened it, or of whoever took it on
/// first; and those who have taken it on there and not let it go. And what stands in the way of others: each marking
/// that has been set and not been lowered since, here or at the sender of what has come in by name and still stands;
/// and a block.
CaseTeam team_of(Record const& record, event::Vocabulary const& vocabulary, std::string const& authority,
                 std::string const& in_case);

}  // namespace overens::app
