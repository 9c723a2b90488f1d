#pragma once

#include "app/ports/views.hpp"
#include "app/shared_state.hpp"

namespace overens::app {

// The views of what is shared between the parties (forums, agreements, units …), for every authority that owes
// something. Each is made of its own group of shared entries and of the register, and of nothing else.

/// The shared subjects from a number on, at most so many; `from` is then where to go on. None at the end.
std::vector<SubjectView> shared_views(SharedState const& known, std::uint32_t& from, std::size_t most,
                                      calendar::Day on);

/// Those that shared entries which are not in the store yet touch. What else they may change by what the register says
/// then, `as_of` tells.
struct Touched {
  std::vector<SubjectView> views;
  AsOf as_of;
};
Touched touched_views(SharedState const& known, std::vector<journal::Entry const*> const& more, calendar::Day on);

/// All that have a view.
std::vector<journal::SubjectRef> shared_subjects(SharedState const& known);

}  // namespace overens::app
