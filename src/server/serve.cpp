#include "server/serve.hpp"

#include <cstdio>
#include <memory>

#include <fmt/format.h>

#include "disk/agreements.hpp"
#include "server/signals.hpp"

namespace overens::server {

using base::text;

int serve(Settings settings, wording::Language const& say) {
  Signals const signals;
  auto const agreements = disk::load_agreements(settings.agreements);
  if (!agreements->findings.usable() || agreements->packs.empty()) {
    fmt::print(
        stderr, "overens: {}\n",
        say.say(text("the agreements in {0} can't be used: overens agreement check says why", settings.agreements)));
    return 2;
  }
  http::Log log(http::Log::Level::info);
  http::Metrics metrics;
  http::Routes routes;
  routes.on("GET", "/health", [](http::Request const&) {
    return http::Reply{
        .type = "application/json", .body = "{\"status\":\"ok\"}\n", .fields = {{"Cache-Control", "no-store"}}};
  });
  std::unique_ptr<http::Server> server;
  try {
    server = std::make_unique<http::Server>(settings.http, routes, log, metrics);
  } catch (std::runtime_error const& e) {
    fmt::print(stderr, "overens: {}\n", say.say(text("can't listen: {0}", e.what())));
    return 2;
  }
  log.event(http::Log::Level::info, "listening", fmt::format("{}:{}", settings.http.address, server->port()));
  signals.wait();
  log.event(http::Log::Level::info, "stopping");
  server->stop();
  while (!server->wait(std::chrono::milliseconds(0))) {
    if (signals.came_within(std::chrono::milliseconds(50))) break;
  }
  server.reset();
  log.event(http::Log::Level::info, "stopped");
  return 0;
}

}  // namespace overens::server
