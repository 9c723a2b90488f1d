#include "event/check_secrecy.hpp"

namespace overens::event {

using base::text;

namespace {

bool is_for_all(ObjectClass secrecy) {
  return secrecy == ObjectClass::open || secrecy == ObjectClass::governance || secrecy == ObjectClass::statistics;
}

}  // namespace

void check_secrecy(std::vector<EventType> const& types, base::Findings& findings) {
  for (auto const& type : types) {
    if (type.shared != is_for_all(type.secrecy))
      findings.refuse({"vocabulary"},
                      text("event type {0}: what all parties know has the class shared and the secrecy governance, "
                           "statistics or open, and nothing else has",
                           type.name),
                      text("change one of them"));
    for (auto const& field : type.data) {
      if (!type.internal || !field.receives) continue;
      findings.refuse({"vocabulary"},
                      text("event type {0}, field {1}: what is internal is not sent to another", type.name, field.name),
                      text("remove receives"));
    }
  }
}

}  // namespace overens::event
