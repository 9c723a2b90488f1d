#pragma once

#include <functional>

#include "app/command.hpp"
#include "app/shared_state.hpp"
#include "obligation/consequence.hpp"

namespace overens::app {

/// Takes one consequence, with what it is said by. All of it is valid during the call only.
using TakeConsequence = std::function<void(obligation::Engine const&, obligation::Registry const&,
                                           obligation::VisibleEvents const&, obligation::Consequence const&)>;

/// What is not told one by one.
struct Foreseen {
  bool changes_cases = false;  ///< what is owed in cases is worked out anew as well
  calendar::Day on = {};       ///< the day as of which it is told: today, or that of an event to come
};

/// Tells what the command's events would lead to: the answer with them beside the answer without, for the subjects that
/// they touch, as the owner of the first event knows it today (of what is planned: on its day, as it is known today),
/// so that it tells nothing that the owner may not know. What makes the register say something else (an authority that
/// joins, a signature that is withdrawn) is told for all shared subjects, the events' own first. Nothing is stored.
///
/// What has been recorded of these subjects, and of what is linked to them, is read from `entries` as it is when the
/// command is carried out, and it is refused as it would be then, but for what others have recorded meanwhile. A
/// command that has been carried out already leads to nothing more.
base::Expected<Foreseen> foresee(SharedState const& known, EntrySource& entries, Command const& command,
                                 calendar::Instant now, TakeConsequence const& take);

}  // namespace overens::app
