#include "http/metrics.hpp"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

namespace overens::http {
namespace {

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  auto const seconds = [](timeval const& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double resident_bytes() {
  std::ifstream file("/proc/self/statm");
  double all = 0;
  double resident = 0;
  file >> all >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

template <class T>
std::function<double()> read(std::atomic<T> const& value) {
  return [&value] { return static_cast<double>(value.load(std::memory_order_relaxed)); };
}

// Methods come from outside: those beyond these are one.
std::string_view known(std::string_view method) {
  for (std::string_view const one : {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"}) {
    if (method == one) return one;
  }
  return "other";
}

}  // namespace

Metrics::Metrics() {
  auto const started = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
  value("process_start_time_seconds", "gauge", "When the program started, seconds since 1970.",
        [=] { return started; });
  value("process_cpu_seconds_total", "counter", "Processor time used.", cpu_seconds);
  value("process_resident_memory_bytes", "gauge", "Memory in use.", resident_bytes);
  value("overens_http_connections", "gauge", "Connections open now.", read(connections));
  value("overens_http_connections_accepted_total", "counter", "Connections accepted.", read(accepted));
  value("overens_http_connections_turned_away_total", "counter", "Connections beyond the cap.", read(turned_away));
  value("overens_http_accept_failures_total", "counter", "Failures of accept.", read(accept_failures));
  value("overens_http_requests_waiting", "gauge", "Requests handed to a worker and not answered.", read(waiting));
}

void Metrics::answered(std::string_view route, std::string_view method, int status, std::chrono::microseconds took) {
  auto const seconds = static_cast<double>(took.count()) / 1e6;
  auto const bucket =
      static_cast<std::size_t>(std::lower_bound(bounds.begin(), bounds.end(), seconds) - bounds.begin());
  std::lock_guard const lock(mutex_);
  auto found = routes_.find(route);
  if (found == routes_.end()) found = routes_.emplace(route, Route()).first;
  ++found->second.answered[{known(method), status}];
  ++found->second.took.in[bucket];
  found->second.took.sum += seconds;
}

void Metrics::value(std::string name, std::string kind, std::string help, std::function<double()> ask) {
  std::lock_guard const lock(mutex_);
  values_.push_back({std::move(name), std::move(kind), std::move(help), std::move(ask)});
}

std::string Metrics::text() const {
  std::unique_lock lock(mutex_);
  auto const values = values_;
  lock.unlock();  // what is asked may wait for a database, and requests don't wait for that
  std::string out;
  auto const head = [&](std::string_view name, std::string_view kind, std::string_view help) {
    out += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, kind, help);
  };
  for (auto const& [name, kind, help, ask] : values) {
    head(name, kind, help);
    out += fmt::format("{} {}\n", name, ask());
  }
  lock.lock();
  head("overens_http_requests_total", "counter", "Requests answered, by route.");
  for (auto const& [route, counted] : routes_) {
    for (auto const& [how, count] : counted.answered) {
      out += fmt::format("overens_http_requests_total{{route=\"{}\",method=\"{}\",status=\"{}\"}} {}\n", route,
                         how.first, how.second, count);
    }
  }
  std::string_view const name = "overens_http_request_duration_seconds";
  head(name, "histogram", "From the whole request to the ready answer, by route.");
  for (auto const& [route, counted] : routes_) {
    auto const& histogram = counted.took;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
      sum += histogram.in[i];
      out += fmt::format("{}_bucket{{route=\"{}\",le=\"{}\"}} {}\n", name, route, bounds[i], sum);
    }
    sum += histogram.in.back();
    out += fmt::format(
        "{0}_bucket{{route=\"{1}\",le=\"+Inf\"}} {2}\n{0}_sum{{route=\"{1}\"}} {3}\n{0}_count{{route=\"{1}\"}} {2}\n",
        name, route, sum, histogram.sum);
  }
  return out;
}

}  // namespace overens::http
