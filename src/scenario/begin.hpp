#pragma once

#include <set>
#include <string>
#include <vector>

#include "agreement/pack.hpp"

namespace overens::scenario {

/// A scenario that somebody is to look over, complete but for its answers.
struct Begun {
  std::string name;  ///< of its file: "sip-held-met"
  std::string bytes;
  std::string shows;    ///< the outcome that it is to show; empty: that the rule stands
  std::string without;  ///< the outcome that it may not show

  bool is_shown_by(std::set<std::string> const& outcomes) const;
};

/// What people read in them.
struct BegunWords {
  std::string first_line;  ///< that it is to be looked over
  std::string comes;       ///< ends the title of the one in which it is done, or happens
  std::string comes_not;
  std::string comes_anew;  ///< of what arises anew when that which met it has ended
};

/// What a rule's scenarios begin with: one in which what it asks for is done (what it forbids or allows happens), one
/// in which it is not, and one in which what was done has ended, where the rule then arises anew.
std::vector<Begun> begin(agreement::Pack const& pack, agreement::Norm const& norm, event::Vocabulary const& vocabulary,
                         BegunWords const& words);

}  // namespace overens::scenario
