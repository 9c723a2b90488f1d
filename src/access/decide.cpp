#include "access/decide.hpp"

#include <algorithm>
#include <span>

namespace overens::access {
namespace {

using base::text;
using enum Action;
using Kind = Actor::Kind;

constexpr Action look[] = {read, list};
constexpr Action look_or_doubt[] = {read, list, doubt};
constexpr Action look_doubt_or_sign_in[] = {read, list, doubt, sign_in};
constexpr Action look_doubt_sign_in_or_out[] = {read, list, doubt, sign_in, sign_out};
constexpr Action work[] = {read, list, foresee, record, correct, withdraw, disclose, import_event};
constexpr Action work_alone[] = {read, list, foresee, record, correct, withdraw, import_event};
constexpr Action work_on_shared[] = {read, list, foresee, record, correct, withdraw, import_event};

struct Row {
  std::string_view rule;
  Kind actor;
  ObjectClass object;
  std::span<Action const> actions;
};

// The policy. Whether the actor speaks for the object's owner is asked besides. The classes that nothing falls into yet
// (statistics, the access journal) are allowed to nobody.
constexpr Row policy[] = {
    {"visitor: open", Kind::visitor, ObjectClass::open, look_doubt_or_sign_in},
    {"developer: open", Kind::developer, ObjectClass::open, look_doubt_sign_in_or_out},
    {"developer: identity", Kind::developer, ObjectClass::identity, work},
    {"developer: coordination", Kind::developer, ObjectClass::coordination, work},
    {"developer: notes", Kind::developer, ObjectClass::notes, work},
    {"developer: received", Kind::developer, ObjectClass::received, look},
    {"developer: sensitive", Kind::developer, ObjectClass::sensitive, work},
    {"developer: governance", Kind::developer, ObjectClass::governance, work_on_shared},
    {"developer: internal", Kind::developer, ObjectClass::internal, work_alone},
    {"system: open", Kind::system, ObjectClass::open, look_or_doubt},
    {"system: identity", Kind::system, ObjectClass::identity, work},
    {"system: coordination", Kind::system, ObjectClass::coordination, work},
    {"system: notes", Kind::system, ObjectClass::notes, work},
    {"system: received", Kind::system, ObjectClass::received, look},
    {"system: sensitive", Kind::system, ObjectClass::sensitive, work},
    {"system: governance", Kind::system, ObjectClass::governance, work_on_shared},
    {"system: internal", Kind::system, ObjectClass::internal, work_alone},
};

Decision denied(std::string_view rule, std::string code, base::Text why) {
  return {false, rule, {std::move(code), std::move(why)}};
}

Decision denied_by_no_row(Actor const& actor) {
  if (actor.kind == Kind::visitor)
    return denied("no row", "unauthorized", text("this needs somebody who is signed in"));
  return denied("no row", "forbidden", text("this is more than you may do here"));
}

}  // namespace

bool Actor::speaks_for(std::string_view authority) const {
  switch (kind) {
    case Kind::visitor:
      return false;
    case Kind::developer:
      return true;
    case Kind::system:
      return speaks_for_all || std::find(authorities.begin(), authorities.end(), authority) != authorities.end();
  }
  return false;
}

Decision decide(Actor const& actor, Action action, Object const& object) {
  auto const fits = [&](Row const& row) {
    return row.actor == actor.kind && row.object == object.object_class &&
           std::find(row.actions.begin(), row.actions.end(), action) != row.actions.end();
  };
  auto const* const row = std::find_if(std::begin(policy), std::end(policy), fits);
  if (row == std::end(policy)) return denied_by_no_row(actor);
  if (object.owner.empty() || actor.speaks_for(object.owner)) return {true, row->rule, {}};
  if (action == read) return denied("another authority's", "not_found", text("there is nothing at this address"));
  return denied("another authority's", "forbidden", text("you do not speak for {0}", object.owner));
}

}  // namespace overens::access
