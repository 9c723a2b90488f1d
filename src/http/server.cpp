#include "http/server.hpp"

#include <deque>
#include <stdexcept>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>

#include "http/connection.hpp"
#include "http/tls.hpp"

namespace overens::http {
namespace {

using Error = boost::system::error_code;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor>;

// Cheaper than a timer for each connection, and near enough: a deadline is met at most this much late.
constexpr std::chrono::milliseconds between_looks{100};
// So many are told that there is no room; those beyond are closed without a word.
constexpr std::size_t told = 64;

void must(Error const& error, ServerOptions const& options) {
  if (error) throw std::runtime_error(fmt::format("{}: {}", to_string(options.listen), error.message()));
}

}  // namespace

struct Server::Running {
  Running(ServerOptions given, Routes const& routes, Log& log, Metrics& metrics)
      : workers(std::max(1U, given.workers)),
        shared{std::move(given), routes, log, metrics, workers, {}},
        loops(std::max(1U, shared.options.threads)),
        acceptor(loops.front().context.get_executor()) {
    if (shared.options.tls) shared.tls = tls_context(*shared.options.tls);
    listen();
    for (auto& loop : loops) {
      asio::co_spawn(loop.context.get_executor(), look_at_deadlines(loop), asio::detached);
    }
    asio::co_spawn(loops.front().context.get_executor(), accept(), asio::detached);
    for (auto& loop : loops) threads.emplace_back([&loop] { loop.context.run(); });
  }

  ~Running() {
    shared.stopping = true;
    workers.join();  // what they answer is posted to the loops, which must still be there
    for (auto& loop : loops) loop.context.stop();
    for (auto& thread : threads) thread.join();
  }

  void listen() {
    auto const& options = shared.options;
    Error error;
    auto const address = asio::ip::make_address(options.listen.address, error);
    must(error, options);
    asio::ip::tcp::endpoint const endpoint(address, options.listen.port);
    acceptor.open(endpoint.protocol(), error);
    must(error, options);
    acceptor.set_option(asio::socket_base::reuse_address(true), error);
    must(error, options);
    acceptor.bind(endpoint, error);
    must(error, options);
    acceptor.listen(asio::socket_base::max_listen_connections, error);
    must(error, options);
    port = acceptor.local_endpoint(error).port();
    must(error, options);
  }

  Task<void> accept() {
    Timer pause(loops.front().context.get_executor());
    while (!shared.stopping) {
      auto& loop = next_loop();
      auto [error, socket] = co_await acceptor.async_accept(loop.context.get_executor(), await_all);
      if (!error) {
        take(std::move(socket), loop);
      } else if (!shared.stopping) {
        // Such as too many open files: the connection waits in the queue, and so does the loop for a while.
        ++shared.metrics.accept_failures;
        shared.log.event(Log::Level::warning, "accept_failed", error.message());
        pause.expires_after(std::chrono::milliseconds(50));
        auto const waited = co_await pause.async_wait(await_all);
        static_cast<void>(waited);
      }
    }
    take_the_last();
  }

  Loop& next_loop() { return loops[++turn % loops.size()]; }

  // Closed with connections in its queue, the acceptor would reset them. No more than the queue holds: others may go on
  // to come.
  void take_the_last() {
    Error error;
    acceptor.non_blocking(true, error);
    for (int left = asio::socket_base::max_listen_connections; left > 0 && !error; --left) {
      auto& loop = next_loop();
      auto socket = acceptor.accept(loop.context.get_executor(), error);
      if (!error) take(std::move(socket), loop);
    }
    acceptor.close(error);
    accepts = false;
  }

  void take(Socket socket, Loop& loop) {
    ++shared.metrics.accepted;
    auto const open = static_cast<std::size_t>(shared.metrics.connections.load());
    auto const welcome = open < shared.options.connections;
    if (!welcome) ++shared.metrics.turned_away;
    if (open >= shared.options.connections + told) return;
    ++shared.metrics.connections;  // here, so that a crowd can't pass the cap before its first is counted
    asio::post(loop.context, [this, &loop, welcome, socket = std::move(socket)]() mutable {
      ClientConnection::start(std::move(socket), shared, loop, welcome);
    });
  }

  Task<void> look_at_deadlines(Loop& loop) {
    Timer timer(loop.context.get_executor());
    for (;;) {
      timer.expires_after(between_looks);
      auto const waited = co_await timer.async_wait(await_all);
      static_cast<void>(waited);
      auto const now = Clock::now();
      auto const ends = shared.stopping && now >= stop_by.load();
      for (auto* connection : loop.connections) {
        connection->look_at_deadline(now);
        if (shared.stopping) connection->stop_waiting();
        if (ends) connection->end();
      }
    }
  }

  void stop() {
    stop_by = Clock::now() + shared.options.deadlines.stop;
    if (shared.stopping.exchange(true)) return;
    asio::post(loops.front().context, [this] {
      Error ignored;
      acceptor.cancel(ignored);
    });
  }

  asio::thread_pool workers;
  Shared shared;
  std::deque<Loop> loops;
  Acceptor acceptor;
  std::size_t turn = 0;
  std::uint16_t port = 0;
  std::atomic<bool> accepts = true;
  std::atomic<Clock::time_point> stop_by = Clock::time_point::max();
  std::vector<std::thread> threads;
};

Server::Server(ServerOptions options, Routes const& routes, Log& log, Metrics& metrics)
    : running_(std::make_unique<Running>(std::move(options), routes, log, metrics)) {}
Server::~Server() = default;

std::uint16_t Server::port() const {
  return running_->port;
}

void Server::stop() {
  running_->stop();
}

bool Server::wait(std::chrono::milliseconds most) {
  auto const until = Clock::now() + most;
  while (running_->accepts || running_->shared.metrics.connections > 0) {
    if (Clock::now() >= until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return true;
}

}  // namespace overens::http
