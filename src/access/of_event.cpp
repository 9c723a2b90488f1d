#include "access/of_event.hpp"

#include "event/known.hpp"

namespace overens::access {

namespace known = event::known;

Action action_of(event::EventType const& type) {
  if (type.name == known::corrected) return Action::correct;
  if (type.name == known::withdrawn) return Action::withdraw;
  if (type.name == known::disclosure_made || type.name == known::disclosure_ended) return Action::disclose;
  if (type.answers_arrival) return Action::receive;
  if (type.name == known::case_unit_set || type.name == known::case_taken_on || type.name == known::case_let_go)
    return Action::assign;
  if (type.name == known::commission_given) return Action::grant;
  if (type.name == known::commission_confirmed) return Action::confirm;
  if (type.name == known::commission_stand_in_set || type.name == known::commission_stand_in_ended)
    return Action::name_stand_in;
  return type.secrecy == ObjectClass::open ? Action::doubt : Action::record;
}

Action action_of(event::Event const& event, Actor const& actor) {
  auto const action = action_of(*event.type);
  if (action != Action::assign || event.type->name == known::case_unit_set) return action;
  auto const* const named = event.value("named");
  auto const is_own = !actor.id.empty() && event.said("staff") == actor.id && (named == nullptr || named->number == 0);
  return is_own ? Action::take_on : action;
}

}  // namespace overens::access
