#pragma once

#include <string>
#include <vector>

#include "base/shape.hpp"
#include "event/label.hpp"

namespace overens::event {

/// An event of an act that is several.
struct ActPart {
  std::string event;  ///< its type
  Label also = {};    ///< a choice among what happened as well; empty: it always did
};

/// What people do at once and the vocabulary calls several events, all about one subject: one form, one command.
struct ComposedAct {
  std::string id;
  Label label;
  Label help = {};
  std::string subject;  ///< kind of what it is about
  std::string group;
  std::vector<std::string> by = {};      ///< see EventType::by
  std::vector<std::string> shared = {};  ///< fields asked once for all events that have them
  std::vector<ActPart> parts = {};
};

base::ShapePtr composed_act_shape();
ComposedAct read_composed_act(base::Node const& node);

class Vocabulary;
/// Refuses acts of events that there are not, or that do not go together.
void check_composed_acts(Vocabulary const& vocabulary, base::Findings& findings);

}  // namespace overens::event
