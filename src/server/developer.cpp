#include "server/developer.hpp"

#include "server/session_cookie.hpp"

namespace overens::server {
namespace {

constexpr std::string_view folder = "/utvecklare/";

}  // namespace

std::string Developer::sign_in_path() {
  return std::string(folder) + sessions_.invite({access::Actor::Kind::developer, "developer"});
}

route::Rows Developer::rows(http::Routes const& routes) {
  auto const open = [this, &routes](http::Request const& request) {
    auto const session = session_of(request, sessions_);
    auto const may = access::decide(session ? session->actor : access::Actor(), access::Action::sign_in,
                                    {access::ObjectClass::open});
    // HEAD only looks, and must not use up the link.
    auto const looks = request.method != "GET" || !may.allowed;
    auto const id = looks ? std::nullopt : sessions_.open(request.part("secret"));
    return id ? signed_in(*id) : routes.refuse(request, 404);
  };
  return {{"GET", std::string(folder) + "{secret}", access::ObjectClass::open, access::Action::sign_in, open}};
}

}  // namespace overens::server
