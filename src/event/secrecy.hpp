#pragma once

#include <span>

#include "event/draft.hpp"
#include "event/event.hpp"

namespace overens::event {

/// How closely an event that says these values is kept: as its type, or as the most closely kept of its codes.
ObjectClass secrecy_of(EventType const& type, std::span<Value const> values);
/// The same of one that is asked for.
ObjectClass secrecy_of(EventType const& type, std::span<DraftField const> said);
/// The closest that an event of the type can be kept.
ObjectClass closest_secrecy_of(EventType const& type);

}  // namespace overens::event
