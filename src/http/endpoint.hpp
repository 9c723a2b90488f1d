#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace overens::http {

/// An address of this machine and a port; port 0 is any free one.
struct Endpoint {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;

  bool operator==(Endpoint const&) const = default;
};

/// Reads "127.0.0.1:8080" or "[::1]:8080". Nothing for what is neither: no names, since a name may mean another address
/// tomorrow.
std::optional<Endpoint> read_endpoint(std::string_view words);
std::string to_string(Endpoint const& endpoint);
/// Reached from this machine only: 127.0.0.0/8 or ::1.
bool is_loopback(Endpoint const& endpoint);

}  // namespace overens::http
