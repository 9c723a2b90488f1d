#pragma once

#include <chrono>
#include <string>

#include "http/message.hpp"

namespace overens::http {

/// How the connection goes on.
struct Framing {
  bool keeps_alive = true;
  bool is_http_1_0 = false;
  bool is_tls = false;
  bool is_behind_tls = false;  ///< so the proxy says
};

/// The status line and fields of a reply, with those that protect whoever reads it (unless the reply has its own of the
/// same name). Cookies that a client got under TLS it may send under TLS only. `request` is the request's id. Throws
/// std::logic_error for a field that would break the head apart.
std::string reply_head(Reply const& reply, std::string_view request, Framing framing,
                       std::chrono::system_clock::time_point now);

/// False for statuses that have no body (RFC 9110 §6.4.1).
bool has_body(int status);

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 §5.6.7).
std::string http_date(std::chrono::system_clock::time_point time);

}  // namespace overens::http
