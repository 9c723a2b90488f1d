#pragma once

#include <optional>

#include "http/message.hpp"
#include "server/sessions.hpp"

namespace overens::server {

// The cookie by which a browser shows its session.

/// The session of the browser that asks.
std::optional<access::Session> session_of(http::Request const& request, Sessions& sessions);

/// 303 to the start page, with the cookie of the session that has this id.
http::Reply signed_in(std::string const& id);
/// Ends the session of the browser that asks: 303 to the start page, with a cookie that is empty and gone at once.
http::Reply sign_out(http::Request const& request, Sessions& sessions);

}  // namespace overens::server
