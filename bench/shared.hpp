#pragma once

#include "disk/agreements.hpp"

namespace overens::bench {

/// What it costs to record what everybody knows, on SQLite, with more and more recorded before: a meeting of a forum,
/// which touches the forum alone, and an authority, which can change any view. For each the time until it is answered
/// and the processor time until all views are right, and their ratios to the smallest journal.
void measure_shared(disk::Agreements const& agreements);

}  // namespace overens::bench
