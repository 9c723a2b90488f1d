#include "http/routes.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>

#include "http/target.hpp"

namespace overens::http {
namespace {

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> parts;
  path.remove_prefix(std::min<std::size_t>(1, path.size()));
  for (;;) {
    auto const end = path.find('/');
    parts.emplace_back(path.substr(0, end));
    if (end == std::string_view::npos) return parts;
    path.remove_prefix(end + 1);
  }
}

bool is_place(std::string_view part) {
  return part.size() > 2 && part.front() == '{' && part.back() == '}';
}

/// How well each part fits, so that the larger of two is the better: a word, a place, or all that is left.
using Fit = std::vector<int>;

std::optional<Fit> fit(std::vector<std::string> const& pattern, std::vector<std::string> const& path) {
  Fit how;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == "*") {
      how.push_back(0);
      return i < path.size() && !path[i].empty() ? std::optional(how) : std::nullopt;
    }
    if (i >= path.size()) return std::nullopt;
    if (is_place(pattern[i]) && !path[i].empty()) {
      how.push_back(1);
    } else if (pattern[i] == path[i]) {
      how.push_back(2);
    } else {
      return std::nullopt;
    }
  }
  if (pattern.size() != path.size()) return std::nullopt;
  return how;
}

bool answers(Routes::Route const& route, std::string_view method) {
  return route.method == method || (route.method == "GET" && method == "HEAD");
}

// Each method of the routes once, for the field Allow.
std::string allow_of(std::vector<Routes::Route const*> const& routes) {
  std::string allow = "OPTIONS";
  std::set<std::string_view> named;
  for (auto const* route : routes) {
    if (named.insert(route->method).second) allow += route->method == "GET" ? ", GET, HEAD" : ", " + route->method;
  }
  return allow;
}

}  // namespace

void Routes::on(std::string method, std::string pattern, Handler handler, Quick quick) {
  auto const same = [&](Route const& r) { return r.method == method && r.pattern == pattern; };
  if (std::any_of(routes_.begin(), routes_.end(), same))
    throw std::logic_error("two routes for " + method + " " + pattern);
  auto parts = split(pattern);
  routes_.push_back({std::move(method), std::move(pattern), std::move(handler), std::move(quick), std::move(parts)});
}

Routes::Found Routes::find(std::string_view method, std::string_view path) const {
  if (path == "*") {
    std::vector<Route const*> all;
    for (auto const& route : routes_) all.push_back(&route);
    return {.status = 204, .allow = allow_of(all)};
  }
  auto const parts = split(path);
  Fit best;
  std::vector<Route const*> fitting;  // those of the best pattern, one for each of its methods
  for (auto const& route : routes_) {
    auto how = fit(route.parts, parts);
    if (!how || (!fitting.empty() && *how < best)) continue;
    if (fitting.empty() || *how > best) {
      fitting.clear();
      best = std::move(*how);
    }
    fitting.push_back(&route);
  }
  if (fitting.empty()) {
    if (path.size() > 1 && path.back() == '/' && find(method, path.substr(0, path.size() - 1)).route != nullptr)
      return {.status = 308, .elsewhere = std::string(path.substr(0, path.size() - 1))};
    return {.status = 404};
  }
  auto const route = std::find_if(fitting.begin(), fitting.end(), [&](auto const* r) { return answers(*r, method); });
  if (route == fitting.end()) return {.status = method == "OPTIONS" ? 204 : 405, .allow = allow_of(fitting)};
  Found found{.route = *route};
  for (std::size_t i = 0; i < (*route)->parts.size(); ++i) {
    auto const& part = (*route)->parts[i];
    if (is_place(part)) found.parts.emplace_back(part.substr(1, part.size() - 2), parts[i]);
  }
  return found;
}

Reply Routes::refuse(Request const& request, Found const& found) const {
  if (found.status == 204) return {.status = 204, .type = {}, .fields = {{"Allow", found.allow}}};
  if (found.status == 308) {
    // The query is not repeated: a form's action and a link never end in a slash, so there is none to lose.
    std::string to;
    for (auto const& part : split(found.elsewhere)) to += "/" + encode(part);
    auto reply = refuse(request, 308);
    reply.fields.emplace_back("Location", to);
    return reply;
  }
  auto reply = refuse(request, found.status);
  if (!found.allow.empty()) reply.fields.emplace_back("Allow", found.allow);
  return reply;
}

Reply Routes::refuse(Request const& request, int status) const {
  if (!refusal_) return plain(status);
  auto reply = refusal_(request, status);
  reply.status = status;
  return reply;
}

}  // namespace overens::http
