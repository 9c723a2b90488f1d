#pragma once

#include "disk/agreements.hpp"

namespace overens::bench {

/// What a unit with two hundred open duties has to do, read with few and with many cases in the store: how long it
/// takes, and how many questions are put to the store.
void measure_work(disk::Agreements const& agreements, int many_cases);

}  // namespace overens::bench
