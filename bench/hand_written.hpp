#pragma once

#include <array>
#include <cstdint>
#include <filesystem>

#include "calendar/day.hpp"

namespace overens::bench {

/// How many of each rule were open on the day, met, met late, unmet and late; for prohibitions: broken and not broken.
struct Counts {
  std::array<std::array<std::uint64_t, 4>, 6> by_rule{};  ///< rule × (open, met, met late, late)
  bool operator==(Counts const&) const = default;
};

/// The six rules of bench/six-rules written by hand in C++, parsing included: what the pack costs is measured against
/// it. It knows no corrections, disclosures, versions or reasons.
Counts six_rules_by_hand(std::filesystem::path const& file, calendar::Day on);

}  // namespace overens::bench
