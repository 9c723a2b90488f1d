#pragma once

#include <string>
#include <vector>

#include "base/text.hpp"
#include "event/vocabulary.hpp"

namespace overens::wording {

/// The ages that a question says of somebody, each once, in order: "urinprov när man är 16 år", "en 17-åring som
/// dricker". One alone is taken out of the question; of two that differ it is not known which is meant, and both stay.
/// Not what says other ages or how long: "barn under 18 år", "13–17 år", "2 år efter placering".
std::vector<int> take_ages(std::string& written, event::Vocabulary const& vocabulary);

/// That two or more are said, and one is to be chosen.
base::Text several_ages(std::vector<int> const& ages);

}  // namespace overens::wording
