#include "server/signals.hpp"

namespace overens::server {

Signals::Signals() {
  sigemptyset(&set_);
  sigaddset(&set_, SIGTERM);
  sigaddset(&set_, SIGINT);
  pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  // A client that has gone is an error of the write.
  std::signal(SIGPIPE, SIG_IGN);
  // So is a file that may not grow further.
  std::signal(SIGXFSZ, SIG_IGN);
}

void Signals::wait() const {
  int which = 0;
  while (sigwait(&set_, &which) != 0) {
  }
}

bool Signals::came_within(std::chrono::milliseconds time) const {
  timespec const most{.tv_sec = time.count() / 1000, .tv_nsec = time.count() % 1000 * 1'000'000};
  return sigtimedwait(&set_, nullptr, &most) > 0;
}

}  // namespace overens::server
