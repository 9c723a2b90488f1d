#include "app/organisation/named_reader.hpp"

#include <algorithm>

#include "app/organisation/staff_rights.hpp"
#include "base/words.hpp"

namespace overens::app {
namespace {

using access::ObjectClass;
using account::Organisation;

bool may_receive(Organisation const& of, std::string const& staff, access::Policy const& policy, calendar::Day on) {
  return may_by_a_commission(of, staff, policy, on, access::Action::read, ObjectClass::sensitive,
                             {.relation = access::Relation::live_disclosure, .is_involved = true, .is_named = true});
}

}  // namespace

bool NamedReaders::may_be(std::string const& authority, std::string const& staff) const {
  return may_receive(organisation_at(store_, authority, vocabulary_), staff, policy_, on_);
}

std::optional<std::string> NamedReaders::with_email(std::string const& authority, std::string const& email) const {
  auto const known = organisation_at(store_, authority, vocabulary_);
  auto const found = std::find_if(known.staff().begin(), known.staff().end(), [&](account::Staff const& one) {
    return base::folded(one.email) == base::folded(email) && may_receive(known, one.id, policy_, on_);
  });
  return found == known.staff().end() ? std::nullopt : std::optional(found->id);
}

}  // namespace overens::app
