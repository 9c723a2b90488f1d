#pragma once

#include <chrono>
#include <csignal>

namespace overens::server {

/// The signals that ask the program to stop, waited for in turn instead of breaking in. To be made before any thread
/// is.
class Signals {
 public:
  Signals();

  /// Waits for one.
  void wait() const;
  /// True when one comes within the time.
  bool came_within(std::chrono::milliseconds time) const;

 private:
  sigset_t set_{};
};

}  // namespace overens::server
