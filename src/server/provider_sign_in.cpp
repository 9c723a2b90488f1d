#include "server/provider_sign_in.hpp"

#include <algorithm>

#include "account/failures.hpp"
#include "http/target.hpp"
#include "route/status.hpp"
#include "server/addresses.hpp"
#include "server/session_cookie.hpp"
#include "web/page_context.hpp"

namespace overens::server {
namespace {

using base::text;

// Lax: the browser comes back from another site. Gone when the answer has been taken, or after as long as one is waited
// for.
constexpr std::string_view away_cookie = "__Host-inloggning";

std::string set_cookie(std::string const& value, std::chrono::seconds lasts) {
  return std::string(away_cookie) + "=" + value +
         "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(lasts.count());
}

http::Reply lead_to(std::string address, std::vector<std::string> cookies) {
  auto reply = http::see_other(std::move(address));
  for (auto& one : cookies) reply.fields.emplace_back("Set-Cookie", std::move(one));
  return reply;
}

// As RFC 9207 and the logout's specification have it: nothing is said but the status.
http::Reply nothing_but(int status) {
  return {.status = status, .type = {}, .fields = {{"Cache-Control", "no-store"}}};
}

}  // namespace

ProviderSignIn::ProviderSignIn(SignInSettings const& settings, app::AccountStore& accounts, app::SignIn& sign_in,
                               app::IndividualSignIn& individuals, http::Log& log, Clock const& clock, Refused refused)
    : client_({.proxy = settings.proxy, .authorities = settings.authorities}),
      accounts_(accounts),
      sign_in_(sign_in),
      individuals_(individuals),
      log_(log),
      refused_(std::move(refused)) {
  for (auto const& provider : settings.providers) {
    providers_.push_back(
        std::make_unique<outgoing::ProviderConnection>(provider, answer_address(settings, provider), client_, clock));
  }
}

route::Rows ProviderSignIn::rows() {
  auto const row = [this](route::Address const& address, http::Reply (ProviderSignIn::*answer)(http::Request const&)) {
    return route::Row{address, [this, answer](http::Request const& request) {
                        try {
                          return (this->*answer)(request);
                        } catch (app::StoreFailed const&) {
                          return refused_(request, 503,
                                          text("the database does not answer now: try again in a moment"));
                        }
                      }};
  };
  if (providers_.empty()) return {};
  return {row(provider_route, &ProviderSignIn::begin), row(answer_route, &ProviderSignIn::finish),
          row(log_out_route, &ProviderSignIn::end)};
}

outgoing::ProviderConnection* ProviderSignIn::find(http::Request const& request) const {
  auto const found = std::find_if(providers_.begin(), providers_.end(),
                                  [&](auto const& one) { return one->provider().id == request.part("provider"); });
  return found == providers_.end() ? nullptr : found->get();
}

http::Reply ProviderSignIn::begin(http::Request const& request) {
  auto* const provider = find(request);
  if (provider == nullptr) return refused_(request, 404, {});
  auto begun = provider->begin({.return_to = std::string(request.asked("till")),
                                .fresh = request.asked(web::fresh_parameter) == "1",
                                .language = request.cookie("sprak") == "en" ? "en" : "sv"});
  if (!begun) return refuse(request, begun.error());
  begun->kept.network = account::network_of(request.peer);
  accounts_.keep(begun->kept);
  return lead_to(begun->address, {set_cookie(begun->cookie, account::PendingSignIn::lasts)});
}

http::Reply ProviderSignIn::finish(http::Request const& request) {
  auto* const provider = find(request);
  if (provider == nullptr) return refused_(request, 404, {});
  auto const answer = account::read_answer(request.query);
  if (!answer) return refuse(request, answer.error());
  auto const kept = accounts_.take(account::state_hash_of(answer->state));
  auto const claims = provider->finish(*answer, kept ? &*kept : nullptr, request.cookie(away_cookie));
  if (!claims) return refuse(request, claims.error());
  auto const is_individual = provider->provider().is_for_individuals;
  // Whoever shows anew who they are goes on in the session that they have.
  if (kept->is_fresh && !is_individual && sign_in_.confirm(session_id(request), *claims))
    return lead_to(kept->return_to, {set_cookie({}, std::chrono::seconds(0))});
  auto const session = is_individual ? individuals_.open(*claims) : sign_in_.open(*claims);
  if (!session) return refused_(request, route::status_of(session.error().code), session.error().why);
  if (auto const before = session_id(request); !before.empty()) sign_in_.sign_out(before);
  if (is_individual) return lead_to("/min-sida", {session_cookie(*session), set_cookie({}, std::chrono::seconds(0))});
  auto const to = sign_in_.has_to_choose(*session) ? web::choice_path(kept->return_to) : kept->return_to;
  return lead_to(to, {session_cookie(*session), set_cookie({}, std::chrono::seconds(0))});
}

http::Reply ProviderSignIn::end(http::Request const& request) {
  auto* const provider = find(request);
  if (provider == nullptr) return nothing_but(404);
  std::string token;
  for (auto const& [name, value] : request.form()) {
    if (name == "logout_token") token = value;
  }
  auto const ended = provider->end(token);
  if (!ended) {
    log_.event(http::Log::Level::warning, "logout_refused", std::string(account::name_of(ended.error())));
    return nothing_but(400);
  }
  try {
    accounts_.end_sessions_of(ended->issuer, ended->subject, ended->session_id);
  } catch (app::StoreFailed const&) {
    provider->take_back(*ended);  // so that the provider can ask again
    throw;
  }
  return nothing_but(200);
}

http::Reply ProviderSignIn::refuse(http::Request const& request, account::SignInFault fault) {
  log_.event(http::Log::Level::warning, "sign_in_refused", std::string(account::name_of(fault)));
  return refused_(request, 422, account::what_to_do(fault));
}

}  // namespace overens::server
