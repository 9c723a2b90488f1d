#pragma once

#include <cstdint>
#include <string>

namespace overens::bench {

/// How fast commands become durable on SQLite, in transactions of 1, 64 and 256, against a bare program that writes the
/// same rows.
void measure_writing();
/// The same through the store alone, on a database of one's own: a path or postgresql://….
void measure_rates(std::string const& where);
/// How soon a database with that many entries is ready, and the memory that takes.
void measure_opening(std::uint64_t events);

}  // namespace overens::bench
