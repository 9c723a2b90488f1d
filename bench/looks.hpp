#pragma once

#include "disk/agreements.hpp"

namespace overens::bench {

/// Prints what it costs that a look is kept before it is shown: a case, and a list of 50, each asked by many threads,
/// with its durable entry and without, and beside a bare program that commits such entries.
void measure_looks(disk::Agreements const& agreements);

}  // namespace overens::bench
