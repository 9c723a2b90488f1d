#include "server/settings.hpp"

#include <filesystem>
#include <iterator>
#include <sstream>

#include "account/mail_address.hpp"
#include "http/client_address.hpp"
#include "server/given_values.hpp"
#include "server/secret_file.hpp"
#include "store/open.hpp"

namespace overens::server {
namespace {

using base::text;

/// Puts what was given into the settings, and says what can't be used.
class Reading {
 public:
  Reading(GivenValues const& values, base::Findings& findings) : values_(values), findings_(findings) {}

  void words(std::string_view setting, std::string& to) const {
    if (auto const given = values_.words(setting)) to = *given;
  }
  template <class Number>
  void number(std::string_view setting, Number& to) const {
    if (auto const given = values_.number(setting)) to = static_cast<Number>(*given);
  }
  void milliseconds(std::string_view setting, std::chrono::milliseconds& to) const {
    if (auto const given = values_.number(setting)) to = std::chrono::milliseconds(*given);
  }
  std::optional<http::Endpoint> endpoint(std::string_view setting) const {
    auto const given = values_.words(setting);
    if (!given) return std::nullopt;
    auto read = http::read_endpoint(*given);
    if (!read)
      findings_.refuse(values_.place(setting), text("{0} is no address with a port", *given),
                       text("write such as 127.0.0.1:8080, or [::1]:8080"));
    return read;
  }
  void folder(std::string_view setting, std::string const& path) const {
    std::error_code error;
    if (!std::filesystem::is_directory(path, error))
      findings_.refuse(values_.place(setting), text("there is no folder {0}", path));
  }

 private:
  GivenValues const& values_;
  base::Findings& findings_;
};

std::vector<std::string> words_apart(std::string const& words) {
  std::istringstream in(words);
  return {std::istream_iterator<std::string>(in), {}};
}

void read_tls(GivenValues const& values, Settings& settings, base::Findings& findings) {
  auto const certificate = values.words("tls.certificate");
  auto const key = values.words("tls.key");
  if (!certificate && !key) return;
  if (!certificate || !key) {
    findings.refuse(values.place(certificate ? "tls.certificate" : "tls.key"),
                    certificate ? text("the certificate is given without its key")
                                : text("the key is given without its certificate"));
    return;
  }
  settings.http.tls = http::Tls{*certificate, *key};
  check_secret(values.place("tls.key"), *key, findings);
  if (auto const fault = http::fault_of(*settings.http.tls))
    findings.refuse(values.place("tls.certificate"), text("the certificate can't be used: {0}", *fault));
}

// Whoever sits at the machine is the developer: nobody else may reach it.
void read_developer(GivenValues const& values, Settings& settings, base::Findings& findings) {
  settings.developer = values.words("developer") == "true";
  if (settings.developer && !http::is_loopback(settings.http.listen))
    findings.refuse(values.place("developer"),
                    text("the developer's account is for this machine alone, and {0} can be reached from others",
                         http::to_string(settings.http.listen)),
                    text("listen on 127.0.0.1 or [::1], or leave developer out"));
}

void read_operator(GivenValues const& values, Settings& settings, base::Findings& findings) {
  auto& to = settings.site_operator;
  to.name = values.words("operator.name").value_or("");
  to.accessibility = values.words("operator.accessibility").value_or("");
  to.supervision = values.words("operator.supervision").value_or("");
  to.feedback = values.words("operator.feedback").value_or("");
  to.leave_for = values.words("operator.leave_for").value_or(to.leave_for);
  if (!to.leave_for.starts_with("https://"))
    findings.refuse(values.place("operator.leave_for"), text("{0} is no address of a page", to.leave_for),
                    text("write such as https://www.smhi.se/"));
  if (!to.feedback.empty() && !account::is_mail_address(to.feedback))
    findings.refuse(values.place("operator.feedback"), text("{0} is no address for mail", to.feedback),
                    text("write such as overens@region.example"));
}

void read_proxies(GivenValues const& values, http::ServerOptions& http, base::Findings& findings) {
  for (auto const& written : words_apart(values.words("proxies").value_or(""))) {
    http.proxies.push_back(http::in_one_form(written));
    if (http.proxies.back().empty())
      findings.refuse(values.place("proxies"), text("{0} is no address", written), text("write such as 127.0.0.1"));
  }
}

void check_store(GivenValues const& values, Settings const& settings, base::Findings& findings) {
  if (settings.store.find("://") != std::string::npos) {
    if (settings.store.rfind("postgresql://", 0) != 0 && settings.store.rfind("postgres://", 0) != 0)
      findings.refuse(values.place("store"), text("this is no database that the program knows"),
                      text("write the name of a file, or postgresql://…"));
    return;
  }
  auto const folder = std::filesystem::path(settings.store).parent_path();
  std::error_code error;
  if (!folder.empty() && !std::filesystem::is_directory(folder, error))
    findings.refuse(values.place("store"), text("there is no folder {0}", folder.string()));
}

// Whoever takes a copy of that folder would have both what is encrypted and what opens it.
void check_keys(GivenValues const& values, Settings const& settings, base::Findings& findings) {
  if (settings.keys.empty() || settings.keys_beside_store || store::is_postgres(settings.store)) return;
  std::error_code error;
  auto const folder_of = [&](std::string const& file) {
    return std::filesystem::weakly_canonical(std::filesystem::absolute(file), error).parent_path();
  };
  if (folder_of(settings.keys) == folder_of(settings.store))
    findings.refuse(values.place("keys"), text("the key store lies in the same folder as the database"),
                    text("put it in another, or set keys_beside_store: true"));
}

}  // namespace

Settings read_settings(GivenSettings const& given, base::Findings& findings) {
  GivenValues const values(given, findings);
  Reading const read(values, findings);
  Settings settings;
  auto& http = settings.http;
  if (auto const listen = read.endpoint("listen")) http.listen = *listen;
  settings.metrics = read.endpoint("metrics");
  read_proxies(values, http, findings);
  read.words("agreements", settings.agreements);
  read.words("store", settings.store);
  read.words("keys", settings.keys);
  settings.keys_beside_store = values.words("keys_beside_store") == "true";
  read.words("assets", settings.assets);
  auto const log = values.words("log").value_or("info");
  settings.log = log == "error"     ? http::Log::Level::error
                 : log == "warning" ? http::Log::Level::warning
                                    : http::Log::Level::info;
  read.number("limits.header_bytes", http.limits.header);
  read.number("limits.body_bytes", http.limits.body);
  read.number("limits.connections", http.connections);
  read.number("limits.threads", http.threads);
  read.number("limits.workers", http.workers);
  read.milliseconds("deadlines.header_ms", http.deadlines.header);
  read.milliseconds("deadlines.body_ms", http.deadlines.body);
  read.milliseconds("deadlines.idle_ms", http.deadlines.idle);
  read.milliseconds("deadlines.answer_ms", http.deadlines.answer);
  read.milliseconds("deadlines.linger_ms", http.deadlines.linger);
  read.milliseconds("deadlines.stop_ms", http.deadlines.stop);
  read.folder("agreements", settings.agreements);
  if (!settings.assets.empty()) read.folder("assets", settings.assets);
  check_store(values, settings, findings);
  check_keys(values, settings, findings);
  read_developer(values, settings, findings);
  read_tls(values, settings, findings);
  read_operator(values, settings, findings);
  settings.sign_in = read_sign_in(values, findings);
  settings.mail = read_mail(values, findings);
  return settings;
}

}  // namespace overens::server
