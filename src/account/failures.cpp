#include "account/failures.hpp"

#include <algorithm>

#include <arpa/inet.h>

#include "account/secret.hpp"

namespace overens::account {
namespace {

using namespace std::chrono_literals;

constexpr auto forgotten_after = 24h;
constexpr std::chrono::milliseconds longest_wait = 15min;
constexpr long free_of_both = 5;
constexpr long free_of_name = 20;
constexpr long free_of_address = 50;

// A household has a /64 of IPv6 to itself. What is no address of IPv6 stands for itself.
std::string network_of(std::string_view address) {
  in6_addr parsed{};
  if (inet_pton(AF_INET6, std::string(address).c_str(), &parsed) != 1) return std::string(address);
  constexpr std::size_t bytes_of_network = 8;
  return {reinterpret_cast<char const*>(parsed.s6_addr), bytes_of_network};
}

bool is_forgotten(Failures const& failures, calendar::Instant now) {
  return now - failures.last >= forgotten_after;
}

}  // namespace

std::vector<FailureKey> failure_keys(std::string_view account_name, std::string_view address) {
  auto const network = network_of(address);
  return {{hash_of(std::string(account_name) + '\n' + network, "failures by both"), free_of_both},
          {hash_of(account_name, "failures by name"), free_of_name},
          {hash_of(network, "failures by address"), free_of_address}};
}

std::chrono::milliseconds wait_of(FailureKey const& key, Failures const& failures, calendar::Instant now) {
  if (failures.count < key.free || is_forgotten(failures, now)) return {};
  auto const doubled = std::min<long>(failures.count - key.free, 20);
  auto const wait = std::min(longest_wait, std::chrono::milliseconds(1000) * (1L << doubled));
  return std::max<std::chrono::milliseconds>(failures.last + wait - now, 0ms);
}

Failures failed(FailureKey const& key, Failures const& before, calendar::Instant now) {
  return {key.hash, is_forgotten(before, now) ? 1 : before.count + 1, now};
}

}  // namespace overens::account
