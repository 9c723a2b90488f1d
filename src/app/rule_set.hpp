#pragma once

#include <string>
#include <vector>

#include "agreement/pack.hpp"

namespace overens::app {

/// What everything is answered by. Packs and vocabulary must outlive whoever is given it.
struct RuleSet {
  std::vector<agreement::Pack const*> packs;
  event::Vocabulary const& vocabulary;
  std::string edition;  ///< another word for other agreements, or others' readings
};

}  // namespace overens::app
