#pragma once

#include "base/shape.hpp"

namespace overens::agreement {

/// The shape of a pack's files: every file may hold any of the top keys.
base::ShapePtr pack_shape();

/// The named shapes that pack_shape refers to.
base::ShapeBook const& pack_shapes();

}  // namespace overens::agreement
