#include "http_client.hpp"

#include <chrono>
#include <cstdlib>
#include <deque>
#include <stdexcept>
#include <string_view>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace overens::bench {
namespace {

sockaddr_in local(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

/// One request after another, each written whole and its answer read whole. Requests here are small enough for that.
class Talk {
 public:
  explicit Talk(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    auto const address = local(port);
    if (::connect(socket_, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0)
      throw std::runtime_error("no connection to the server");
    int const on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  ~Talk() { ::close(socket_); }
  Talk(Talk const&) = delete;
  Talk& operator=(Talk const&) = delete;

  int socket() const { return socket_; }

  void send(std::string_view request) {
    while (!request.empty()) {
      auto const sent = ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
      if (sent <= 0) throw std::runtime_error("the server took no more");
      request.remove_prefix(static_cast<std::size_t>(sent));
    }
    answer_.clear();
  }

  /// Takes what has come; true when the answer is whole.
  bool receive() {
    char bytes[16384];
    auto const count = ::recv(socket_, bytes, sizeof bytes, 0);
    if (count <= 0) throw std::runtime_error("the server closed the connection");
    answer_.append(bytes, static_cast<std::size_t>(count));
    auto const head = answer_.find("\r\n\r\n");
    if (head == std::string::npos) return false;
    constexpr std::string_view length = "\r\nContent-Length: ";
    auto const at = answer_.find(length);
    auto const body = std::strtoull(answer_.c_str() + at + length.size(), nullptr, 10);
    if (answer_.size() < head + 4 + body) return false;
    auto const good = answer_.starts_with("HTTP/1.1 201") || answer_.starts_with("HTTP/1.1 200");
    if (!good || answer_.find("\"error\"", head) != std::string::npos) throw std::runtime_error(answer_);
    return true;
  }

 private:
  int socket_;
  std::string answer_;
};

}  // namespace

std::string post(std::string const& path, std::string const& token, std::string const& body) {
  return fmt::format(
      "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\n"
      "Content-Length: {}\r\n\r\n{}",
      path, token, body.size(), body);
}

double send_all(std::uint16_t port, std::vector<std::string> const& requests, std::size_t connections) {
  std::deque<Talk> talks;
  auto const all = ::epoll_create1(0);
  std::size_t next = 0;
  auto const from = std::chrono::steady_clock::now();
  for (; talks.size() < connections && next < requests.size(); ++next) {
    auto& talk = talks.emplace_back(port);
    epoll_event event{.events = EPOLLIN, .data = {.ptr = &talk}};
    ::epoll_ctl(all, EPOLL_CTL_ADD, talk.socket(), &event);
    talk.send(requests[next]);
  }
  for (std::size_t answered = 0; answered < requests.size();) {
    epoll_event events[64];
    auto const count = ::epoll_wait(all, events, 64, 30'000);
    if (count <= 0) throw std::runtime_error("no answer in 30 seconds");
    for (int i = 0; i < count; ++i) {
      auto& talk = *static_cast<Talk*>(events[i].data.ptr);
      if (!talk.receive()) continue;
      ++answered;
      if (next < requests.size()) talk.send(requests[next++]);
    }
  }
  ::close(all);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
}

bool answers(std::uint16_t port) {
  auto const tried = ::socket(AF_INET, SOCK_STREAM, 0);
  auto const address = local(port);
  auto const connected = ::connect(tried, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0;
  ::close(tried);
  return connected;
}

std::uint16_t free_port() {
  auto const tried = ::socket(AF_INET, SOCK_STREAM, 0);
  auto address = local(0);
  socklen_t size = sizeof address;
  auto const bound = ::bind(tried, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0 &&
                     ::getsockname(tried, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(tried);
  if (!bound) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

}  // namespace overens::bench
