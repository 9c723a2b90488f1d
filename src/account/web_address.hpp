#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace overens::account {

/// Names and values in their order.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// An address that the program or a browser is sent to for a sign-in: https, or http to 127.0.0.1 or [::1] for tests
/// and trials, with a host, perhaps a port, a path and a query; no name and password, no fragment, nothing but ASCII.
bool is_provider_address(std::string_view address);
/// Nobody on the way can read or change what is sent there.
bool is_encrypted(std::string_view address);

/// As a query or a form's body has them: "a=b&c=d".
std::string encode_parameters(Parameters const& parameters);
/// The address with more in its query.
std::string with_parameters(std::string const& address, Parameters const& parameters);

/// Where a person goes after the sign-in: the path and query as wanted, when they are our own beyond doubt, otherwise
/// "/". What a browser could read as another host's address is not, nor what leaves its folder ("..") or says so in
/// percent signs.
std::string own_path(std::string_view wanted);

}  // namespace overens::account
