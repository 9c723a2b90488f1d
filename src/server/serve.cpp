#include "server/serve.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "server/application.hpp"
#include "server/signals.hpp"

namespace overens::server {

using base::text;

int serve(Settings settings, wording::Language const& say) {
  Signals const signals;  // before any thread, so that none of them is broken into
  try {
    Application application(std::move(settings));
    if (auto const link = application.developer_link()) {
      fmt::print("{}\n", say.say(text("Sign in as the developer, once and within {0} minutes: {1}",
                                      Sessions::invitation_lasts.count(), *link)));
      std::fflush(stdout);
    }
    signals.wait();
    application.stop();
    // A second signal says that nobody wants to wait.
    while (!application.has_stopped()) {
      if (signals.came_within(std::chrono::milliseconds(20))) break;
    }
    return 0;
  } catch (Unusable const& unusable) {
    fmt::print(stderr, "overens: {}\n", say.say(unusable.why));
    return 2;
  }
}

}  // namespace overens::server
