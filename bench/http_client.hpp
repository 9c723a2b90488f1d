#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace overens::bench {

/// A POST of the body to the path, over a connection that is kept.
std::string post(std::string const& path, std::string const& token, std::string const& body);

/// Sends the requests to a server on this machine over so many connections, the next on each when the one before has
/// been answered. Gives the seconds from the first byte sent to the last received. Throws std::runtime_error when one
/// is not answered with 200 or 201, or an answer has an error in it.
double send_all(std::uint16_t port, std::vector<std::string> const& requests, std::size_t connections);

/// True when something answers on the port.
bool answers(std::uint16_t port);
/// A port that nobody uses just now.
std::uint16_t free_port();

}  // namespace overens::bench
