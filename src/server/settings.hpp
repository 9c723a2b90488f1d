#pragma once

#include <string>

#include "base/refusal.hpp"
#include "http/server.hpp"

namespace overens::server {

/// How the server is set up.
struct Settings {
  std::string listen = "127.0.0.1:8080";
  std::string agreements = "agreements";
  http::ServerOptions http = {};
};

}  // namespace overens::server
