#pragma once

#include <string>
#include <utility>
#include <vector>

#include "agreement/item.hpp"

namespace overens::agreement {

/// A text that the pack was written from. The text itself stands nowhere in the repository: its hash says which it was.
struct SourceText {
  std::string title;
  std::string sha256;
  long lines = 0;
  base::Place place;
};

/// Some lines of a source that belong together, and what carries what they say, or why nothing needs to. The passages
/// of a pack are its ledger: each line of each source stands in exactly one of them.
struct Passage {
  std::size_t source = 0;  ///< which of the pack's sources, from 0
  long first = 0;          ///< both lines included; 0 when they can't be read
  long last = 0;
  std::string page;
  std::string section;                                     ///< empty: before the first section
  Words says;                                              ///< in our own words
  std::vector<std::pair<std::string, std::string>> items;  ///< id, and what of the passage it carries
  std::string none;                                        ///< why nothing carries it; empty when something does
  std::string because;
  std::vector<std::string> rows;  ///< the rows of requirements that it answers to
  base::Place place;
};

}  // namespace overens::agreement
