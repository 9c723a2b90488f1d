#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/actor.hpp"
#include "access/facts.hpp"
#include "base/refusal.hpp"
#include "event/object_class.hpp"

namespace overens::access {

/// What somebody wants to do with an object.
enum class Action {
  read,
  list,
  search,  ///< ask whether somebody with an exact number is known to the authority, and whom to ask
  foresee,
  record,
  correct,
  withdraw,
  disclose,
  receive,        ///< register what has come in, or answer that it is not theirs
  take_on,        ///< take a case on, or leave it, oneself
  assign,         ///< say which unit has a case and who takes it on
  grant,          ///< give somebody a commission
  confirm,        ///< … that another has given, where its role asks for two
  name_stand_in,  ///< say who works in the place of a commission's holder while that one is away
  import_event,
  subscribe,       ///< fetch what somebody has made a secret address for, by that alone
  doubt,           ///< say that something open to everybody is wrong
  own_page,        ///< see, of what is about oneself, what an individual may see
  own_act,         ///< do, in what is about oneself, what the vocabulary says that individuals do
  own_account,     ///< see and end one's own sessions, and choose under which commission one works
  manage_account,  ///< see whose accounts there are, and close one
  open_account,    ///< give somebody an account, or open it anew by a link
  sign_in,
  sign_out
};
inline constexpr Action all_actions[] = {
    Action::read,     Action::list,      Action::search,        Action::foresee,        Action::record,
    Action::correct,  Action::withdraw,  Action::disclose,      Action::take_on,        Action::assign,
    Action::grant,    Action::confirm,   Action::name_stand_in, Action::import_event,   Action::doubt,
    Action::own_page, Action::subscribe, Action::own_account,   Action::manage_account, Action::open_account,
    Action::sign_in,  Action::sign_out,  Action::own_act,       Action::receive};

/// As the policy writes it.
std::string_view to_string(Action action);

using event::all_object_classes;
using event::ObjectClass;

struct Object {
  ObjectClass object_class = ObjectClass::notes;
  std::string owner = {};  ///< the authority whose record it is, or would be; empty: nobody's alone
  std::string unit = {};   ///< of that authority, whose it is; empty: none's
  bool in_case = false;    ///< it stands in somebody's case: whose unit has it matters
  bool is_shared = false;  ///< recorded for all parties: another party may know it
  /// The parts of the individual's own page on which it stands (codes of individual_parts); none: on no page.
  std::vector<std::string> parts = {};
  std::string holder = {};  ///< of a commission: whose it is
  /// About something that can belong to somebody's case and belongs to none, such as a deviation.
  bool stands_alone = false;
};

/// What is left out of an answer.
enum class Masked {
  who_recorded,  ///< who, inside an authority, recorded something
  address,       ///< where somebody lives
  unit,          ///< which unit has a case, and whose staff have seen it
  appointment,   ///< when and where they are expected, on their own page
  authority      ///< which authority it is, on their own page
};

struct LegalBasis;

struct Decision {
  bool allowed = false;
  std::string_view rule;                 ///< the row of the policy, or the step, that decided, for the access journal
  base::Refusal why = {};                ///< when it is denied
  std::vector<Masked> mask = {};         ///< when it is allowed
  bool rests_on_reason = false;          ///< that was said now, and is to be kept
  bool is_emergency = false;             ///< when it is denied with `reason_needed`: one that opens in an emergency
  LegalBasis const* basis = nullptr;     ///< nullptr: it needs none, as what is no personal data
  Relation relation = Relation::nobody;  ///< how they stood to it
  std::string stands_in_for = {};        ///< when it is allowed to who works in a colleague's place: that one

  bool leaves_out(Masked what) const;
  /// Allowed, or only until they have shown once more who they are: what a page leads to.
  bool is_offered() const { return allowed || why.code == "sign_in_again"; }
};

class Policy;

/// How the actor stands to the object as far as those two tell: by the owner, and the unit.
Relation relation_of(Actor const& actor, Object const& object);

/// May the actor do it? Pure; what no row of the policy allows is denied. The steps in their order, of which the first
/// that denies ends it:
///
/// 1. session: `unauthorized`: nobody is signed in, and it is not open to everybody
/// 2. whose it is: another authority's that has not been disclosed: `not_found` for reading, answered as if it were not
///    there, and `forbidden` else; another unit's: `other_unit`; disclosed once and no longer: `disclosure_ended`; to
///    the authority, where nobody has it yet: `not_involved`
/// 3. protected identity: `protected_identity`
/// 4. involvement in the case: `not_involved`; no reason said: `reason_needed`
/// 5. block: `blocked`
/// 6. legal basis: `no_basis`
/// 7. fresh sign-in: `sign_in_again`: all but that they have shown a moment ago who they are
/// 8. role, class, action: `forbidden`
Decision decide(Policy const& policy, Actor const& actor, Action action, Object const& object,
                AccessFacts const& facts);

/// The same of what stands in no case: the facts are what the two tell.
Decision decide(Policy const& policy, Actor const& actor, Action action, Object const& object);

/// Whether the actor may ever do that with some object of the class: what a page or an address is asked by, before what
/// it is about is looked for. Denied with `unauthorized` or `forbidden`.
Decision decide_route(Policy const& policy, Actor const& actor, Action action, ObjectClass object);

}  // namespace overens::access
