#include "http/client_address.hpp"

#include <algorithm>

#include <arpa/inet.h>

namespace overens::http {
namespace {

bool holds(std::vector<std::string> const& addresses, std::string const& one) {
  return std::find(addresses.begin(), addresses.end(), one) != addresses.end();
}

std::string_view trimmed_address(std::string_view words) {
  auto const first = std::min(words.find_first_not_of(" \t"), words.size());
  return words.substr(first, words.find_last_not_of(" \t") + 1 - first);
}

}  // namespace

std::string in_one_form(std::string_view address) {
  // Of IPv4, as a socket for both says it.
  constexpr std::string_view mapped = "::ffff:";
  if (address.starts_with(mapped) && address.find('.') != std::string_view::npos) address.remove_prefix(mapped.size());
  std::string const words(address);
  for (auto const family : {AF_INET, AF_INET6}) {
    unsigned char bytes[sizeof(in6_addr)];
    char written[INET6_ADDRSTRLEN];
    if (inet_pton(family, words.c_str(), bytes) == 1 && inet_ntop(family, bytes, written, sizeof written) != nullptr)
      return written;
  }
  return {};
}

std::string client_address(std::string const& peer, Request const& request, std::vector<std::string> const& proxies) {
  if (!holds(proxies, in_one_form(peer))) return peer;
  std::vector<std::string_view> passed;  // in the order passed, over all fields of that name
  for (auto const& [name, value] : request.fields) {
    constexpr std::string_view forwarded = "x-forwarded-for";
    auto const is_it = std::equal(name.begin(), name.end(), forwarded.begin(), forwarded.end(),
                                  [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
    for (std::string_view rest = value; is_it && !rest.empty();) {
      auto const end = std::min(rest.find(','), rest.size());
      passed.push_back(trimmed_address(rest.substr(0, end)));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  for (auto one = passed.rbegin(); one != passed.rend(); ++one) {
    auto address = in_one_form(*one);
    if (address.empty()) return peer;
    if (!holds(proxies, address)) return address;
  }
  return peer;
}

}  // namespace overens::http
