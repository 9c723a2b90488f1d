#pragma once

#include <cstdint>

#include "disk/agreements.hpp"

namespace overens::bench {

/// How soon a server is ready on a journal of that many events, and the memory it takes then and while it makes the
/// views anew. The journal is filled past the processor, without the corrections of the made-up county.
void measure_opening(disk::Agreements const& agreements, std::uint64_t events);

}  // namespace overens::bench
