#include "app/signing_in/sign_in_tries.hpp"

#include <algorithm>

namespace overens::app {

using base::text;

base::Expected<void> note_failure(AccountStore& accounts, std::vector<account::FailureKey> const& keys,
                                  calendar::Instant now) {
  std::vector<std::string> hashes;
  for (auto const& key : keys) hashes.push_back(key.hash);
  std::chrono::milliseconds wait{0};
  accounts.change_failures(hashes, [&](std::span<account::Failures> failures) {
    wait = {};
    for (std::size_t i = 0; i < keys.size(); ++i) wait = std::max(wait, account::wait_of(keys[i], failures[i], now));
    if (wait.count() > 0) return;
    for (std::size_t i = 0; i < keys.size(); ++i) failures[i] = account::failed(keys[i], failures[i], now);
  });
  if (wait.count() == 0) return {};
  auto const minutes = std::chrono::ceil<std::chrono::minutes>(wait).count();
  return base::refuse("too_many_failures",
                      base::plural("Too many have failed. Try again in a minute",
                                   "Too many have failed. Try again in {0} minutes", static_cast<long>(minutes)));
}

void take_back(AccountStore& accounts, std::vector<account::FailureKey> const& keys) {
  std::vector<std::string> hashes;
  for (auto const& key : keys) hashes.push_back(key.hash);
  accounts.change_failures(hashes, [&](std::span<account::Failures> failures) {
    for (std::size_t i = 0; i < keys.size(); ++i)
      failures[i].count = keys[i].by_address_alone ? std::max(failures[i].count - 1, 0L) : 0;
  });
}

}  // namespace overens::app
