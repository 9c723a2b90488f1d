#include "server/serve.hpp"

#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

#include "base/schema.hpp"
#include "cli/commands.hpp"
#include "cli/question.hpp"

namespace overens::cli {
namespace {

using base::text;

server::GivenSettings given(ServeOptions const& options) {
  server::GivenSettings settings{.file = options.config};
  for (auto* const* variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    std::string_view const words = *variable;
    auto const equals = words.find('=');
    if (equals != std::string_view::npos)
      settings.environment.emplace_back(words.substr(0, equals), words.substr(equals + 1));
  }
  for (auto const& [setting, value] : {std::pair("listen", options.listen), std::pair("agreements", options.agreements),
                                       std::pair("store", options.store), std::pair("keys", options.keys)}) {
    if (!value.empty()) settings.flags.emplace_back(setting, value);
  }
  if (options.developer) settings.flags.emplace_back("developer", "true");
  return settings;
}

}  // namespace

int serve(ServeOptions const& options, wording::Language const& say) {
  base::Findings findings;
  auto settings = server::read_settings(given(options), findings);
  if (!print_findings(findings, say, true)) return 2;
  return server::serve(std::move(settings), say);
}

int check_config(ServeOptions const& options, wording::Language const& say) {
  base::Findings findings;
  static_cast<void>(server::read_settings(given(options), findings));
  auto const usable = print_findings(findings, say, true);
  fmt::print("{}\n", usable ? say.say(text("the settings can be used")) : say.say(text("the settings can't be used")));
  return usable ? 0 : 2;
}

int print_config_schema(wording::Language const& say) {
  fmt::print(
      "{}", base::json_schema(*server::settings_shape(), {}, "overens.schema.json",
                              say.say(text("The server's settings")), [&](base::Text const& t) { return say.say(t); }));
  return 0;
}

}  // namespace overens::cli
