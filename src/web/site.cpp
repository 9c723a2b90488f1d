#include "web/site.hpp"

#include <array>

#include "http/compression.hpp"
#include "web/pages.hpp"

namespace overens::web {
namespace {

struct Route {
  std::string_view path;
  http::Reply (*page)(PageContext const&);
};

constexpr std::array<Route, 8> routes = {{{"/", start_page},
                                          {"/vem-gor-vad", who_page},
                                          {"/overenskommelser", agreements_page},
                                          {"/jamfor", compare_page},
                                          {"/rakna-frist", deadline_page},
                                          {"/hjalp", help_page},
                                          {"/tillganglighet", accessibility_page},
                                          {"/komponenter", components_page}}};

// A few hundred pages: every one of a county or two in both languages.
constexpr std::size_t room_for_pages = std::size_t{16} << 20;

http::Reply page(PageContext const& context) {
  std::string_view const path = context.request.path;
  for (auto const& route : routes) {
    if (route.path == path) return route.page(context);
  }
  constexpr std::string_view agreements = "/overenskommelser/";
  if (path.starts_with(agreements)) return agreement_page(context, path.substr(agreements.size()));
  return refusal_page(context, 404);
}

}  // namespace

Site::Site(Sources sources)
    : sources_(std::move(sources)),
      swedish_(wording::Tongue::swedish),
      english_(wording::Tongue::english, wording::Foreign::marked),
      made_(room_for_pages) {
  load_templates();
}

std::string_view Site::language_chosen(http::Request const& request) {
  auto const asked = request.asked("sprak");
  return asked == "sv" || asked == "en" ? asked : std::string_view();
}

bool Site::is_english(http::Request const& request) {
  auto const chosen = language_chosen(request);
  return (chosen.empty() ? request.cookie("sprak") : chosen) == "en";
}

void Site::remember_language(http::Request const& request, http::Reply& reply) {
  if (auto const chosen = language_chosen(request); !chosen.empty())
    reply.fields.emplace_back("Set-Cookie",
                              "sprak=" + std::string(chosen) + "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
}

http::Reply Site::refuse(http::Request const& request, int status) const {
  return refusal_page({request, sources_, is_english(request) ? english_ : swedish_, sources_.today(), nullptr}, status);
}

http::Reply Site::answer(http::Request const& request) const {
  auto const english = is_english(request);
  PageContext const context{request, sources_, english ? english_ : swedish_, sources_.today(), sources_.lifecycles()};
  auto key = page_key(request, english);
  auto kept = made_.find(key, context);
  http::Reply reply;
  if (!kept) {
    reply = page(context);
    kept = made_.put(std::move(key), reply, context);
  }
  if (kept) return sent(*kept, request);
  remember_language(request, reply);
  return reply;
}

std::optional<http::Reply> Site::answer_at_once(http::Request const& request) const {
  auto lifecycles = sources_.lifecycles_at_hand();
  if (lifecycles == nullptr) return std::nullopt;
  auto const english = is_english(request);
  PageContext const context{request, sources_, english ? english_ : swedish_, sources_.today(), std::move(lifecycles)};
  auto const kept = made_.find(page_key(request, english), context);
  return kept ? std::optional(sent(*kept, request)) : std::nullopt;
}

http::Reply Site::sent(KeptPage const& kept, http::Request const& request) {
  auto const small = http::accepts(request.field("Accept-Encoding").value_or(""), "gzip");
  auto reply = small ? kept.gzipped : kept.plain;
  remember_language(request, reply);
  return reply;
}

void Site::add_to(http::Routes& to) const {
  auto const answers = [this](http::Request const& request) { return answer(request); };
  auto const at_once = [this](http::Request const& request) { return answer_at_once(request); };
  for (auto const& route : routes) to.on("GET", std::string(route.path), answers, at_once);
  for (auto const* pattern : {"/overenskommelser/{county}", "/overenskommelser/{county}/{version}",
                              "/overenskommelser/{county}/{version}/{part}"})
    to.on("GET", pattern, answers, at_once);
}

}  // namespace overens::web
