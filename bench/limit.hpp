#pragma once

#include <cstdint>
#include <filesystem>

namespace overens::bench {

/// Only parses: every line with simdjson, every field read and nothing kept. The limit for whatever reads the same
/// file. `many`: in batches of a megabyte (iterate_many); otherwise line by line. Gives the number of lines.
std::uint64_t parse_only(std::filesystem::path const& file, bool many);

}  // namespace overens::bench
