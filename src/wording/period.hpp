#pragma once

#include <string>

#include "wording/language.hpp"

namespace overens::wording {

/// A period as people say it: "the first quarter of 2026", for 2026-Q1. Any other name is said as it is.
std::string period_words(std::string const& period, Language const& say);
/// What is owed of something for a period: "Chefsgruppen, the first quarter of 2026". What is owed a time after it was
/// done last has a day for its period, its first. Without a period the name alone.
std::string with_period(std::string const& name, std::string const& period, Language const& say);

}  // namespace overens::wording
