#pragma once

#include "access/decide.hpp"
#include "event/vocabulary.hpp"

namespace overens::access {

/// What recording an event of the type is: a correction and a withdrawal change another event, a disclosure hands one
/// over, what is open to everybody to say is a doubt, and every other event is recorded.
Action action_of(event::EventType const& type);

}  // namespace overens::access
