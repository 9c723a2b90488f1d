#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <unordered_set>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/compressed_pages.hpp"
#include "http/server.hpp"

// Included only by the few files that know the HTTP library.
namespace overens::http {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
template <class T>
using Task = asio::awaitable<T, Executor>;
inline constexpr asio::use_awaitable_t<Executor> await{};
inline constexpr asio::as_tuple_t<asio::use_awaitable_t<Executor>> await_all{};  ///< errors as values

class ClientConnection;

/// What the connections of a server share.
struct Shared {
  ServerOptions options;
  Routes const& routes;
  Log& log;
  Metrics& metrics;
  asio::thread_pool& workers;
  std::optional<asio::ssl::context> tls;
  std::atomic<bool> stopping = false;
  CompressedPages pages = {};
};

/// A thread's connections, touched by that thread only.
struct Loop {
  asio::io_context context{1};
  std::unordered_set<ClientConnection*> connections;
};

/// Reads requests and writes their answers, one after another, until either side is done. Lives as long as that takes.
class ClientConnection : public std::enable_shared_from_this<ClientConnection> {
 public:
  /// Counted in the metrics already. `welcome` is false for one beyond the cap, which only gets told so.
  static void start(Socket socket, Shared& shared, Loop& loop, bool welcome);
  virtual ~ClientConnection() = default;

  /// Ends what has passed its deadline; called now and then.
  void look_at_deadline(Clock::time_point now);
  /// Ends a wait for the next request, unless that is there to be read.
  void stop_waiting();
  /// Ends whatever it waits for, now.
  void end();

 protected:
  void allow(Clock::duration time) {
    deadline_ = Clock::now() + time;
    is_late_ = false;
  }
  void allow_any_time() { deadline_ = Clock::time_point::max(); }
  virtual void cancel() = 0;
  virtual bool has_come() = 0;  ///< bytes nobody has read yet

  bool is_waiting_ = false;  // for the first byte of a request
  bool is_late_ = false;

 private:
  Clock::time_point deadline_ = Clock::time_point::max();
};

}  // namespace overens::http
