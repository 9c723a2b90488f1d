#pragma once

#include "access/decide.hpp"
#include "event/event.hpp"

namespace overens::access {

/// What recording an event of the type is: a correction and a withdrawal change another event, a disclosure hands one
/// over, what answers what has come in is received, who has a case is assigned, a commission is granted and confirmed,
/// what is open to everybody to say is a doubt, and every other event is recorded.
Action action_of(event::EventType const& type);
/// Of this event by this actor: whoever takes a case on or leaves it themselves does so, and says who else has it
/// otherwise. Nobody names themselves for what is kept most closely.
Action action_of(event::Event const& event, Actor const& actor);

}  // namespace overens::access
