#include "server/serve.hpp"

#include <cstdio>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>

#include "disk/agreements.hpp"
#include "disk/files.hpp"
#include "http/assets.hpp"
#include "server/signals.hpp"
#include "web/site.hpp"

namespace overens::server {
namespace {

using base::text;
using Level = http::Log::Level;

// In Sweden, whose days all deadlines are counted in.
calendar::Day today() {
  return calendar::day_in_sweden(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
}

std::vector<http::Assets::File> asset_files(Settings const& settings) {
  std::vector<http::Assets::File> files;
  if (settings.assets.empty()) {
    for (auto const& [name, bytes] : web::asset_files()) files.push_back({std::string(name), std::string(bytes)});
    return files;
  }
  for (auto const& entry : std::filesystem::directory_iterator(settings.assets)) {
    if (entry.is_regular_file())
      files.push_back({entry.path().filename().string(), disk::read_file(entry.path()).bytes});
  }
  return files;
}

/// What can't be used, said on standard error.
struct Unusable {
  base::Text why;
};

/// The parts of the server in the order they need each other; taken down the other way round.
class Parts {
 public:
  /// Throws Unusable.
  explicit Parts(Settings settings) : settings_(std::move(settings)), log_(settings_.log) {
    agreements_ = disk::load_agreements(settings_.agreements);
    if (!agreements_->findings.usable() || agreements_->packs.empty()) {
      throw Unusable{
          text("the agreements in {0} can't be used: overens agreement check says why", settings_.agreements)};
    }
    routes_.on("GET", "/health", [this](http::Request const&) { return health(); });
    open_pages();
    try {
      serve();
    } catch (std::runtime_error const& e) {
      throw Unusable{text("can't listen: {0}", e.what())};
    }
  }

  void stop(Signals const& signals) {
    log_.event(Level::info, "stopping");
    server_->stop();
    // A second signal says that nobody wants to wait.
    while (!server_->wait(std::chrono::milliseconds(0))) {
      if (signals.came_within(std::chrono::milliseconds(20))) break;
    }
    server_.reset();
    metrics_server_.reset();
    log_.event(Level::info, "stopped");
  }

 private:
  static http::Reply health() {
    return {.type = "application/json", .body = "{\"status\":\"ok\"}\n", .fields = {{"Cache-Control", "no-store"}}};
  }

  void open_pages() {
    try {
      assets_ = std::make_unique<http::Assets>(asset_files(settings_));
    } catch (std::exception const& e) {
      throw Unusable{text("the assets can't be used: {0}", e.what())};
    }
    assets_->add_to(routes_);
    site_ = std::make_unique<web::Site>(
        web::Sources{agreements_->vocabulary, agreements_->packs,
                     [lives = web::lives_by_the_documents(agreements_->packs)] { return lives; }, today,
                     [this](std::string_view name) { return assets_->url(name); }});
    site_->add_to(routes_);
    routes_.on_refusal([this](http::Request const& request, int status) {
      return status == 404 ? site_->answer(request) : http::plain(status);
    });
  }

  void serve() {
    metrics_.value("overens_log_lines_dropped_total", "counter", "Lines of the log that nobody took in time.",
                   [this] { return static_cast<double>(log_.dropped()); });
    auto const metrics = [this](http::Request const&) {
      return http::Reply{.type = "text/plain; version=0.0.4; charset=utf-8", .body = metrics_.text()};
    };
    auto const is_same = settings_.metrics == settings_.http.listen && settings_.http.listen.port != 0;
    if (settings_.metrics && !is_same) {
      metrics_routes_.on("GET", "/metrics", metrics);
      http::ServerOptions const few{.listen = *settings_.metrics, .connections = 16, .threads = 1, .workers = 1};
      metrics_server_ = std::make_unique<http::Server>(few, metrics_routes_, log_, metrics_of_metrics_);
      log_.event(Level::info, "metrics", address(settings_.metrics->address, metrics_server_->port()));
    } else if (is_same) {
      routes_.on("GET", "/metrics", metrics);
    }
    server_ = std::make_unique<http::Server>(settings_.http, routes_, log_, metrics_);
    log_.event(Level::info, "listening",
               fmt::format("{}://{}", settings_.http.tls ? "https" : "http",
                           address(settings_.http.listen.address, server_->port())));
  }

  static std::string address(std::string const& address, std::uint16_t port) {
    return http::to_string(http::Endpoint{address, port});
  }

  Settings settings_;
  http::Log log_;
  http::Metrics metrics_;
  http::Metrics metrics_of_metrics_;  // whoever asks for the figures is not one of them
  std::unique_ptr<disk::Agreements> agreements_;
  std::unique_ptr<http::Assets> assets_;
  std::unique_ptr<web::Site> site_;
  http::Routes routes_;
  http::Routes metrics_routes_;
  std::unique_ptr<http::Server> metrics_server_;
  std::unique_ptr<http::Server> server_;
};

}  // namespace

int serve(Settings settings, wording::Language const& say) {
  Signals const signals;  // before any thread, so that none of them is broken into
  try {
    Parts parts(std::move(settings));
    signals.wait();
    parts.stop(signals);
    return 0;
  } catch (Unusable const& unusable) {
    fmt::print(stderr, "overens: {}\n", say.say(unusable.why));
    return 2;
  }
}

}  // namespace overens::server
