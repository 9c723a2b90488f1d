#include "server/serve.hpp"

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "server/application.hpp"
#include "server/signals.hpp"

namespace overens::server {

using base::text;

namespace {

/// Ends the program when it has not ended by itself in time: a database that does not answer is not waited for. What
/// has been answered is durable, and of what is under way nobody has been told anything.
class StopLimit {
 public:
  explicit StopLimit(std::chrono::milliseconds most)
      : waits_([most](std::stop_token const& stop) {
          std::mutex mutex;
          std::condition_variable_any ended;
          std::unique_lock lock(mutex);
          ended.wait_for(lock, stop, most, [] { return false; });
          if (!stop.stop_requested()) std::_Exit(0);
        }) {}

 private:
  std::jthread waits_;
};

}  // namespace

int serve(Settings settings, wording::Language const& say) {
  Signals const signals;  // before any thread, so that none of them is broken into
  auto const longest_stop = settings.http.deadlines.stop + std::chrono::seconds(2);
  std::optional<StopLimit> stop_limit;  // outlives the application
  try {
    Application application(std::move(settings));
    if (auto const link = application.developer_link()) {
      fmt::print("{}\n", say.say(text("Sign in as the developer, once and within {0} minutes: {1}",
                                      Developer::link_lasts.count(), *link)));
      for (auto const& [actor, address] : application.staff_links())
        fmt::print("{}\n", say.say(text("Sign in as {0} ({1}): {2}", actor.name, actor.authorities.front(), address)));
      std::fflush(stdout);
    }
    signals.wait();
    application.stop();
    stop_limit.emplace(longest_stop);
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
