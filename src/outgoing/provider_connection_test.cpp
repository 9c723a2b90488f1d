#include "outgoing/provider_connection.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace overens::outgoing {
namespace {

using account::SignInFault;

/// Lets everybody connect, and says nothing until it goes away.
class SilentServer {
 public:
  SilentServer() : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const general = reinterpret_cast<sockaddr*>(&address);
    if (bind(socket_, general, size) != 0 || listen(socket_, 16) != 0 || getsockname(socket_, general, &size) != 0)
      throw std::runtime_error("the test can't listen");
    port_ = ntohs(address.sin_port);
  }
  ~SilentServer() { go_away(); }
  SilentServer(SilentServer const&) = delete;
  SilentServer& operator=(SilentServer const&) = delete;

  std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
  void go_away() {
    if (socket_ >= 0) close(socket_);
    socket_ = -1;
  }

 private:
  int socket_;
  int port_ = 0;
};

TEST(ProviderConnection, LetsOnlySoManyWaitForOneProvider) {
  SilentServer server;
  HttpsClient const client({.in_all = std::chrono::minutes(5)});
  ProviderConnection connection({.id = "slow", .issuer = server.address(), .client_id = "overens"},
                                "https://overens.example/svar", client, [] { return calendar::Instant(); });
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<SignInFault> faults;
  std::vector<std::thread> threads;
  for (int i = 0; i <= ProviderConnection::most_at_once; ++i) {
    threads.emplace_back([&] {
      auto const fault = connection.begin({}).error();
      std::lock_guard const locked(mutex);
      faults.push_back(fault);
      changed.notify_one();
    });
  }
  {
    std::unique_lock locked(mutex);
    changed.wait(locked, [&] { return !faults.empty(); });
  }
  server.go_away();
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(faults[0], SignInFault::provider_busy);
  for (std::size_t i = 1; i < faults.size(); ++i) EXPECT_EQ(faults[i], SignInFault::provider_unreachable) << i;
  EXPECT_EQ(connection.begin({}).error(), SignInFault::provider_unreachable) << "every turn has been given back";
}

}  // namespace
}  // namespace overens::outgoing
