#include "server/application.hpp"

#include <filesystem>
#include <limits>
#include <stdexcept>

#include <fmt/format.h>

#include "disk/files.hpp"
#include "store/open.hpp"

namespace overens::server {
namespace {

using base::text;
using Level = http::Log::Level;

calendar::Instant now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

// In Sweden, whose days all deadlines are counted in.
calendar::Day today() {
  return calendar::day_in_sweden(now());
}

std::string token(Settings const& settings) {
  if (settings.token_file.empty()) return {};
  auto words = disk::read_file(settings.token_file).bytes;
  words.erase(words.find_last_not_of(" \r\n") + 1);
  return words;
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

std::string words(http::Endpoint const& asked, std::uint16_t port) {
  return http::to_string(http::Endpoint{asked.address, port});
}

}  // namespace

Application::Application(Settings settings) : settings_(std::move(settings)), log_(settings_.log) {
  load_agreements();
  open_journal();
  open_door();
  open_pages();
  routes_.on("GET", "/health", [this](http::Request const&) { return health(); });
  count();
  listen();
}

Application::~Application() {
  server_.reset();
  metrics_server_.reset();
  log_.event(Level::info, "stopped");
}

void Application::load_agreements() {
  agreements_ = disk::load_agreements(settings_.agreements);
  if (!agreements_->findings.usable() || agreements_->packs.empty()) {
    throw Unusable{text("the agreements in {0} can't be used: overens agreement check says why", settings_.agreements)};
  }
}

void Application::open_journal() {
  auto opened = store::open_store(settings_.store);
  if (!opened) throw Unusable{text("the journal can't be opened: {0}", opened.error().why)};
  store_ = std::move(*opened);
  auto const report = [this](std::string const& what) { log_.event(Level::error, "processor", what); };
  try {
    app::RuleSet const basis{agreements_->packs, agreements_->vocabulary, agreements_->edition};
    processor_ = std::make_unique<app::CommandProcessor>(*store_, basis, now, report);
    status_ = std::make_unique<app::AgreementStatus>(*store_, basis);
  } catch (app::StoreFailed const&) {
    throw Unusable{text("the journal can't be read")};
  }
}

void Application::open_door() {
  api_ = std::make_unique<api::Api>(*processor_, *store_, *status_, token(settings_), now);
  api_->add_to(routes_);
}

void Application::open_pages() {
  try {
    assets_ = std::make_unique<http::Assets>(asset_files(settings_));
  } catch (std::exception const& e) {
    throw Unusable{text("the assets can't be used: {0}", e.what())};
  }
  assets_->add_to(routes_);
  auto const lifecycles = [this]() -> std::shared_ptr<web::Lifecycles const> {
    try {
      auto const known = status_->on(today());
      return {known, &known->lifecycles()};
    } catch (app::StoreFailed const&) {
      throw http::Unavailable();
    }
  };
  auto const lifecycles_at_hand = [this]() -> std::shared_ptr<web::Lifecycles const> {
    auto const known = status_->at_hand(today());
    return known == nullptr ? nullptr : std::shared_ptr<web::Lifecycles const>(known, &known->lifecycles());
  };
  auto const asset = [this](std::string_view name) { return assets_->url(name); };
  site_ = std::make_unique<web::Site>(
      web::Sources{agreements_->vocabulary, agreements_->packs, lifecycles, lifecycles_at_hand, today,
                   [](http::Request const&) { return std::optional<access::Session>(); }, asset});
  route::add(routes_, site_->rows());
  routes_.on_refusal([this](http::Request const& request, int status) {
    return api::Api::is_asked(request) ? api_->refuse(request, status) : site_->refuse(request, status);
  });
}

http::Reply Application::health() const {
  auto const is_well = store_->answers();
  return {.status = is_well ? 200 : 503,
          .type = "application/json",
          .body = is_well ? "{\"status\":\"ok\"}\n" : "{\"status\":\"journal_unavailable\"}\n",
          .fields = {{"Cache-Control", "no-store"}}};
}

void Application::count() {
  metrics_.value("overens_log_lines_dropped_total", "counter", "Lines of the log that nobody took in time.",
                 [this] { return static_cast<double>(log_.dropped()); });
  metrics_.value("overens_journal_position", "gauge", "The last place in the journal.", [this] {
    try {
      return static_cast<double>(store_->last_position());
    } catch (app::StoreFailed const&) {
      return std::numeric_limits<double>::quiet_NaN();
    }
  });
}

void Application::listen() {
  auto const metrics = [this](http::Request const&) {
    return http::Reply{.type = "text/plain; version=0.0.4; charset=utf-8", .body = metrics_.text()};
  };
  auto const is_same = settings_.metrics == settings_.http.listen && settings_.http.listen.port != 0;
  try {
    if (is_same) {
      routes_.on("GET", "/metrics", metrics);
    } else if (settings_.metrics) {
      metrics_routes_.on("GET", "/metrics", metrics);
      http::ServerOptions const few{.listen = *settings_.metrics, .connections = 16, .threads = 1, .workers = 1};
      metrics_server_ = std::make_unique<http::Server>(few, metrics_routes_, log_, metrics_of_metrics_);
      log_.event(Level::info, "metrics", words(*settings_.metrics, metrics_server_->port()));
    }
    server_ = std::make_unique<http::Server>(settings_.http, routes_, log_, metrics_);
  } catch (std::runtime_error const& e) {
    throw Unusable{text("can't listen: {0}", e.what())};
  }
  log_.event(
      Level::info, "listening",
      fmt::format("{}://{}", settings_.http.tls ? "https" : "http", words(settings_.http.listen, server_->port())));
}

void Application::stop() {
  log_.event(Level::info, "stopping");
  server_->stop();
}

bool Application::has_stopped() const {
  return server_->wait(std::chrono::milliseconds(0));
}

}  // namespace overens::server
