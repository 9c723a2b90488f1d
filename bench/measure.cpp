#include "measure.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <stdexcept>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace overens::bench {

void in_pieces(std::filesystem::path const& file, std::function<void(char const*, std::size_t)> const& take) {
  constexpr std::size_t piece = 256U << 10U;  // as the program reads: what is compared with must not be slower for that
  std::ifstream in(file, std::ios::binary);
  std::vector<char> buffer(piece * 2 + 64);
  std::size_t held = 0;
  while (in) {
    in.read(buffer.data() + held, static_cast<std::streamsize>(piece));
    held += static_cast<std::size_t>(in.gcount());
    std::size_t whole = held;
    while (whole > 0 && buffer[whole - 1] != '\n') --whole;
    if (whole > 0) take(buffer.data(), whole);
    std::memmove(buffer.data(), buffer.data() + whole, held - whole);
    held -= whole;
  }
}

double seconds(std::function<void()> const& work) {
  auto const now = [] {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
  };
  auto const before = now();
  work();
  return now() - before;
}

std::uint64_t peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

Child in_child(std::function<std::uint64_t()> const& work) {
  int ends[2];
  if (pipe(ends) != 0) return {};
  auto const pid = fork();
  if (pid == 0) {
    Child child;
    auto const before = peak_memory();
    child.seconds = seconds([&] { child.result = work(); });
    child.peak = peak_memory() - before;
    auto const written = write(ends[1], &child, sizeof child);
    _exit(written == static_cast<ssize_t>(sizeof child) ? 0 : 1);
  }
  close(ends[1]);
  Child child;
  auto const got = read(ends[0], &child, sizeof child);
  close(ends[0]);
  int status = 0;
  waitpid(pid, &status, 0);
  return got == static_cast<ssize_t>(sizeof child) ? child : Child{};
}

double wall_seconds(std::function<void()> const& work) {
  auto const from = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
}

Folder::Folder() {
  auto made = (std::filesystem::temp_directory_path() / "overens-bench-XXXXXX").string();
  if (::mkdtemp(made.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = made;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

}  // namespace overens::bench
