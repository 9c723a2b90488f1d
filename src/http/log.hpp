#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace overens::http {

/// One JSON object a line on standard error. Holds no personal data: no path, query, body or address; a request is
/// known by its id and its route's pattern. Lines are written by a thread of their own: when nobody takes them the
/// oldest are dropped (and counted), so that a full disk of logs never stops the work.
class Log {
 public:
  enum class Level { debug, info, warning, error };

  explicit Log(Level least);
  ~Log();  ///< writes what is left
  Log(Log const&) = delete;
  Log& operator=(Log const&) = delete;

  /// A request that has been answered.
  struct Answered {
    std::string_view request;
    std::string_view method;
    std::string_view route;
    int status = 0;
    std::size_t bytes = 0;  ///< of the body
    std::chrono::microseconds took{};
  };
  void answered(Answered const& answered);
  /// Something that happened to the server itself; `what` is for programs and stays the same.
  void event(Level level, std::string_view what, std::string_view more = {});
  /// A handler threw: the type of what it threw, never its words, which may hold anything.
  void failed(std::string_view request, std::string_view route, std::string_view type);

  std::size_t dropped() const;

 private:
  struct Sink;
  std::unique_ptr<Sink> sink_;
};

}  // namespace overens::http
