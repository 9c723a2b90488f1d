#pragma once

#include <atomic>
#include <memory>

#include "api/api.hpp"
#include "app/cases/hand_over.hpp"
#include "app/commands.hpp"
#include "app/identities.hpp"
#include "app/looks/access_log.hpp"
#include "app/organisation/staff_rights.hpp"
#include "app/own_page.hpp"
#include "app/queries.hpp"
#include "app/signing_in/individual_codes.hpp"
#include "app/signing_in/staff_accounts.hpp"
#include "app/work/reminders.hpp"
#include "disk/agreements.hpp"
#include "http/assets.hpp"
#include "server/developer.hpp"
#include "server/morning_mail.hpp"
#include "server/provider_sign_in.hpp"
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

  /// The address that signs the developer in, once; nothing without that account.
  std::optional<std::string> developer_link();
  /// With that account, the same for each account of staff: who it is, and the address.
  std::vector<std::pair<access::Actor, std::string>> staff_links();
  void stop();
  /// True when nothing is under way any more.
  bool has_stopped() const;

 private:
  void load_agreements();
  void open_journal();
  void open_sign_in();
  void open_api();
  void open_assets();
  void open_pages();
  void show_cases(web::Sources& sources);
  bool is_practice();
  void show_work(web::Sources& sources);
  void show_access_log(web::Sources& sources);
  void show_individuals(web::Sources& sources);
  void count();
  /// The one table of routes: what has no row can't be asked.
  route::Rows rows();
  /// True when the settings give the figures to whoever asks the pages' own address; otherwise they have another one.
  bool has_metrics_among_pages() const;
  route::Row metrics_row();
  void listen();
  void begin_mail();
  std::string url() const;
  http::Reply health() const;

  Settings settings_;
  http::Log log_;
  http::Metrics metrics_;
  http::Metrics metrics_of_metrics_;  // the request for the figures is not one of those counted
  std::unique_ptr<disk::Agreements> agreements_;
  std::unique_ptr<app::Store> store_;
  enum class Practice { unknown, no, yes };
  std::atomic<Practice> practice_ = Practice::unknown;
  std::unique_ptr<app::CommandProcessor> processor_;
  std::unique_ptr<app::AgreementStatus> status_;
  std::unique_ptr<app::Looks> looks_;
  std::unique_ptr<app::Commands> commands_;
  std::unique_ptr<app::Queries> queries_;
  std::unique_ptr<app::AccessLog> access_log_;
  std::unique_ptr<app::Identities> identities_;
  std::unique_ptr<app::HandOvers> hand_overs_;
  std::unique_ptr<app::OwnPage> own_page_;
  std::unique_ptr<app::OwnActs> own_acts_;
  std::unique_ptr<app::SystemClients> clients_;
  std::unique_ptr<api::Api> api_;
  std::unique_ptr<http::Assets> assets_;
  std::unique_ptr<web::Site> site_;
  std::unique_ptr<app::StaffRights> rights_;
  std::unique_ptr<app::SignIn> sign_in_;
  std::unique_ptr<app::Reminders> reminders_;
  std::unique_ptr<app::StaffAccounts> staff_accounts_;
  std::unique_ptr<app::IndividualCodes> individual_codes_;
  std::unique_ptr<app::IndividualSignIn> individual_sign_in_;
  std::unique_ptr<Developer> developer_;
  std::unique_ptr<ProviderSignIn> providers_;
  http::Routes routes_;
  http::Routes metrics_routes_;
  std::unique_ptr<http::Server> metrics_server_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<MorningMailer> mailer_;
};

}  // namespace overens::server
