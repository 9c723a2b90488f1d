#pragma once

#include <optional>
#include <string>

#include "app/signing_in/sign_in.hpp"
#include "http/message.hpp"

namespace overens::server {

// The cookie by which a browser shows its session.

/// It shows one, which may not live any more.
bool shows_session(http::Request const& request);
/// Its id; empty: it shows none.
std::string session_id(http::Request const& request);
/// The session of the browser that asks. Throws app::StoreFailed.
std::optional<access::Session> session_of(http::Request const& request, app::SignIn& sign_in);

/// The field Set-Cookie that lets a browser show the session with this id.
std::string session_cookie(std::string const& id);
/// 303 to the start page, with the cookie of the session that has this id.
http::Reply signed_in(std::string const& id, std::string to = "/");
/// Ends the session of the browser that asks: 303 to the start page, with a cookie that is empty and gone at once,
/// also when the store does not answer.
http::Reply sign_out(http::Request const& request, app::SignIn& sign_in);

}  // namespace overens::server
