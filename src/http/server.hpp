#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/endpoint.hpp"
#include "http/log.hpp"
#include "http/metrics.hpp"
#include "http/request_reader.hpp"
#include "http/routes.hpp"

namespace overens::http {

/// Each is for the whole of what it names, however the bytes trickle.
struct Deadlines {
  std::chrono::milliseconds header{5'000};   ///< also the handshake of TLS, and the first byte on a new connection
  std::chrono::milliseconds body{15'000};    ///< beyond these two: 408
  std::chrono::milliseconds idle{30'000};    ///< between two requests: closed
  std::chrono::milliseconds answer{30'000};  ///< for the client to take the answer, and a second more for each 64 KB
  std::chrono::milliseconds linger{2'000};   ///< for the client to read the last answer while it still sends
  std::chrono::milliseconds stop{10'000};    ///< for what is under way when the server stops
};

/// A certificate with its chain, and its key, as PEM files.
struct Tls {
  std::string certificate;
  std::string key;
};

/// What is wrong with the files, in words for the operator; nothing when they can be used.
std::optional<std::string> fault_of(Tls const& files);

struct ServerOptions {
  Endpoint listen{"127.0.0.1", 8080};
  Limits limits = {};
  Deadlines deadlines = {};
  std::size_t connections = 1024;         ///< beyond these: 503
  unsigned threads = 2;                   ///< for connections
  unsigned workers = 64;                  ///< for handlers: as many commands can wait for the same commit
  std::vector<std::string> proxies = {};  ///< of our own, by address: what they say of where a request comes from holds
  std::optional<Tls> tls = {};
};

/// Serves routes on one address by HTTP/1.1. Routes, log and metrics must outlive it.
class Server {
 public:
  /// Listens. Throws std::runtime_error in words for the operator when the address or the certificate can't be used.
  Server(ServerOptions options, Routes const& routes, Log& log, Metrics& metrics);
  ~Server();  ///< stops at once

  std::uint16_t port() const;
  /// Takes no more connections, closes the idle ones, and lets what is under way finish within its deadline. A request
  /// whose bytes are there is under way, also when nobody has read them yet.
  void stop();
  /// True when all has ended; waits so long for it.
  bool wait(std::chrono::milliseconds most);

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace overens::http
