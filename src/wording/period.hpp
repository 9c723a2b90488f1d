#pragma once

#include <string>

#include "wording/language.hpp"

namespace overens::wording {

/// A period as people say it: "the first quarter of 2026", for 2026-Q1. Any other name is said as it is.
std::string period_words(std::string const& period, Language const& say);

}  // namespace overens::wording
