#include "access/of_event.hpp"

#include "event/known.hpp"

namespace overens::access {

namespace known = event::known;

ObjectClass class_of(event::EventType const& type) {
  if (type.has_class("sensitive")) return ObjectClass::sensitive;
  if (type.internal) return ObjectClass::internal;
  if (type.has_class("open")) return ObjectClass::open;
  if (type.shared) return ObjectClass::governance;
  if (type.name == known::person_registered) return ObjectClass::identity;
  return type.has_class("core") ? ObjectClass::coordination : ObjectClass::notes;
}

Action action_of(event::EventType const& type) {
  if (type.name == known::corrected) return Action::correct;
  if (type.name == known::withdrawn) return Action::withdraw;
  if (type.name == known::disclosure_made || type.name == known::disclosure_ended) return Action::disclose;
  return type.has_class("open") ? Action::doubt : Action::record;
}

}  // namespace overens::access
