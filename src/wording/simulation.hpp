#pragma once

#include <map>

#include "obligation/tally.hpp"
#include "wording/structured_text.hpp"

namespace overens::wording {

using BearerNames = std::map<base::Symbol, std::string>;

/// What each bearer of a tally is called.
void name_bearers(obligation::Tally const& tally, obligation::Engine const& engine,
                  obligation::Registry const& registry, BearerNames& names);

/// The same events under the agreement as it is and under a draft.
struct Simulation {
  agreement::Pack const& draft;
  agreement::Words says;  ///< what the draft is
  calendar::Day on;
  obligation::Tally const& today;
  BearerNames const& today_names;
  obligation::Tally const& then;
  BearerNames const& then_names;
  event::Vocabulary const& vocabulary;
  std::vector<std::string> not_in_force;  ///< of agreements that did not hold on the day; in the language it is said in
};

/// What would open, be late and fall away: by norm, and by bearer where asked for. What is alike is counted only.
StructuredText simulation(Simulation const& simulation, bool by_bearer, Language const& say);
/// The same for programs: every norm and bearer, on one line.
std::string simulation_json(Simulation const& simulation, Language const& say);

}  // namespace overens::wording
