#pragma once

#include <map>
#include <mutex>

#include "app/signing_in/sign_in.hpp"
#include "route/row.hpp"

namespace overens::server {

/// Signing in for a trial: whoever sees the terminal in which the server was started opens a link from there, as the
/// developer or as somebody who has an account. Used by many threads.
class Developer {
 public:
  static constexpr auto link_lasts = std::chrono::minutes(15);
  /// Says that it is no authority's: whoever signs in by it is the developer.
  static constexpr char const* issuer = "developer";

  using Clock = app::SignIn::Clock;
  /// What it is given must outlive it and the routes.
  Developer(app::AccountStore& accounts, app::SignIn& sign_in, Clock clock)
      : accounts_(accounts), sign_in_(sign_in), clock_(std::move(clock)) {}

  /// The path that signs the developer in, once and within a quarter of an hour; a new one for each call. Throws
  /// app::StoreFailed.
  std::string sign_in_path();
  /// The same for an account.
  std::string sign_in_path(std::string const& account);

  /// GET of such a path answers 303 to / with the session's cookie; what the routes say to 404 when it has been used or
  /// is too old, to 503 when the store does not answer.
  route::Rows rows(http::Routes const& routes);

 private:
  struct Link {
    std::string account;
    calendar::Instant made;
  };

  /// Uses up the secret of a link; the account that it opens.
  std::optional<std::string> take(std::string_view secret);

  app::AccountStore& accounts_;
  app::SignIn& sign_in_;
  Clock clock_;
  std::mutex mutex_;
  std::map<std::string, Link> links_;  ///< by the hash of their secret
};

}  // namespace overens::server
