#pragma once

#include <string>
#include <string_view>

#include "access/actor.hpp"
#include "base/refusal.hpp"
#include "event/object_class.hpp"

namespace overens::access {

/// What somebody wants to do with an object.
enum class Action {
  read,
  list,
  foresee,
  record,
  correct,
  withdraw,
  disclose,
  import_event,
  doubt,        ///< say that something open to everybody is wrong
  own_account,  ///< see and end one's own sessions, and choose under which commission one works
  sign_in,
  sign_out
};
inline constexpr Action all_actions[] = {Action::read,    Action::list,        Action::foresee,  Action::record,
                                         Action::correct, Action::withdraw,    Action::disclose, Action::import_event,
                                         Action::doubt,   Action::own_account, Action::sign_in,  Action::sign_out};

using event::all_object_classes;
using event::ObjectClass;

struct Object {
  ObjectClass object_class = ObjectClass::notes;
  std::string owner = {};  ///< the authority whose record it is, or would be; empty: shared by the parties
};

struct Decision {
  bool allowed = false;
  std::string_view rule;   ///< the row of the policy that decided, for the access journal
  base::Refusal why = {};  ///< when it is denied
};

class Policy;

/// May the actor do it? Pure; what no row of the policy allows is denied. Denied with
///
/// - `unauthorized`: nobody is signed in, and it is not open to everybody
/// - `forbidden`: the actor is known and may not, such as list or record for an authority that it does not speak for
/// - `not_found`: the actor would read a record of an authority that it does not speak for: answered as if it were not
Decision decide(Policy const& policy, Actor const& actor, Action action, Object const& object);

}  // namespace overens::access
