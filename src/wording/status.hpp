#pragma once

#include <string>
#include <vector>

#include "agreement/lifecycle.hpp"
#include "wording/language.hpp"
#include "wording/obligations.hpp"

namespace overens::wording {

/// How a version of an agreement stands on a day: whether it holds and why, for each party, and what is missing.
struct VersionStanding {
  agreement::Pack const* version = nullptr;
  bool holds = false;                 ///< and binds somebody
  bool is_assumed = false;            ///< it holds by the document alone: nobody's decision is recorded
  std::string verdict;                ///< holds or not, and why, in a sentence or two
  std::string when;                   ///< the same, where whether it holds stands beside it
  std::vector<Paragraph> paragraphs;  ///< parties, signatures, revision, addenda …
};

/// The versions of an agreement that matter on the day: those that hold; when none does, the last that ended and the
/// next to begin.
std::vector<VersionStanding> standing(agreement::Lifecycle const& life, calendar::Day on, Language const& say);

}  // namespace overens::wording
