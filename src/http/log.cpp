#include "http/log.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace overens::http {
namespace {

// As the inside of a JSON string.
std::string quoted(std::string_view words) {
  std::string result;
  for (auto const c : words) {
    if (c == '"' || c == '\\') {
      result += {'\\', c};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      result += fmt::format("\\u{:04x}", static_cast<int>(c));
    } else {
      result += c;
    }
  }
  return result;
}

// What clients make up is no method, and not written down.
std::string_view method_of(std::string_view method) {
  constexpr std::array<std::string_view, 9> known = {"GET",     "HEAD",    "POST",  "PUT",  "DELETE",
                                                     "OPTIONS", "CONNECT", "PATCH", "TRACE"};
  return std::find(known.begin(), known.end(), method) == known.end() ? std::string_view("-") : method;
}

spdlog::level::level_enum level_of(Log::Level level) {
  switch (level) {
    case Log::Level::debug:
      return spdlog::level::debug;
    case Log::Level::info:
      return spdlog::level::info;
    case Log::Level::warning:
      return spdlog::level::warn;
    case Log::Level::error:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

}  // namespace

struct Log::Sink {
  std::shared_ptr<spdlog::details::thread_pool> thread = std::make_shared<spdlog::details::thread_pool>(8192U, 1U);
  std::shared_ptr<spdlog::async_logger> logger =
      std::make_shared<spdlog::async_logger>("overens", std::make_shared<spdlog::sinks::stderr_sink_mt>(), thread,
                                             spdlog::async_overflow_policy::overrun_oldest);
};

Log::Log(Level least) : sink_(std::make_unique<Sink>()) {
  sink_->logger->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc);
  sink_->logger->set_level(level_of(least));
}

// The thread's destructor writes what is queued.
Log::~Log() = default;

void Log::answered(Answered const& a) {
  sink_->logger->info(R"("request":"{}","method":"{}","route":"{}","status":{},"bytes":{},"ms":{:.3f})", a.request,
                      method_of(a.method), quoted(a.route), a.status, a.bytes,
                      static_cast<double>(a.took.count()) / 1000.0);
}

void Log::event(Level level, std::string_view what, std::string_view more) {
  if (more.empty()) {
    sink_->logger->log(level_of(level), R"("event":"{}")", quoted(what));
  } else {
    sink_->logger->log(level_of(level), R"("event":"{}","more":"{}")", quoted(what), quoted(more));
  }
}

void Log::failed(std::string_view request, std::string_view route, std::string_view type) {
  sink_->logger->error(R"("event":"handler_failed","request":"{}","route":"{}","type":"{}")", request, quoted(route),
                       quoted(type));
}

std::size_t Log::dropped() const {
  return sink_->thread->overrun_counter();
}

}  // namespace overens::http
