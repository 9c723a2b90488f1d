#include "event/internal_types.hpp"

namespace overens::event {

using base::text;

void check_internal_types(std::vector<EventType> const& types, base::Findings& findings) {
  for (auto const& type : types) {
    if (!type.internal) continue;
    if (type.shared)
      findings.refuse({"vocabulary"}, text("event type {0} can't be both shared and internal", type.name),
                      text("choose one"));
    for (auto const& field : type.data) {
      if (!field.receives) continue;
      findings.refuse({"vocabulary"},
                      text("event type {0}, field {1}: what is internal is not sent to another", type.name, field.name),
                      text("remove receives"));
    }
  }
}

}  // namespace overens::event
