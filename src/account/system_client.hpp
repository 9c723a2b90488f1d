#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/day.hpp"

namespace overens::account {

/// Another system that may use the API, by a key of its own.
struct SystemClient {
  std::string name;                      ///< as the journal calls it; never given to another
  std::string role;                      ///< of system_roles: what it may do
  std::vector<std::string> authorities;  ///< for whom
  std::string key_hash;
  calendar::Day through = {};                 ///< the last day on which its key is good
  std::optional<calendar::Day> used_on = {};  ///< the last day on which its key was shown
  calendar::Instant made = {};
  bool closed = false;
};

/// Whether its key opens anything on the day.
inline bool is_good(SystemClient const& client, calendar::Day on) {
  return !client.closed && on <= client.through;
}

}  // namespace overens::account
