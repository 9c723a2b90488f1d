#include "http/answering.hpp"

#include <cstdlib>
#include <memory>

#include <cxxabi.h>

#include "http/compression.hpp"

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
Reply guarded(Request const& request, std::string_view route, Routes const& routes, Log& log, Make const& make) {
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

// Not what may hold personal data (which is marked no-store): the size of a compressed page that repeats what somebody
// else made the reader send tells, bit by bit, what else stands in it (the attack called BREACH).
void compress(Request const& request, Reply& reply) {
  constexpr std::size_t pays_from = 1024;
  if (reply.shared_body || reply.body.size() < pays_from || !is_compressible(reply.type)) return;
  for (auto const& [name, value] : reply.fields) {
    if (name == "Content-Encoding" || (name == "Cache-Control" && value.find("no-store") != std::string::npos)) return;
  }
  reply.fields.emplace_back("Vary", "Accept-Encoding");
  if (!accepts(request.field("Accept-Encoding").value_or(""), "gzip")) return;
  reply.body = gzip(reply.body, 3);
  reply.fields.emplace_back("Content-Encoding", "gzip");
}

}  // namespace

Reply answer(Request const& request, Routes::Found const& found, Routes const& routes, Log& log) {
  auto const route = found.route ? std::string_view(found.route->pattern) : std::string_view("-");
  return guarded(request, route, routes, log, [&] {
    auto reply = found.route ? found.route->handler(request) : routes.refuse(request, found);
    compress(request, reply);
    return reply;
  });
}

Reply answer_refusal(Request const& request, int status, Routes const& routes, Log& log) {
  return guarded(request, "-", routes, log, [&] { return routes.refuse(request, status); });
}

}  // namespace overens::http
