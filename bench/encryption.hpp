#pragma once

#include <cstdint>

#include "disk/agreements.hpp"

namespace overens::bench {

/// What encryption costs: commands and views made anew, encrypted against in the open, on SQLite; and commands while
/// the keys of so many streams are wrapped anew, against commands beside nothing.
void measure_encryption(disk::Agreements const& agreements, std::uint64_t events, std::uint64_t streams);

}  // namespace overens::bench
