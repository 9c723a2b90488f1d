#include "http/answering.hpp"

#include <cstdlib>
#include <memory>

#include <cxxabi.h>

namespace overens::http {
namespace {

// Of what is being caught.
std::string type_of_failure() {
  auto const* const type = abi::__cxa_current_exception_type();
  if (type == nullptr) return "?";
  int status = 0;
  std::unique_ptr<char, decltype(&std::free)> const name(abi::__cxa_demangle(type->name(), nullptr, nullptr, &status),
                                                         &std::free);
  return status == 0 ? name.get() : type->name();
}

template <class Make>
auto guarded(Request const& request, std::string_view route, Routes const& routes, Log& log, Make const& make)
    -> decltype(make()) {
  try {
    return make();
  } catch (...) {
    log.failed(request.id, route, type_of_failure());
  }
  try {
    return routes.refuse(request, 500);
  } catch (...) {
    return plain(500);
  }
}

}  // namespace

Reply answer(Request const& request, Routes::Found const& found, Routes const& routes, CompressedPages& pages,
             Log& log) {
  auto const route = found.route ? std::string_view(found.route->pattern) : std::string_view("-");
  return guarded(request, route, routes, log, [&] {
    auto reply = found.route ? found.route->handler(request) : routes.refuse(request, found);
    pages.compress(request, reply);
    return reply;
  });
}

std::optional<Reply> answer_at_once(Request const& request, Routes::Found const& found, Routes const& routes,
                                    CompressedPages& pages, Log& log) {
  if (found.route == nullptr || !found.route->quick) return std::nullopt;
  return guarded(request, found.route->pattern, routes, log, [&] {
    auto reply = found.route->quick(request);
    if (reply) pages.compress(request, *reply);
    return reply;
  });
}

Reply answer_refusal(Request const& request, int status, Routes const& routes, Log& log) {
  return guarded(request, "-", routes, log, [&] {
    auto reply = routes.refuse(request, status);
    // Says that it was the coding, and which is taken (RFC 9110 §12.5.3).
    if (status == 415 && request.field("Content-Encoding")) reply.fields.emplace_back("Accept-Encoding", "identity");
    return reply;
  });
}

}  // namespace overens::http
