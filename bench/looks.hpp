#pragma once

#include "disk/agreements.hpp"

namespace overens::bench {

/// Prints how many questions are answered in a second, each with its durable entry: a case, and a list of 50, each
/// asked by many threads, beside a bare program that commits such entries.
void measure_looks(disk::Agreements const& agreements);

}  // namespace overens::bench
