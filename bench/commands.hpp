#pragma once

#include <cstdint>

#include "disk/agreements.hpp"

namespace overens::bench {

/// Durable commands a second through the desk, on SQLite, against a bare program that writes the same rows in the same
/// transactions, hashing included. Prints both and their ratio.
void measure_commands(disk::Agreements const& agreements, std::uint64_t events);

}  // namespace overens::bench
