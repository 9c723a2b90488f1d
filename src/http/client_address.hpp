#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace overens::http {

/// Where a request comes from. `peer` is who is connected; when that is one of our own proxies, the last address in
/// X-Forwarded-For that is none of them: what stands before it the client may have written itself. `peer` again when
/// there is no such address.
std::string client_address(std::string const& peer, Request const& request, std::vector<std::string> const& proxies);

/// An address of IPv4 or IPv6, as the system writes it: "2001:db8::1". Empty for what is none.
std::string in_one_form(std::string_view address);

}  // namespace overens::http
