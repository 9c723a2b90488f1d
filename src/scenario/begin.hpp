#pragma once

#include <map>
#include <string>
#include <vector>

#include "agreement/pack.hpp"

namespace overens::scenario {

/// What a line is to record. What its event must have and is not given here gets some value of the right kind, for
/// whoever pastes the line to change.
struct Example {
  std::string when = "2026-03-02";
  std::string by = "kommun";
  std::string subject = {};                        ///< its id; empty: one made of its kind, such as plan1
  std::map<std::string, std::string> fields = {};  ///< by name
};

/// A line of a scenario that records an event of the type.
std::string example_line(event::EventType const& type, event::Vocabulary const& vocabulary, Example example);

/// A scenario that somebody is to look over, complete but for its answers.
struct Begun {
  std::string name;  ///< of its file: "sip-held-met"
  std::string bytes;
  std::string shows;  ///< the outcome that it is to show; empty: that nothing of the kind has come
};

/// What people read in them.
struct BegunWords {
  std::string first_line;  ///< that it is to be looked over
  std::string comes;       ///< ends the title of the one in which it is done, or happens
  std::string comes_not;
};

/// What a rule's scenarios begin with: one in which what it asks for is done (what it forbids or allows happens), one
/// in which it is not. Made of the rule's own conditions: of several that will do the first is taken.
std::vector<Begun> begin(agreement::Pack const& pack, agreement::Norm const& norm, event::Vocabulary const& vocabulary,
                         BegunWords const& words);

}  // namespace overens::scenario
