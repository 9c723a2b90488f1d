#include "account/failures.hpp"

#include <algorithm>

#include <arpa/inet.h>

#include "account/secret.hpp"

namespace overens::account {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds longest_wait = 15min;
constexpr long free_of_both = 5;
constexpr long free_of_name = 20;
constexpr long free_of_address = 30;  // a whole office may have one

long still_counted(FailureKey const& key, Failures const& failures, calendar::Instant now) {
  return std::max(failures.count - static_cast<long>((now - failures.last) / key.forgiven_every), 0L);
}

}  // namespace

// A household has a /64 of IPv6 to itself. What is no address of IPv6 stands for itself.
std::string network_of(std::string_view address) {
  in6_addr parsed{};
  if (inet_pton(AF_INET6, std::string(address).c_str(), &parsed) != 1) return std::string(address);
  // Of IPv4, as a socket for both says it.
  if (IN6_IS_ADDR_V4MAPPED(&parsed)) return std::string(address.substr(address.rfind(':') + 1));
  constexpr std::size_t bytes_of_network = 8;
  return {reinterpret_cast<char const*>(parsed.s6_addr), bytes_of_network};
}

std::vector<FailureKey> failure_keys(std::string_view account_name, std::string_view address, bool in_known_browser) {
  auto const network = network_of(address);
  FailureKey const by_address{hash_of(network, "failures by address"), free_of_address, 1min, true};
  if (in_known_browser)
    return {{hash_of(account_name, "failures in a known browser"), free_of_both, 30min}, by_address};
  return {{hash_of(std::string(account_name) + '\n' + network, "failures by both"), free_of_both, 30min},
          {hash_of(account_name, "failures by name"), free_of_name, 10min},
          by_address};
}

std::chrono::milliseconds wait_of(FailureKey const& key, Failures const& failures, calendar::Instant now) {
  auto const count = still_counted(key, failures, now);
  if (count < key.free) return {};
  auto const doubled = std::min<long>(count - key.free, 20);
  auto const wait = std::min(longest_wait, std::chrono::milliseconds(1000) * (1L << doubled));
  return std::max<std::chrono::milliseconds>(failures.last + wait - now, 0ms);
}

Failures failed(FailureKey const& key, Failures const& before, calendar::Instant now) {
  return {key.hash, still_counted(key, before, now) + 1, now};
}

}  // namespace overens::account
