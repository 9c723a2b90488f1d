#pragma once

#include "access/decide.hpp"
#include "event/vocabulary.hpp"

namespace overens::access {

/// What an event of the type is, by its class in the vocabulary: the most closely kept of those that it has.
ObjectClass class_of(event::EventType const& type);

/// What recording an event of the type is: a correction and a withdrawal change another event, a disclosure hands one
/// over, what is open to everybody to say is a doubt, and every other event is recorded.
Action action_of(event::EventType const& type);

}  // namespace overens::access
