#pragma once

#include <array>
#include <set>
#include <string>

#include "agreement/pack.hpp"

namespace overens::agreement {

/// What the program does with what a passage of the source says, the most first. Nobody claims it: it follows from the
/// items that carry the passage and from what the scenarios show.
enum class Coverage {
  computed,     ///< a norm, an age band, a ladder or a rule of validity acts on it, and a scenario shows it
  workable,     ///< what it speaks of can be recorded, and is shown
  shown,        ///< it can be read
  open,         ///< it is a question that nobody has decided
  not_software  ///< nothing carries it, with the reason
};
inline constexpr std::size_t coverages = 5;

/// What the scenarios of an agreement show at work.
struct Demonstrated {
  std::set<std::string, std::less<>> ids;  ///< norms and ladders
  bool validity = false;                   ///< that something falls outside the time when the agreement is in force
};

/// The most that one of the passage's items does.
Coverage coverage_of(Passage const& passage, Pack const& pack, event::Vocabulary const& vocabulary,
                     Demonstrated const& demonstrated);

/// How many of the items that carry something are computed.
struct ComputedItems {
  long computed = 0;
  long all = 0;
};
ComputedItems computed_items(Passage const& passage, Pack const& pack, event::Vocabulary const& vocabulary,
                             Demonstrated const& demonstrated);

/// True when the passage, or a norm that carries it, rests on a reading that nobody has decided.
bool rests_on_open_reading(Passage const& passage, Pack const& pack);

struct CoverageSums {
  std::array<long, coverages> passages = {};  ///< by Coverage
  long all = 0;
  ComputedItems items;  ///< of all passages
  long on_open_readings = 0;
};
CoverageSums coverage_sums(Pack const& pack, event::Vocabulary const& vocabulary, Demonstrated const& demonstrated);

}  // namespace overens::agreement
