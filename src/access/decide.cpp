#include "access/decide.hpp"

#include <algorithm>

#include "access/policy.hpp"

namespace overens::access {
namespace {

using base::text;
using Kind = Actor::Kind;

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
    case Kind::terminal:
      return true;
    case Kind::staff:
    case Kind::system:
      return std::find(authorities.begin(), authorities.end(), authority) != authorities.end();
  }
  return false;
}

Decision decide(Policy const& policy, Actor const& actor, Action action, Object const& object) {
  auto const* const row = policy.row(actor, action, object.object_class);
  if (row == nullptr) return denied_by_no_row(actor);
  if (object.owner.empty() || actor.speaks_for(object.owner)) return {true, row->rule, {}};
  if (action == Action::read)
    return denied("another authority's", "not_found", text("there is nothing at this address"));
  return denied("another authority's", "forbidden", text("you do not speak for {0}", object.owner));
}

}  // namespace overens::access
