#pragma once

#include <vector>

#include "app/ports/account_store.hpp"
#include "base/refusal.hpp"

namespace overens::app {

/// Notes a failure of each key before anything is tried, so that many tries at once are counted one by one. Refused
/// with `too_many_failures` while one of them has to wait, and then nothing is noted.
base::Expected<void> note_failure(AccountStore& accounts, std::vector<account::FailureKey> const& keys,
                                  calendar::Instant now);

/// It was no failure after all. Of the name nothing is left; of the address only this one goes, so that an account of
/// one's own does not hide a search through those of others.
void take_back(AccountStore& accounts, std::vector<account::FailureKey> const& keys);

}  // namespace overens::app
