#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/shape.hpp"
#include "event/label.hpp"

namespace overens::event {

/// A field that an individual is asked for, in words that are for them.
struct OwnField {
  std::string id;
  Label label;
  Label help = {};
  bool required = false;
};

/// What an individual does themself on their own page: one event, in a case that is about them. Who may do it says the
/// policy, by the part of the page that it stands on.
struct OwnAct {
  std::string id;  ///< in the address as well
  Label label;
  Label help = {};
  std::string part;        ///< of individual_parts, under which it stands
  std::string event;       ///< the type of what is recorded
  std::string after = {};  ///< it is about what an event of this type is the last of; empty: its subject begins with it
  std::vector<std::pair<std::string, std::string>> says = {};  ///< fields that are not asked, since the act says them
  std::vector<OwnField> asks = {};                             ///< of the others those that are
};

base::ShapePtr own_act_shape();
OwnAct read_own_act(base::Node const& node);

class Vocabulary;
/// Refuses acts of events that there are not, or that say what their events can't.
void check_own_acts(Vocabulary const& vocabulary, base::Findings& findings);

}  // namespace overens::event
