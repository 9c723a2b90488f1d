#include "access/of_event.hpp"

#include "event/known.hpp"

namespace overens::access {

namespace known = event::known;

Action action_of(event::EventType const& type) {
  if (type.name == known::corrected) return Action::correct;
  if (type.name == known::withdrawn) return Action::withdraw;
  if (type.name == known::disclosure_made || type.name == known::disclosure_ended) return Action::disclose;
  return type.secrecy == ObjectClass::open ? Action::doubt : Action::record;
}

}  // namespace overens::access
