#include "http/connection.hpp"

#include <array>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include "http/answering.hpp"
#include "http/client_address.hpp"
#include "http/reply_head.hpp"
#include "http/request_id.hpp"

namespace overens::http {
namespace {

using Error = boost::system::error_code;
using State = RequestReader::State;
using TlsStream = asio::ssl::stream<Socket>;

// Runs `work` on a worker and goes on, with what it gave, on the connection's own thread.
template <class Work>
Task<Reply> on_worker(asio::thread_pool& workers, Work work) {
  auto start = [&workers, &work](auto handler) {
    auto executor = asio::get_associated_executor(handler);
    asio::post(workers, [handler = std::move(handler), executor, &work]() mutable {
      auto reply = work();
      asio::post(executor, [handler = std::move(handler), reply = std::move(reply)]() mutable {
        std::move(handler)(std::move(reply));
      });
    });
  };
  auto token = await;
  auto reply = co_await asio::async_initiate<decltype(token), void(Reply)>(start, token);
  co_return reply;
}

template <class Stream>
class Conversation : public ClientConnection {
 public:
  Conversation(Stream stream, Shared& shared, bool welcome)
      : stream_(std::move(stream)), shared_(shared), reader_(shared.options.limits), welcome_(welcome) {
    Error error;
    auto const end = stream_.lowest_layer().remote_endpoint(error);
    if (!error) peer_ = end.address().to_string();
  }

  Task<void> run() {
    auto const greeted = co_await greet();
    if (!greeted) co_return;
    if (!welcome_) {
      co_await turn_away();
      co_await part();
      co_return;
    }
    for (bool goes_on = true; goes_on;) {
      auto const is_read = co_await read_request();
      if (!is_read) co_return;
      goes_on = co_await answer_request();
    }
    co_await part();
  }

 protected:
  void cancel() override {
    Error ignored;
    stream_.lowest_layer().cancel(ignored);
  }
  bool has_come() override {
    Error error;
    return stream_.lowest_layer().available(error) > 0 && !error;
  }

 private:
  static constexpr bool is_tls = std::is_same_v<Stream, TlsStream>;

  Task<bool> greet() {
    if constexpr (is_tls) {
      // Who can't be let in can only be told so inside TLS, and gets less time for coming there.
      allow(welcome_ ? shared_.options.deadlines.header : shared_.options.deadlines.linger);
      auto const [error] = co_await stream_.async_handshake(asio::ssl::stream_base::server, await_all);
      co_return !error;
    }
    co_return true;
  }

  // Told in the form that the address promises, if that comes while the client may linger.
  Task<void> turn_away() {
    allow(shared_.options.deadlines.linger);
    while (reader_.state() == State::nothing || reader_.state() == State::header) {
      auto const [error, count] = co_await stream_.async_read_some(asio::buffer(input_), await_all);
      if (error) break;
      reader_.take({input_.data(), count});
    }
    reader_.cut_off(503);
    auto request = reader_.request();
    request.id = new_request_id();
    co_await send(request, answer_refusal(request, 503, shared_.routes, shared_.log), false);
  }

  // False when the client has gone, or was silent too long. What is wrong with a request, also that it came too slowly,
  // is left for the answer.
  Task<bool> read_request() {
    auto const& deadlines = shared_.options.deadlines;
    refusal_ = 0;
    allow(is_first_ ? deadlines.header : deadlines.idle);
    is_first_ = false;
    for (auto seen = State::nothing;;) {
      auto const state = reader_.state();
      if (state == State::whole) co_return true;
      if (state == State::refused) {
        refusal_ = reader_.status();
        co_return true;
      }
      if (state != seen) {
        seen = state;
        allow(state == State::header ? deadlines.header : deadlines.body);
      }
      if (reader_.wants_continue()) {
        auto const [failed, sent] =
            co_await asio::async_write(stream_, asio::buffer("HTTP/1.1 100 Continue\r\n\r\n", 25), await_all);
        if (failed) co_return false;
      }
      is_waiting_ = state == State::nothing;
      auto const [error, count] = co_await stream_.async_read_some(asio::buffer(input_), await_all);
      is_waiting_ = false;
      if (error && is_late_ && state != State::nothing) {
        reader_.cut_off(408);
        refusal_ = 408;
        co_return true;
      }
      if (error) co_return false;
      reader_.take({input_.data(), count});
    }
  }

  // True when another request may follow.
  Task<bool> answer_request() {
    auto const began = Clock::now();
    auto const keeps_alive = reader_.keeps_alive() && refusal_ == 0;
    is_http_1_0_ = reader_.is_http_1_0();
    auto request = refusal_ == 0 ? reader_.next() : reader_.request();
    request.id = new_request_id();
    request.peer = client_address(peer_, request, shared_.options.proxies);
    allow_any_time();  // the handler's time is its own
    auto found = refusal_ == 0 ? shared_.routes.find(request.method, request.path) : Routes::Found{.status = refusal_};
    request.parts = std::move(found.parts);
    auto const make = [&] {
      return refusal_ == 0 ? answer(request, found, shared_.routes, shared_.pages, shared_.log)
                           : answer_refusal(request, refusal_, shared_.routes, shared_.log);
    };
    auto reply = answer_at_once(request, found, shared_.routes, shared_.pages, shared_.log);
    if (!reply) {
      ++shared_.metrics.waiting;
      auto made = co_await on_worker(shared_.workers, make);
      --shared_.metrics.waiting;
      reply = std::move(made);
    }
    auto const took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began);
    auto const goes_on = keeps_alive && !shared_.stopping;
    auto const sent = co_await send(request, std::move(*reply), goes_on);
    auto const route = found.route ? std::string_view(found.route->pattern) : std::string_view("-");
    shared_.metrics.answered(route, request.method, sent.status, took);
    shared_.log.answered({request.id, request.method, route, sent.status, sent.bytes, took});
    co_return goes_on&& sent.all;
  }

  struct Sent {
    int status;
    std::size_t bytes;
    bool all;
  };
  Task<Sent> send(Request const& request, Reply reply, bool keeps_alive) {
    Framing const framing{.keeps_alive = keeps_alive,
                          .is_http_1_0 = is_http_1_0_,
                          .is_tls = is_tls,
                          .is_behind_tls = request.field("X-Forwarded-Proto") == "https"};
    std::string head;
    try {
      head = reply_head(reply, request.id, framing, std::chrono::system_clock::now());
    } catch (std::logic_error const&) {
      shared_.log.failed(request.id, "-", "field");
      reply = plain(500);
      head = reply_head(reply, request.id, framing, std::chrono::system_clock::now());
    }
    auto const content = has_body(reply.status) && request.method != "HEAD" ? reply.content() : std::string_view();
    allow(shared_.options.deadlines.answer + std::chrono::seconds(content.size() >> 16U));
    std::array<asio::const_buffer, 2> const parts{asio::buffer(head), asio::buffer(content.data(), content.size())};
    auto const [error, count] = co_await asio::async_write(stream_, parts, await_all);
    Sent const sent{reply.status, content.size(), !error};
    co_return sent;
  }

  // Closed while the client still sends, the connection would be reset, and the client might never read the answer. So
  // what comes is read and forgotten for a while.
  Task<void> part() {
    allow(shared_.options.deadlines.linger);
    if constexpr (is_tls) {
      auto const [error] = co_await stream_.async_shutdown(await_all);
      if (!error || is_late_) co_return;
    }
    Error error;
    auto& socket = this->socket();
    socket.shutdown(Socket::shutdown_send, error);
    while (!error && !is_late_) {
      auto const [failed, count] = co_await socket.async_read_some(asio::buffer(input_), await_all);
      error = failed;
    }
  }

  Socket& socket() {
    if constexpr (is_tls) {
      return stream_.next_layer();
    } else {
      return stream_;
    }
  }

  Stream stream_;
  Shared& shared_;
  RequestReader reader_;
  std::string peer_;
  bool welcome_;
  bool is_first_ = true;
  bool is_http_1_0_ = false;
  int refusal_ = 0;
  std::array<char, 16U << 10U> input_;
};

template <class Stream>
void run(std::shared_ptr<Conversation<Stream>> const& conversation, Shared& shared, Loop& loop) {
  loop.connections.insert(conversation.get());
  asio::co_spawn(
      loop.context.get_executor(), [conversation] { return conversation->run(); },
      [conversation, &shared, &loop](std::exception_ptr const& failure) {
        loop.connections.erase(conversation.get());
        --shared.metrics.connections;
        if (failure) shared.log.event(Log::Level::error, "connection_failed");
      });
}

}  // namespace

void ClientConnection::start(Socket socket, Shared& shared, Loop& loop, bool welcome) {
  Error ignored;
  socket.set_option(asio::ip::tcp::no_delay(true), ignored);
  if (shared.tls) {
    run(std::make_shared<Conversation<TlsStream>>(TlsStream(std::move(socket), *shared.tls), shared, welcome), shared,
        loop);
  } else {
    run(std::make_shared<Conversation<Socket>>(std::move(socket), shared, welcome), shared, loop);
  }
}

void ClientConnection::look_at_deadline(Clock::time_point now) {
  if (now < deadline_) return;
  is_late_ = true;
  cancel();
}

void ClientConnection::stop_waiting() {
  if (is_waiting_ && !has_come()) cancel();
}

void ClientConnection::end() {
  is_late_ = true;
  cancel();
}

}  // namespace overens::http
