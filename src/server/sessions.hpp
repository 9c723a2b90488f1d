#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "access/session.hpp"
#include "calendar/swedish_time.hpp"

namespace overens::server {

/// Who is signed in. Kept in memory: a server that starts anew has forgotten them, and another server does not know
/// them. Of a secret and of a session's id only a hash is kept. Used by many threads.
class Sessions {
 public:
  static constexpr auto invitation_lasts = std::chrono::minutes(15);
  static constexpr auto longest_idle = std::chrono::minutes(15);
  static constexpr auto longest = std::chrono::hours(10);

  using Clock = std::function<calendar::Instant()>;
  explicit Sessions(Clock clock);

  /// Gives a secret of 256 bits that opens a session for the actor, once and soon.
  std::string invite(access::Actor actor);
  /// Opens a session; gives its id, 256 bits of chance for the browser alone. Nothing for a secret that nobody gave,
  /// that has been used, or that is too old.
  std::optional<std::string> open(std::string_view secret);
  /// The session with this id, which has been used now. Nothing when there is none, when it was idle for too long, or
  /// when it has lasted long enough.
  std::optional<access::Session> find(std::string_view id);
  /// Ends it.
  void close(std::string_view id);

 private:
  struct Invitation {
    access::Actor actor;
    calendar::Instant made;
  };
  struct Open {
    access::Actor actor;
    calendar::Instant opened;
    calendar::Instant used;
  };

  void forget_old(calendar::Instant now);

  Clock clock_;
  std::string key_;  ///< of the hashes that forms send back
  std::mutex mutex_;
  std::map<std::string, Invitation> invitations_;  ///< by the hash of the secret
  std::map<std::string, Open> open_;               ///< by the hash of the id
};

}  // namespace overens::server
