#pragma once

#include <cstdint>
#include <string>

#include <sys/types.h>

namespace overens::bench {

/// `overens serve` as it is run for real: a process of its own, on a port of this machine, ended with this object.
class ServerProcess {
 public:
  /// Waits until it answers. Throws std::runtime_error when it does not come.
  explicit ServerProcess(std::string const& store);
  ~ServerProcess();
  ServerProcess(ServerProcess const&) = delete;
  ServerProcess& operator=(ServerProcess const&) = delete;

  std::uint16_t port() const { return port_; }
  double seconds_until_ready() const { return ready_; }
  /// Resident now, in bytes.
  std::uint64_t memory() const;
  /// Processor time until now, in seconds.
  double processor_time() const;

 private:
  std::uint16_t port_;
  pid_t pid_ = 0;
  double ready_ = 0;
};

}  // namespace overens::bench
