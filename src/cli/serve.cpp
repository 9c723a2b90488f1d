#include "server/serve.hpp"

#include <charconv>
#include <cstdio>

#include <fmt/format.h>

#include "cli/commands.hpp"

namespace overens::cli {

using base::text;

int serve(ServeOptions const& options, wording::Language const& say) {
  server::Settings settings;
  settings.agreements = options.agreements;
  auto const colon = options.listen.rfind(':');
  auto const port = colon == std::string::npos ? std::string() : options.listen.substr(colon + 1);
  auto const [end, error] = std::from_chars(port.data(), port.data() + port.size(), settings.http.port);
  if (error != std::errc() || end != port.data() + port.size() || port.empty()) {
    fmt::print(stderr, "overens: {}\n",
               say.say(text("--listen: {0} is no address such as 127.0.0.1:8080", options.listen)));
    return 2;
  }
  settings.http.address = options.listen.substr(0, colon);
  return server::serve(std::move(settings), say);
}

}  // namespace overens::cli
