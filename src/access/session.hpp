#pragma once

#include <string>

#include "access/actor.hpp"

namespace overens::access {

/// A browser in which somebody has signed in.
struct Session {
  Actor actor;
  std::string csrf;  ///< that every form sends back; made from the session and of no use in another
};

}  // namespace overens::access
