#include "http/endpoint.hpp"

#include <array>
#include <charconv>

#include <arpa/inet.h>
#include <fmt/format.h>

namespace overens::http {
namespace {

bool is_ipv6(std::string const& address) {
  std::array<unsigned char, 16> bytes{};
  return inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1;
}

bool is_ipv4(std::string const& address) {
  std::array<unsigned char, 4> bytes{};
  return inet_pton(AF_INET, address.c_str(), bytes.data()) == 1;
}

}  // namespace

std::optional<Endpoint> read_endpoint(std::string_view words) {
  auto const colon = words.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto const port = words.substr(colon + 1);
  Endpoint endpoint;
  auto const [end, error] = std::from_chars(port.data(), port.data() + port.size(), endpoint.port);
  if (error != std::errc() || end != port.data() + port.size()) return std::nullopt;
  auto const address = words.substr(0, colon);
  if (address.size() > 2 && address.front() == '[' && address.back() == ']') {
    endpoint.address = std::string(address.substr(1, address.size() - 2));
    return is_ipv6(endpoint.address) ? std::optional(endpoint) : std::nullopt;
  }
  endpoint.address = std::string(address);
  return is_ipv4(endpoint.address) ? std::optional(endpoint) : std::nullopt;
}

bool is_loopback(Endpoint const& endpoint) {
  return endpoint.address == "::1" || (is_ipv4(endpoint.address) && endpoint.address.starts_with("127."));
}

std::string to_string(Endpoint const& endpoint) {
  return is_ipv6(endpoint.address) ? fmt::format("[{}]:{}", endpoint.address, endpoint.port)
                                   : fmt::format("{}:{}", endpoint.address, endpoint.port);
}

}  // namespace overens::http
