#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/swedish_time.hpp"

namespace overens::account {

// How long somebody who guesses has to wait. Counted for what was tried, whether there is such an account or not, so
// that waiting tells nobody which accounts there are.

/// Failed tries that have something in common, as they are kept: by the hash of what it is.
struct Failures {
  std::string key;  ///< FailureKey::hash
  long count = 0;   ///< since the last that succeeded, or since they were forgotten
  calendar::Instant last = {};
};

/// What failed tries are counted by.
struct FailureKey {
  std::string hash;                          ///< what is kept of it: no name and no address
  long free = 0;                             ///< so many may fail before anybody waits
  std::chrono::minutes forgiven_every = {};  ///< one failure is forgotten each time so long has passed
  bool by_address_alone = false;
};

/// So many are kept; of more the oldest are dropped. Whoever tries many names to have others forgotten has to fail more
/// often than this, and each failure takes as long as a password.
inline constexpr std::size_t most_failures = 20'000;

/// What all addresses of one household or office have in common: of IPv6 the /64, otherwise the address itself.
std::string network_of(std::string_view address);

/// By the account's name in its one form, by the address it comes from (of IPv6 the /64), and by both together: many
/// tries against one name, one password tried on many names, and somebody who mistypes. In a browser that the account
/// was entered in before, by the name in such browsers in the place of the name alone: strangers can't make its owner
/// wait.
std::vector<FailureKey> failure_keys(std::string_view account_name, std::string_view address,
                                     bool in_known_browser = false);

/// How long must be waited still: twice as long for each failure above the free ones, from a second to fifteen
/// minutes, counted from the last.
std::chrono::milliseconds wait_of(FailureKey const& key, Failures const& failures, calendar::Instant now);

/// With one more.
Failures failed(FailureKey const& key, Failures const& before, calendar::Instant now);

}  // namespace overens::account
