#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "disk/agreements.hpp"

namespace overens::bench {

/// Durable commands a second: through HTTP to a running server, one in a request and many; through the processor alone;
/// and by a bare program that writes the same rows in the same transactions, hashing included, on SQLite. Prints them
/// and their ratios, each of the same commands within a few seconds.
void measure_commands(disk::Agreements const& agreements, std::uint64_t events);

/// The same on a PostgreSQL of one's own, against pgbench with the same statements. Three empty databases, by their
/// URLs: for the server, the processor and pgbench.
void measure_commands_on_postgres(disk::Agreements const& agreements, std::uint64_t events,
                                  std::array<std::string, 3> const& databases);

}  // namespace overens::bench
