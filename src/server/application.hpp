#pragma once

#include <memory>

#include "api/api.hpp"
#include "app/agreement_status.hpp"
#include "app/command_processor.hpp"
#include "disk/agreements.hpp"
#include "http/assets.hpp"
#include "server/settings.hpp"
#include "web/site.hpp"

namespace overens::server {

/// What the settings name can't be used.
struct Unusable {
  base::Text why;
};

/// The application of the server, made in the order in which they need each other and taken down the other way round.
class Application {
 public:
  /// Reads the agreements, opens the journal and answers. Throws Unusable.
  explicit Application(Settings settings);
  Application(Application const&) = delete;
  Application& operator=(Application const&) = delete;
  ~Application();

  void stop();
  /// True when nothing is under way any more.
  bool has_stopped() const;

 private:
  void load_agreements();
  void open_journal();
  void open_door();
  void open_pages();
  void count();
  void listen();
  http::Reply health() const;

  Settings settings_;
  http::Log log_;
  http::Metrics metrics_;
  http::Metrics metrics_of_metrics_;  // whoever asks for the figures is not one of them
  std::unique_ptr<disk::Agreements> agreements_;
  std::unique_ptr<app::Store> store_;
  std::unique_ptr<app::CommandProcessor> processor_;
  std::unique_ptr<app::AgreementStatus> status_;
  std::unique_ptr<api::Api> api_;
  std::unique_ptr<http::Assets> assets_;
  std::unique_ptr<web::Site> site_;
  http::Routes routes_;
  http::Routes metrics_routes_;
  std::unique_ptr<http::Server> metrics_server_;
  std::unique_ptr<http::Server> server_;
};

}  // namespace overens::server
