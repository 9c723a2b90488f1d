#include "server_process.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "http_client.hpp"

namespace overens::bench {
namespace {

using Clock = std::chrono::steady_clock;

// Beside this program.
std::string program() {
  return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "overens").string();
}

}  // namespace

ServerProcess::ServerProcess(std::string const& store) : port_(free_port()) {
  std::vector<std::string> settings = {"OVERENS_STORE=" + store, fmt::format("OVERENS_LISTEN=127.0.0.1:{}", port_),
                                       "OVERENS_LOG=warning"};
  std::vector<char*> environment;
  for (auto& setting : settings) environment.push_back(setting.data());
  environment.push_back(nullptr);
  auto const binary = program();
  auto const from = Clock::now();
  pid_ = ::fork();
  if (pid_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    char* const arguments[] = {const_cast<char*>(binary.c_str()), const_cast<char*>("serve"), nullptr};
    ::execve(binary.c_str(), arguments, environment.data());
    ::_exit(127);
  }
  while (!answers(port_)) {
    if (::waitpid(pid_, nullptr, WNOHANG) == pid_ || Clock::now() - from > std::chrono::seconds(60))
      throw std::runtime_error("the server did not start");
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  ready_ = std::chrono::duration<double>(Clock::now() - from).count();
}

ServerProcess::~ServerProcess() {
  ::kill(pid_, SIGTERM);
  ::waitpid(pid_, nullptr, 0);
}

std::uint64_t ServerProcess::memory() const {
  std::ifstream status(fmt::format("/proc/{}/status", pid_));
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stoull(line.substr(6)) * 1024;
  }
  return 0;
}

double ServerProcess::processor_time() const {
  std::ifstream stat(fmt::format("/proc/{}/stat", pid_));
  std::string text;
  std::getline(stat, text);
  std::uint64_t user = 0;
  std::uint64_t system = 0;
  std::size_t at = text.rfind(')');
  for (int field = 2; field < 14; ++field) at = text.find(' ', at + 1);
  char* end = nullptr;
  user = std::strtoull(text.c_str() + at, &end, 10);
  system = std::strtoull(end, nullptr, 10);
  return static_cast<double>(user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace overens::bench
