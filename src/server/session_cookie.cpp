#include "server/session_cookie.hpp"

namespace overens::server {
namespace {

// Browsers take a name that begins so only with Secure and Path=/, and never from another host. They take Secure over
// plain HTTP from a loopback address.
constexpr std::string_view cookie = "__Host-overens";

http::Reply to_start(std::string const& value, std::string_view more = {}) {
  auto const set = std::string(cookie) + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=Lax" + std::string(more);
  return {
      .status = 303,
      .type = {},
      .fields = {
          {"Location", "/"}, {"Set-Cookie", set}, {"Cache-Control", "no-store"}, {"Referrer-Policy", "no-referrer"}}};
}

}  // namespace

std::optional<access::Session> session_of(http::Request const& request, Sessions& sessions) {
  auto const id = request.cookie(cookie);
  return id.empty() ? std::nullopt : sessions.find(id);
}

http::Reply signed_in(std::string const& id) {
  return to_start(id);
}

http::Reply sign_out(http::Request const& request, Sessions& sessions) {
  sessions.close(request.cookie(cookie));
  return to_start({}, "; Max-Age=0");
}

}  // namespace overens::server
