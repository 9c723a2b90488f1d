#include "server/application.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <stdexcept>

#include <fmt/format.h>

#include "app/organisation/import_table.hpp"
#include "disk/files.hpp"
#include "server/addresses.hpp"
#include "server/recording.hpp"
#include "server/session_cookie.hpp"
#include "store/files.hpp"
#include "store/key_file.hpp"

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

std::vector<web::SignInService> services(SignInSettings const& settings) {
  std::vector<web::SignInService> all;
  for (auto const& one : settings.providers)
    all.push_back({one.id, {one.name_sv, one.name_en}, one.issuer, one.is_for_individuals});
  return all;
}

// Opened by a service for individuals: no authority's, and no member of staff's.
bool is_individuals(SignInSettings const& settings, account::Account const& account) {
  return account.authority.empty() && account.staff.empty() &&
         std::any_of(settings.providers.begin(), settings.providers.end(), [&](account::Provider const& one) {
           return one.is_for_individuals && one.issuer == account.issuer;
         });
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
  open_api();
  open_pages();
  count();
  route::add(routes_, rows());
  listen();
  begin_mail();
}

Application::~Application() {
  mailer_.reset();
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
  if (!store::is_postgres(settings_.store)) {
    for (auto const& file : store::remove_unfinished(store::folder_of(settings_.store)))
      log_.event(Level::warning, "unfinished_file_removed", file.string());
  }
  auto const report = [this](std::string const& what) { log_.event(Level::error, "processor", what); };
  auto opened =
      store::open_with_keys(settings_.store, settings_.keys, {.may_wait = true, .report = report, .check_whole = true});
  if (!opened) throw Unusable{text("the journal can't be opened: {0}", opened.error().why)};
  store_ = std::move(*opened);
  try {
    app::RuleSet const basis{agreements_->packs, agreements_->vocabulary, agreements_->edition};
    processor_ = std::make_unique<app::CommandProcessor>(*store_, basis, now, report);
    status_ = std::make_unique<app::AgreementStatus>(*store_, basis, report);
    looks_ = std::make_unique<app::Looks>(*store_, agreements_->policy, agreements_->look_rules, now, report);
    commands_ = std::make_unique<app::Commands>(*processor_, *status_, *looks_);
    queries_ = std::make_unique<app::Queries>(*looks_, *status_, agreements_->vocabulary, now);
    access_log_ = std::make_unique<app::AccessLog>(*looks_, agreements_->vocabulary, now);
    identities_ = std::make_unique<app::Identities>(*looks_, *commands_, agreements_->vocabulary, now);
    hand_overs_ = std::make_unique<app::HandOvers>(*looks_, *commands_, *status_, agreements_->vocabulary, now);
    own_page_ = std::make_unique<app::OwnPage>(*looks_, agreements_->vocabulary, now);
    own_acts_ = std::make_unique<app::OwnActs>(*processor_, *status_, *looks_);
    open_sign_in();
  } catch (app::StoreFailed const&) {
    throw Unusable{text("the journal can't be read")};
  }
}

void Application::open_sign_in() {
  rights_ = std::make_unique<app::StaffRights>(*store_, agreements_->vocabulary);
  auto const actor_of = [this](account::Account const& account,
                               std::string const& commission) -> std::optional<access::Actor> {
    if (account.issuer == app::IndividualCodes::issuer)
      return app::actor_by_code(store_->individual_codes(), agreements_->policy, account, today());
    if (is_individuals(settings_.sign_in, account)) return individual_sign_in_->actor(account);
    if (account.issuer != Developer::issuer) return rights_->actor(account, commission, today());
    if (!settings_.developer) return std::nullopt;
    return access::Actor{access::Actor::Kind::developer, account.name};
  };
  auto const commissions_of = [this](account::Account const& account) {
    return account.staff.empty() ? std::vector<account::Commission>() : rights_->commissions(account, today());
  };
  auto const keep_look = [this](account::Account const* account, access::Action action, std::string const& refused) {
    auto const of = account == nullptr ? account::Account() : *account;
    auto const kind = of.issuer == app::IndividualCodes::issuer            ? access::Actor::Kind::individual_by_code
                      : is_individuals(settings_.sign_in, of)              ? access::Actor::Kind::individual
                      : of.issuer == Developer::issuer && of.staff.empty() ? access::Actor::Kind::developer
                                                                           : access::Actor::Kind::staff;
    looks_->keep_sign_in(of.authority, kind, of.staff.empty() ? of.id : of.staff, action, refused);
  };
  sign_in_ = std::make_unique<app::SignIn>(store_->accounts(), now, actor_of, commissions_of, keep_look,
                                           agreements_->policy.fresh_for());
  reminders_ = std::make_unique<app::Reminders>(*store_, *queries_, *rights_, now);
  staff_accounts_ =
      std::make_unique<app::StaffAccounts>(*commands_, agreements_->vocabulary, *store_, *sign_in_, *looks_, now);
  individual_codes_ =
      std::make_unique<app::IndividualCodes>(*looks_, *commands_, agreements_->vocabulary, *store_, *sign_in_, now);
  individual_sign_in_ = std::make_unique<app::IndividualSignIn>(*store_, *sign_in_, now);
  developer_ = std::make_unique<Developer>(store_->accounts(), *sign_in_, now);
  auto const refused = [this](http::Request const& request, int status, base::Text const& why) {
    return site_->refuse_sign_in(request, status, why);
  };
  providers_ = std::make_unique<ProviderSignIn>(settings_.sign_in, store_->accounts(), *sign_in_, *individual_sign_in_,
                                                log_, now, refused);
}

void Application::open_api() {
  clients_ = std::make_unique<app::SystemClients>(store_->clients(), now);
  api_ = std::make_unique<api::Api>(*commands_, *queries_, *clients_, now);
}

void Application::open_assets() {
  try {
    assets_ = std::make_unique<http::Assets>(asset_files(settings_));
  } catch (std::exception const& e) {
    throw Unusable{text("the assets can't be used: {0}", e.what())};
  }
}

void Application::open_pages() {
  open_assets();
  auto const by_the_documents = web::lifecycles_by_the_documents(agreements_->packs);
  auto const lifecycles = [this, by_the_documents]() -> std::shared_ptr<web::Lifecycles const> {
    auto const known = queries_->agreements(today());
    return known == nullptr ? by_the_documents : std::shared_ptr<web::Lifecycles const>(known, &known->lifecycles());
  };
  auto const lifecycles_at_hand = [this]() -> std::shared_ptr<web::Lifecycles const> {
    auto const known = queries_->agreements_at_hand(today());
    return known == nullptr ? nullptr : std::shared_ptr<web::Lifecycles const>(known, &known->lifecycles());
  };
  auto const asset = [this](std::string_view name) { return assets_->url(name); };
  web::Sources sources{
      .vocabulary = agreements_->vocabulary,
      .policy = agreements_->policy,
      .packs = agreements_->packs,
      .may = [this](auto const& actor, auto action, auto const& object) { return looks_->may(actor, action, object); },
      .lifecycles = lifecycles,
      .lifecycles_at_hand = lifecycles_at_hand,
      .lifecycles_unread = by_the_documents,
      .today = today,
      .shows_session = shows_session,
      .session = [this](auto const& request) { return session_of(request, *sign_in_); },
      .session_id = session_id,
      .session_cookie = session_cookie,
      .sign_in = sign_in_.get(),
      .staff_accounts = staff_accounts_.get(),
      .site_address = settings_.sign_in.address,
      .sign_in_providers = services(settings_.sign_in),
      .sign_out = [this](auto const& request) { return sign_out(request, *sign_in_); },
      .subject = [this](auto const& actor, auto const& of) { return queries_->subject(actor, of); },
      .subjects = [this](auto const& actor, auto const& kind) { return queries_->subjects(actor, kind); },
      .units = [this] { return queries_->units(); },
      .organisation = [this](auto const& actor, auto const& of) { return queries_->organisation(actor, of); },
      .import_table =
          [this](auto const& actor, auto const& request, auto const& table, bool record) {
            return app::import_table(*queries_, *commands_, agreements_->vocabulary, actor, request, table, record);
          },
      .doubt = [this](auto const& actor, auto const& unit,
                      auto const& what) { return commands_->doubt(actor, unit, what, today()); },
      .record = [this](auto const& actor,
                       auto const& asked) { return record(*commands_, agreements_->vocabulary, actor, asked); },
      .foresee =
          [this](auto const& actor, auto const& asked, auto const& language) {
            return foresee(*queries_, agreements_->vocabulary, actor, asked, today(), language);
          },
      .site_operator = settings_.site_operator,
      .is_practice = [this] { return is_practice(); },
      .asset = asset};
  show_cases(sources);
  show_work(sources);
  show_access_log(sources);
  show_individuals(sources);
  site_ = std::make_unique<web::Site>(std::move(sources));
  routes_.on_refusal([this](http::Request const& request, int status) {
    return api::Api::is_asked(request) ? api_->refuse(request, status) : site_->refuse(request, status);
  });
}

// Asked once, when the database answers.
bool Application::is_practice() {
  auto known = practice_.load();
  if (known == Practice::unknown && store_->is_reachable()) {
    try {
      known = store_->progress(app::for_practice).empty() ? Practice::no : Practice::yes;
      practice_ = known;
    } catch (app::StoreFailed const&) {
      return false;  // asked again for the next page
    }
  }
  return known == Practice::yes;
}

void Application::show_cases(web::Sources& sources) {
  sources.cases = [this](auto const& actor, auto const& list) { return queries_->cases(actor, list); };
  sources.case_page = [this](auto const& actor, auto const& id, auto const& reason) {
    return queries_->case_page(actor, id, reason);
  };
  sources.reader_with_email = [this](auto const& actor, auto const& in_case, auto const& authority, auto const& email) {
    return queries_->reader_with_email(actor, in_case, authority, email);
  };
  sources.reader_who_asked = [this](auto const& actor, auto const& in_case, auto const& question) {
    return queries_->reader_who_asked(actor, in_case, question);
  };
  sources.stand_in_place = [this](auto const& actor, auto const& commission) {
    return queries_->stand_in_place(actor, commission);
  };
  sources.own_stand_ins = [this](auto const& actor) { return queries_->own_stand_ins(actor); };
  sources.take_on = [this](auto const& actor, auto const& id, auto const& command) {
    return commands_->take_on(actor, id, command);
  };
  sources.take_to_unit = [this](auto const& actor, auto const& id, auto const& command) {
    return commands_->take_to_unit(actor, id, command);
  };
}

void Application::show_work(web::Sources& sources) {
  sources.work_list = [this](auto const& actor, auto const& asked) { return queries_->work_list(actor, asked); };
  sources.guidance = &agreements_->guidance;
  sources.reminders = reminders_.get();
  sources.sends_mail = settings_.mail.is_set_up();
  sources.waiting = [this](auto const& actor) { return queries_->waiting(actor); };
  sources.shared_work = [this](auto const& actor) { return queries_->shared_work(actor); };
  sources.explain = [this](auto const& actor, auto const& place, auto const& reason, auto const& language,
                           auto const& name_of) {
    return explain(*queries_, actor, place, reason, today(), language, name_of);
  };
}

void Application::show_access_log(web::Sources& sources) {
  sources.look_rules = &agreements_->look_rules;
  sources.looks = [this](auto const& actor, auto const& asked) { return access_log_->looks(actor, asked); };
  sources.to_review = [this](auto const& actor, auto const& asked) { return access_log_->to_review(actor, asked); };
  sources.review = [this](auto const& actor, auto const& review) { return access_log_->review(actor, review); };
  sources.extract = [this](auto const& actor, auto const& of) { return access_log_->extract(actor, of); };
}

void Application::show_individuals(web::Sources& sources) {
  sources.hand_overs = hand_overs_.get();
  sources.identities = identities_.get();
  sources.individual_codes = individual_codes_.get();
  sources.own_page = own_page_.get();
  sources.own_acts = own_acts_.get();
}

route::Rows Application::rows() {
  auto const asset = [this](http::Request const& request) { return assets_->answer(request); };
  auto const health = [this](http::Request const&) { return this->health(); };
  route::Rows all = {{asset_route, asset, asset}, {health_route, health}};
  if (has_metrics_among_pages()) all.push_back(metrics_row());
  for (auto const& more : {site_->rows(), api_->rows(), providers_->rows(),
                           settings_.developer ? developer_->rows(routes_) : route::Rows()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

bool Application::has_metrics_among_pages() const {
  return settings_.metrics == settings_.http.listen && settings_.http.listen.port != 0;
}

route::Row Application::metrics_row() {
  auto const metrics = [this](http::Request const&) {
    return http::Reply{.type = "text/plain; version=0.0.4; charset=utf-8", .body = metrics_.text()};
  };
  return {metrics_route, metrics};
}

http::Reply Application::health() const {
  auto const is_well = status_->position().has_value();
  return {.status = is_well ? 200 : 503,
          .type = "application/json",
          .body = is_well ? "{\"status\":\"ok\"}\n" : "{\"status\":\"journal_unavailable\"}\n",
          .fields = {{"Cache-Control", "no-store"}}};
}

void Application::count() {
  metrics_.value("overens_log_lines_dropped_total", "counter", "Lines of the log that nobody took in time.",
                 [this] { return static_cast<double>(log_.dropped()); });
  metrics_.value("overens_journal_position", "gauge", "The last place in the journal.", [this] {
    auto const position = status_->position();
    return position ? static_cast<double>(*position) : std::numeric_limits<double>::quiet_NaN();
  });
}

void Application::listen() {
  try {
    if (settings_.metrics && !has_metrics_among_pages()) {
      route::add(metrics_routes_, {metrics_row()});
      http::ServerOptions const few{.listen = *settings_.metrics, .connections = 16, .threads = 1, .workers = 1};
      metrics_server_ = std::make_unique<http::Server>(few, metrics_routes_, log_, metrics_of_metrics_);
      log_.event(Level::info, "metrics", words(*settings_.metrics, metrics_server_->port()));
    }
    server_ = std::make_unique<http::Server>(settings_.http, routes_, log_, metrics_);
  } catch (std::runtime_error const& e) {
    throw Unusable{text("can't listen: {0}", e.what())};
  }
  log_.event(Level::info, "listening", url());
}

void Application::begin_mail() {
  if (!settings_.mail.is_set_up()) {
    log_.event(Level::info, "mail_not_set_up");
    return;
  }
  log_.event(Level::info, "mail", settings_.mail.client.server);
  mailer_ = std::make_unique<MorningMailer>(settings_.mail, settings_.sign_in.address, *reminders_, log_, now);
}

std::string Application::url() const {
  return fmt::format("{}://{}", settings_.http.tls ? "https" : "http", words(settings_.http.listen, server_->port()));
}

std::optional<std::string> Application::developer_link() {
  return settings_.developer ? std::optional(url() + developer_->sign_in_path()) : std::nullopt;
}

std::vector<std::pair<access::Actor, std::string>> Application::staff_links() {
  std::vector<std::pair<access::Actor, std::string>> links;
  if (!settings_.developer) return links;
  for (auto const& account : store_->accounts().open_accounts()) {
    auto actor = account.staff.empty() ? std::nullopt : rights_->actor(account, {}, today());
    if (actor) links.emplace_back(std::move(*actor), url() + developer_->sign_in_path(account.id));
  }
  return links;
}

void Application::stop() {
  log_.event(Level::info, "stopping");
  if (mailer_) mailer_->stop();
  server_->stop();
}

bool Application::has_stopped() const {
  return server_->wait(std::chrono::milliseconds(0));
}

}  // namespace overens::server
