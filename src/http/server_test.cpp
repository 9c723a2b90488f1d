#include "http/server.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

namespace overens::http {
namespace {

using std::chrono::milliseconds;

/// One connection, as bytes. Test programs from outside (test/server) go further; here are the handlers that the real
/// program has none of.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    timeval const most{.tv_sec = 20, .tv_usec = 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most);
    EXPECT_EQ(0, connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address));
  }
  ~Client() { close(socket_); }
  Client(Client const&) = delete;
  Client& operator=(Client const&) = delete;

  void send(std::string_view bytes) const {
    EXPECT_EQ(static_cast<ssize_t>(bytes.size()), ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
  }
  void get(std::string const& path, std::string const& more = "Connection: close\r\n") const {
    send("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + more + "\r\n");
  }
  /// False when the server closes before it has said so much.
  bool take(std::string_view end) const {
    std::string all;
    for (char one = 0; !all.ends_with(end); all += one) {
      if (recv(socket_, &one, 1, 0) <= 0) return false;
    }
    return true;
  }
  /// Until the server has closed.
  std::string rest() const {
    std::string all;
    std::string piece(1U << 16U, '\0');
    for (;;) {
      auto const count = recv(socket_, piece.data(), piece.size(), 0);
      EXPECT_TRUE(count >= 0 || errno != EAGAIN) << "the server says nothing and does not close";
      if (count <= 0) return all;
      all.append(piece, 0, static_cast<std::size_t>(count));
    }
  }

 private:
  int socket_;
};

// No test is saved by a deadline that passes: what ends, ends by itself.
constexpr auto never = std::chrono::hours(1);
constexpr Deadlines deadlines{
    .header = never, .body = never, .idle = never, .answer = never, .linger = milliseconds(300), .stop = never};
constexpr auto long_enough = milliseconds(20'000);

struct ServerTest : testing::Test {
  ServerTest() {
    routes.on(
        "GET", "/quick", [](Request const&) { return Reply{.body = "slow"}; },
        [](Request const& request) {
          return request.query.empty() ? std::optional(Reply{.body = "quick"}) : std::nullopt;
        });
    routes.on("GET", "/slow/{n}", [this](Request const& request) {
      ++slow;
      std::this_thread::sleep_for(milliseconds(200));
      return Reply{.body = "slow " + std::string(request.part("n"))};
    });
    // Answered only when as many are asked for as there are workers.
    routes.on("GET", "/together", [this](Request const&) {
      std::unique_lock lock(mutex);
      ++together;
      changed.notify_all();
      auto const met = changed.wait_for(lock, long_enough, [this] { return together >= 4; });
      return Reply{.status = met ? 200 : 503};
    });
    // Held by the thread of the connections.
    routes.on(
        "GET", "/held", [](Request const&) { return Reply{}; },
        [this](Request const&) {
          std::unique_lock lock(mutex);
          is_held = true;
          changed.notify_all();
          changed.wait_for(lock, long_enough, [this] { return !is_held; });
          return std::optional(Reply{.body = "held"});
        });
    routes.on("GET", "/large", [](Request const&) { return Reply{.body = std::string(8U << 20U, 'x')}; });
    routes.on("GET", "/throws", [](Request const&) -> Reply { throw std::runtime_error("secret"); });
    routes.on("GET", "/breaks", [](Request const&) { return Reply{.fields = {{"A", "b\r\nC: d"}}}; });
    routes.on("POST", "/echo", [](Request const& request) { return Reply{.body = request.body}; });
  }

  Client client() const { return Client(server.port()); }
  std::string get(std::string const& path) const {
    Client const one(server.port());
    one.get(path);
    return one.rest();
  }
  static std::string status(std::string const& answer) { return answer.substr(9, 3); }

  std::mutex mutex;
  std::condition_variable changed;
  int together = 0;
  bool is_held = false;
  std::atomic<int> slow = 0;
  Routes routes;
  Log log{Log::Level::error};
  Metrics metrics;
  Server server{{.listen = {"127.0.0.1", 0}, .limits = {.body = 1000}, .deadlines = deadlines, .workers = 4},
                routes,
                log,
                metrics};
};

TEST_F(ServerTest, answers_what_a_handler_throws_without_its_words) {
  auto const failed = get("/throws");
  EXPECT_EQ("500", status(failed));
  EXPECT_EQ(std::string::npos, failed.find("secret"));
  EXPECT_EQ("200", status(get("/quick")));
  EXPECT_TRUE(get("/quick").ends_with("quick"));
  EXPECT_TRUE(get("/quick?x=1").ends_with("slow"));
}

TEST_F(ServerTest, lets_no_field_break_the_head_apart) {
  auto const answer = get("/breaks");
  EXPECT_EQ("500", status(answer));
  EXPECT_EQ(std::string::npos, answer.find("C: d"));
}

TEST_F(ServerTest, works_at_several_requests_at_the_same_time) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([this] { EXPECT_EQ("200", status(get("/together"))); });
  }
}

TEST_F(ServerTest, keeps_the_order_of_requests_sent_together) {
  auto const one = client();
  one.get("/slow/1", "");
  one.get("/quick", "");
  one.get("/slow/2");
  auto const all = one.rest();
  EXPECT_LT(all.find("slow 1"), all.find("quick"));
  EXPECT_LT(all.find("quick"), all.find("slow 2"));
  EXPECT_NE(std::string::npos, all.find("slow 2"));
}

TEST_F(ServerTest, takes_a_body_up_to_the_limit) {
  auto const one = client();
  one.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" + std::string(1000, 'y'));
  one.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n");
  auto const all = one.rest();
  EXPECT_EQ("200", status(all));
  EXPECT_NE(std::string::npos, all.find(std::string(1000, 'y') + "HTTP/1.1 413 "));
}

TEST_F(ServerTest, finishes_what_is_under_way_when_it_stops) {
  auto const slow_one = client();
  auto const large = client();
  slow_one.get("/slow/1", "");
  large.get("/large", "");
  while (slow == 0) std::this_thread::yield();
  server.stop();
  auto const answer = slow_one.rest();
  EXPECT_EQ("200", status(answer));
  EXPECT_NE(std::string::npos, answer.find("Connection: close\r\n"));
  EXPECT_LT(8U << 20U, large.rest().size());
  EXPECT_TRUE(server.wait(milliseconds(5000)));
}

// Nothing of them has been seen when the server is told to stop: its one thread is held by another.
TEST_F(ServerTest, answers_all_that_had_been_sent_when_it_stops) {
  Server single({.listen = {"127.0.0.1", 0}, .deadlines = deadlines, .threads = 1, .workers = 4}, routes, log, metrics);
  Client const kept(single.port());
  kept.get("/quick", "");
  EXPECT_TRUE(kept.take("quick"));
  Client const holds(single.port());
  holds.get("/held");
  {
    std::unique_lock lock(mutex);
    ASSERT_TRUE(changed.wait_for(lock, long_enough, [this] { return is_held; }));
  }
  std::deque<Client> others;
  for (int i = 0; i < 5; ++i) others.emplace_back(single.port()).get("/large", "");
  kept.get("/quick", "");
  Client const silent(single.port());
  single.stop();
  EXPECT_FALSE(single.wait(milliseconds(0)));
  {
    std::lock_guard const lock(mutex);
    is_held = false;
  }
  changed.notify_all();
  EXPECT_EQ("200", status(holds.rest()));
  EXPECT_EQ("200", status(kept.rest()));
  for (auto const& one : others) EXPECT_LT(8U << 20U, one.rest().size());
  EXPECT_EQ("", silent.rest());
  others.clear();
  EXPECT_TRUE(single.wait(long_enough));
}

TEST_F(ServerTest, survives_clients_that_leave) {
  for (int i = 0; i < 200; ++i) {
    auto const one = client();
    one.get(i % 2 == 0 ? "/large" : "/slow/1", "");
  }
  EXPECT_EQ("200", status(get("/quick")));
}

TEST_F(ServerTest, ends_while_clients_are_there) {
  auto const idle = client();
  auto const busy = client();
  busy.get("/slow/1", "");
  while (slow == 0) std::this_thread::yield();
  // The server goes before the clients, and before its handler is done.
}

TEST(Server, says_why_it_can_not_listen) {
  Routes const routes;
  Log log(Log::Level::error);
  Metrics metrics;
  Server const first({.listen = {"127.0.0.1", 0}}, routes, log, metrics);
  EXPECT_THROW(Server({.listen = {"127.0.0.1", first.port()}}, routes, log, metrics), std::runtime_error);
  EXPECT_THROW(Server({.tls = Tls{"no such file", "nor this"}}, routes, log, metrics), std::runtime_error);
}

}  // namespace
}  // namespace overens::http
