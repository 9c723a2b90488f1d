#pragma once

#include <string>
#include <vector>

#include "demonstration/stories.hpp"
#include "demonstration/year.hpp"

namespace overens::demonstration {

/// Whom a case is about: kept beside the journal, never in it.
struct Invented {
  std::string authority, id;
  std::string name;
  std::string number;  ///< of the kind that Skatteverket gives out for tests
};

/// Cases of an agreement's year: what happened, each a line as of governance(), and whom they are about.
struct InventedCases {
  std::vector<std::string> lines;
  std::vector<Invented> persons;
};

/// The stories told over and over in the first authority of each side that `before` has of a party of the agreement, by
/// staff of theirs: a new one every few days from the year's first day on, each through its own days. What nothing
/// keeps open is closed after some months. With a later last day it is the same and goes on. Empty: a side has no
/// authority.
InventedCases cases(Year const& year, event::Vocabulary const& vocabulary, Stories const& stories,
                    std::vector<std::string> const& before);

}  // namespace overens::demonstration
