#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/shape.hpp"
#include "http/server.hpp"
#include "server/mail_settings.hpp"
#include "server/sign_in_settings.hpp"
#include "web/operator.hpp"

namespace overens::server {

/// How the server is set up. doc/configuration.md tells what each is for.
struct Settings {
  http::ServerOptions http = {};
  std::optional<http::Endpoint> metrics = {};  ///< none: not served
  std::string agreements = "agreements";       ///< a folder
  std::string store = "overens.db";            ///< a file for SQLite, or postgresql://…
  std::string keys = {};                       ///< the key store, a file; empty: where it usually lies
  bool keys_beside_store = false;              ///< it may lie in the folder of the database
  SignInSettings sign_in = {};                 ///< by whom people sign in
  MailSettings mail = {};                      ///< in the morning, to those who want it
  bool developer = false;                      ///< the local account for a trial, on this machine only
  web::Operator site_operator = {};            ///< as the pages say
  std::string assets = {};                     ///< a folder; empty: those built in
  http::Log::Level log = http::Log::Level::info;
};

/// Where settings come from; the later in this list, the stronger.
struct GivenSettings {
  std::string file = {};                                              ///< YAML; empty: none
  std::vector<std::pair<std::string, std::string>> environment = {};  ///< only those that begin with OVERENS_ are read
  std::vector<std::pair<std::string, std::string>> flags = {};        ///< by the setting's name, such as "listen"
};

/// What a settings file may hold.
base::ShapePtr settings_shape();

/// Reads them all and says everything that is wrong at once: each with the file and line, the variable or the flag.
/// Looks also whether the files that are named can be used. Throws nothing.
Settings read_settings(GivenSettings const& given, base::Findings& findings);

/// The variable of a setting: OVERENS_TLS_KEY of "tls.key".
std::string variable_of(std::string_view setting);

}  // namespace overens::server
