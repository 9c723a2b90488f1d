#include "server/developer.hpp"

#include "account/secret.hpp"
#include "server/addresses.hpp"
#include "server/session_cookie.hpp"
#include "web/page_context.hpp"

namespace overens::server {
namespace {

constexpr std::string_view folder = developer_route.pattern.substr(0, developer_route.pattern.find('{'));
constexpr char const* the_account = "developer";

std::string kept(std::string_view secret) {
  return account::hash_of(secret, "developer's link");
}

}  // namespace

std::string Developer::sign_in_path() {
  try {
    accounts_.add(
        {.id = the_account, .issuer = issuer, .name = the_account, .authority = {}, .staff = {}, .made = clock_()});
  } catch (app::Conflict const&) {
    // The server has been started before.
  }
  return sign_in_path(the_account);
}

std::string Developer::sign_in_path(std::string const& account) {
  auto const secret = account::make_secret();
  std::lock_guard const lock(mutex_);
  links_[kept(secret)] = {account, clock_()};
  return std::string(folder) + secret;
}

std::optional<std::string> Developer::take(std::string_view secret) {
  std::lock_guard const lock(mutex_);
  auto const link = links_.extract(kept(secret));
  if (link.empty() || clock_() - link.mapped().made > link_lasts) return std::nullopt;
  return link.mapped().account;
}

route::Rows Developer::rows(http::Routes const& routes) {
  auto const open = [this, &routes](http::Request const& request) {
    // HEAD only looks, and must not use up the link.
    auto const account = request.method == "GET" ? take(request.part("secret")) : std::nullopt;
    if (!account) return routes.refuse(request, 404);
    auto const id = sign_in_.open(*account);
    if (!id) return routes.refuse(request, 503);
    return signed_in(*id, sign_in_.has_to_choose(*id) ? web::choice_path("/") : "/");
  };
  return {{developer_route, open}};
}

}  // namespace overens::server
