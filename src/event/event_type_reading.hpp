#pragma once

#include "base/shape.hpp"
#include "event/vocabulary.hpp"

namespace overens::event {

/// What a type of event may say in the vocabulary.
base::ShapePtr event_type_shape();
/// A type as the vocabulary has it; the node has been checked against its shape.
EventType read_event_type(base::Node const& node);

}  // namespace overens::event
