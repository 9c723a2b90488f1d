#pragma once

#include "agreement/load.hpp"

namespace overens::agreement {

/// Every map in `tree` that says `reading: x` gets the keys that the choice in use of x sets; `reading: x/part` gets
/// those under `part`. A key that already stands is refused, so is a reading that is not there. `used` collects the
/// readings met.
void fill_in_readings(base::Node& tree, std::string const& file, PackFiles const& files, OtherChoices const& others,
                      std::vector<std::string>& used, base::Findings& findings);

/// The choice in use of a reading: another one, or the chosen, or the assumed.
std::string picked_choice(base::Node const& reading, OtherChoices const& others);

}  // namespace overens::agreement
