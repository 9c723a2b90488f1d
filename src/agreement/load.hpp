#pragma once

#include <map>
#include <string>
#include <vector>

#include "agreement/pack.hpp"
#include "base/yaml.hpp"

namespace overens::agreement {

/// A pack's files as trees, parsed once: they can be put together several times with different choices of readings.
struct PackFiles {
  std::string folder;
  std::vector<std::pair<std::string, base::Node>> trees;  ///< file name and tree, each of the right shape
  bool whole = true;                                      ///< every file could be read
};

/// Parses the files of one folder. What is wrong is said; a file that can't be read is left out.
PackFiles parse_pack(std::string folder, std::vector<base::SourceFile> const& files, base::Findings& findings);

/// Says of each finding in which item of the pack it stands.
void name_items(PackFiles const& files, base::Findings& findings);

/// Which choice to use instead of the picked one, by reading.
using OtherChoices = std::map<std::string, std::string, std::less<>>;

/// Puts the pack together: fills in what the readings set, and checks that each place holds what belongs there. Adds
/// the pack's own codes to the vocabulary. What items say of each other is checked by check_pack.
Pack load_pack(PackFiles const& files, event::Vocabulary& vocabulary, base::Findings& findings,
               OtherChoices const& others = {});

}  // namespace overens::agreement
