#pragma once

#include <string>
#include <string_view>

#include "access/actor.hpp"
#include "base/refusal.hpp"

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
  doubt,           ///< say that something open to everybody is wrong
  own_account,     ///< see and end one's own sessions, and choose under which commission one works
  manage_account,  ///< give somebody an account, open it anew and close it
  sign_in,
  sign_out
};
inline constexpr Action all_actions[] = {
    Action::read,           Action::list,     Action::foresee,      Action::record, Action::correct,
    Action::withdraw,       Action::disclose, Action::import_event, Action::doubt,  Action::own_account,
    Action::manage_account, Action::sign_in,  Action::sign_out};

/// What an object is, by how closely it must be kept.
enum class ObjectClass {
  open,          ///< told to everybody: the agreements and how they stand, the units that want to be found
  identity,      ///< K0: who a person is and how to reach them
  coordination,  ///< K1: who takes part in a case, its plan, its days
  notes,         ///< K2: an authority's own notes
  received,      ///< K3: what has been disclosed to an authority
  sensitive,     ///< K4: violence, reports of concern and who made them, protected addresses
  statistics,    ///< K5: figures in which small numbers are protected
  governance,    ///< K6: the agreement's own life, shared by the parties, without anybody's person data
  internal,      ///< an authority's own staff and their commissions: told to no other authority
  access_log     ///< K7: who has read what
};
inline constexpr ObjectClass all_object_classes[] = {
    ObjectClass::open,     ObjectClass::identity,  ObjectClass::coordination, ObjectClass::notes,
    ObjectClass::received, ObjectClass::sensitive, ObjectClass::statistics,   ObjectClass::governance,
    ObjectClass::internal, ObjectClass::access_log};

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
