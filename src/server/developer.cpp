#include "server/developer.hpp"

namespace overens::server {
namespace {

constexpr std::string_view folder = "/utvecklare/";
// Browsers take a name that begins so only with Secure and Path=/, and never from another host. They take Secure over
// plain HTTP from a loopback address.
constexpr std::string_view cookie = "__Host-overens";

http::Reply signed_in(std::string const& id) {
  auto const set = std::string(cookie) + "=" + id + "; Path=/; Secure; HttpOnly; SameSite=Lax";
  return {
      .status = 303,
      .type = {},
      .fields = {
          {"Location", "/"}, {"Set-Cookie", set}, {"Cache-Control", "no-store"}, {"Referrer-Policy", "no-referrer"}}};
}

}  // namespace

std::string Developer::sign_in_path() {
  return std::string(folder) + sessions_.invite({access::Actor::Kind::developer, "developer"});
}

void Developer::add_to(http::Routes& routes) {
  routes.on("GET", std::string(folder) + "{secret}", [this, &routes](http::Request const& request) {
    // HEAD only looks, and must not use up the link.
    auto const id = request.method == "GET" ? sessions_.open(request.part("secret")) : std::nullopt;
    return id ? signed_in(*id) : routes.refuse(request, 404);
  });
}

std::optional<access::Session> session_of(http::Request const& request, Sessions& sessions) {
  auto const id = request.cookie(cookie);
  return id.empty() ? std::nullopt : sessions.find(id);
}

}  // namespace overens::server
