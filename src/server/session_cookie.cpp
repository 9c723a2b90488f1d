#include "server/session_cookie.hpp"

namespace overens::server {
namespace {

// Browsers take a name that begins so only with Secure and Path=/, and never from another host. They take Secure over
// plain HTTP from a loopback address.
constexpr std::string_view cookie = "__Host-overens";

http::Reply lead_on(std::string set_cookie, std::string to) {
  auto reply = http::see_other(std::move(to));
  reply.fields.emplace_back("Set-Cookie", std::move(set_cookie));
  return reply;
}

}  // namespace

bool shows_session(http::Request const& request) {
  return !request.cookie(cookie).empty();
}

std::string session_id(http::Request const& request) {
  return std::string(request.cookie(cookie));
}

std::optional<access::Session> session_of(http::Request const& request, app::SignIn& sign_in) {
  return shows_session(request) ? sign_in.session(request.cookie(cookie)) : std::nullopt;
}

std::string session_cookie(std::string const& id) {
  return std::string(cookie) + "=" + id + "; Path=/; Secure; HttpOnly; SameSite=Lax";
}

http::Reply signed_in(std::string const& id, std::string to) {
  return lead_on(session_cookie(id), std::move(to));
}

http::Reply sign_out(http::Request const& request, app::SignIn& sign_in) {
  try {
    sign_in.sign_out(request.cookie(cookie));
  } catch (app::StoreFailed const&) {
    // The browser forgets it all the same, and it ends by itself within a quarter of an hour.
  }
  return lead_on(session_cookie({}) + "; Max-Age=0", "/");
}

}  // namespace overens::server
