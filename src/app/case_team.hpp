#pragma once

#include "app/record.hpp"
#include "app/views.hpp"

namespace overens::app {

/// Who has the case in the authority: the unit said last, or that of the event that opened it; and those who have taken
/// it on there and not let it go. And what stands in the way of others: each marking that has been set and not been
/// lowered since, and a block.
CaseTeam team_of(Record const& record, event::Vocabulary const& vocabulary, std::string const& authority,
                 std::string const& in_case);

}  // namespace overens::app
