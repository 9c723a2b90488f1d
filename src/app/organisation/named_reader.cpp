#include "app/organisation/named_reader.hpp"

#include <algorithm>

#include "app/organisation/staff_rights.hpp"
#include "base/words.hpp"

namespace overens::app {
namespace {

using access::ObjectClass;
using account::Organisation;

bool may_receive(Organisation const& of, std::string const& authority, std::string const& staff,
                 access::Policy const& policy, calendar::Day on) {
  auto const held = of.held_by(staff, on);
  return std::any_of(held.begin(), held.end(), [&](account::Commission const* one) {
    access::Actor const as{.kind = access::Actor::Kind::staff,
                           .id = staff,
                           .authorities = {authority},
                           .role = one->role,
                           .commission = one->id,
                           .unit = one->unit,
                           .purpose = one->purpose};
    access::AccessFacts const facts{
        .relation = access::Relation::live_disclosure, .is_involved = true, .is_named = true, .on = on};
    return access::decide(policy, as, access::Action::read, {ObjectClass::sensitive, authority}, facts).allowed;
  });
}

}  // namespace

bool NamedReaders::may_be(std::string const& authority, std::string const& staff) const {
  return may_receive(organisation_at(store_, authority, vocabulary_), authority, staff, policy_, on_);
}

std::optional<std::string> NamedReaders::with_email(std::string const& authority, std::string const& email) const {
  auto const known = organisation_at(store_, authority, vocabulary_);
  auto const found = std::find_if(known.staff().begin(), known.staff().end(), [&](account::Staff const& one) {
    return base::folded(one.email) == base::folded(email) && may_receive(known, authority, one.id, policy_, on_);
  });
  return found == known.staff().end() ? std::nullopt : std::optional(found->id);
}

}  // namespace overens::app
