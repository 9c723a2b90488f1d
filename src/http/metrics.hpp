#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace overens::http {

/// What is counted, in the text format of Prometheus 0.0.4. By route pattern, never by a path that could hold an id.
/// Any thread may call anything.
class Metrics {
 public:
  Metrics();

  void answered(std::string_view route, std::string_view method, int status, std::chrono::microseconds took);
  /// A value asked for when the text is made, which may wait. `kind` is gauge or counter.
  void value(std::string name, std::string kind, std::string help, std::function<double()> ask);
  std::string text() const;

  std::atomic<std::int64_t> connections{0};   ///< open now
  std::atomic<std::uint64_t> accepted{0};     ///< since the start
  std::atomic<std::uint64_t> turned_away{0};  ///< because of the cap
  std::atomic<std::uint64_t> accept_failures{0};
  std::atomic<std::int64_t> waiting{0};  ///< requests handed to a worker and not answered

 private:
  static constexpr std::array bounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0};
  struct Histogram {
    std::array<std::uint64_t, bounds.size() + 1> in{};  // not summed up; the last is beyond all bounds
    double sum = 0;
  };
  struct Gauge {
    std::string name, kind, help;
    std::function<double()> ask;
  };
  struct Route {
    std::map<std::pair<std::string_view, int>, std::uint64_t> answered;  ///< by method, of a known few, and status
    Histogram took;
  };

  mutable std::mutex mutex_;
  std::map<std::string, Route, std::less<>> routes_;
  std::vector<Gauge> values_;
};

}  // namespace overens::http
