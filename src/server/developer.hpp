#pragma once

#include "route/row.hpp"
#include "server/sessions.hpp"

namespace overens::server {

/// The local account for a trial: whoever sees the terminal in which the server was started opens a link from there.
class Developer {
 public:
  /// The sessions must outlive it and the routes.
  explicit Developer(Sessions& sessions) : sessions_(sessions) {}

  /// The path that signs the developer in, once; a new one for each call.
  std::string sign_in_path();

  /// GET of such a path answers 303 to / with the session's cookie; what the routes say to 404 when it has been used or
  /// is too old.
  route::Rows rows(http::Routes const& routes);

 private:
  Sessions& sessions_;
};

}  // namespace overens::server
