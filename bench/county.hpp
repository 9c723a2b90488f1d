#pragma once

#include <cstdint>
#include <filesystem>

namespace overens::bench {

/// How large a county to make up.
struct CountySize {
  std::uint64_t events = 500'000;
  std::uint64_t cases = 10'000;
  std::uint64_t seed = 1;
};

/// Writes a made-up county's events as JSON lines, in the order in which they were recorded: cases of persons with
/// needs, interventions, plans, placements with their costs, children, complaints; disclosures, corrections, late
/// registrations; authorities, units and forums. The same seed gives the same bytes. SubjectRef 317 bytes a line. Gives
/// the number of lines.
std::uint64_t write_county(std::filesystem::path const& file, CountySize const& size);

}  // namespace overens::bench
