#include "app/signing_in/individual_sign_in.hpp"

#include "account/secret.hpp"

namespace overens::app {
namespace {

tl::unexpected<base::Refusal> nobody_known() {
  return base::refuse("no_account", base::text("You have shown who you are. No authority here has a case that is about "
                                               "you, under the number that the service told."));
}

}  // namespace

base::Expected<std::string> IndividualSignIn::open(account::IdClaims claims) {
  return or_unavailable([&]() -> base::Expected<std::string> {
    auto const number = identity::read_number(claims.person, calendar::day_in_sweden(clock_()));
    if (!number) return nobody_known();
    claims.person = store_.identities().recognised(*number);
    if (store_.identities().persons_recognised(claims.person).empty()) return nobody_known();
    if (store_.accounts().accounts_named(claims.issuer, claims.person).empty())
      store_.accounts().add({.id = account::make_secret(),
                             .issuer = claims.issuer,
                             .name = claims.person,
                             .authority = {},
                             .staff = {},
                             .made = clock_()});
    return sign_in_.open(claims);
  });
}

access::Actor IndividualSignIn::actor(account::Account const& account) const {
  access::Actor actor{.kind = access::Actor::Kind::individual, .id = account.id};
  for (auto const& person : store_.identities().persons_recognised(account.name))
    actor.persons.push_back(person.name());
  return actor;
}

}  // namespace overens::app
