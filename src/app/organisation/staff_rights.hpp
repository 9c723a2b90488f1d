#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.hpp"
#include "access/policy.hpp"
#include "account/account.hpp"
#include "account/organisation.hpp"
#include "app/ports/store.hpp"
#include "event/vocabulary.hpp"

namespace overens::app {

/// What entries of one authority say of its staff and their commissions; those of other authorities are passed over.
account::Organisation organisation_of(std::vector<journal::Entry> entries, std::string_view authority,
                                      event::Vocabulary const& vocabulary);

/// The same of all that the authority has recorded of them. Throws StoreFailed.
account::Organisation organisation_at(EntrySource& source, std::string const& authority,
                                      event::Vocabulary const& vocabulary);

/// Whether a commission that they hold on the day lets them do that, where they stand to it as `facts` say.
bool may_by_a_commission(account::Organisation const& of, std::string const& staff, access::Policy const& policy,
                         calendar::Day on, access::Action action, access::ObjectClass object,
                         access::AccessFacts facts);

/// What a member of staff may act as on a day, by their authority's own events: asked anew for each request, so that a
/// commission that has ended gives nothing any more. Throws StoreFailed.
class StaffRights {
 public:
  /// Both must outlive it.
  StaffRights(Store& store, event::Vocabulary const& vocabulary) : store_(store), vocabulary_(vocabulary) {}

  /// The commissions that the account's member of staff holds on the day.
  std::vector<account::Commission> commissions(account::Account const& account, calendar::Day on);
  /// Who acts by the account under a commission; under the only one when none has been chosen, and with several under
  /// none, which gives no role. Nothing: they do not work there, or that commission does not hold on the day.
  std::optional<access::Actor> actor(account::Account const& account, std::string const& commission, calendar::Day on);
  /// The work e-mail address of the account's member of staff; empty: none is known.
  std::string email(account::Account const& account);

 private:
  /// What there is of the account's member of staff, and of which kind the authority is.
  struct Known {
    account::Organisation organisation;
    std::string authority_kind = {};
  };
  Known known(account::Account const& account);

  Store& store_;
  event::Vocabulary const& vocabulary_;
};

}  // namespace overens::app
