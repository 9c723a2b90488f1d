#pragma once

#include <cstdint>
#include <string_view>

#include "calendar/days_off.hpp"
#include "calendar/swedish_time.hpp"

namespace overens::demonstration {

/// The day, or the first one after it on which people work.
inline calendar::Day working_day(calendar::Day day) {
  using calendar::Eves;
  return calendar::is_working_day(day, Eves::off) ? day : calendar::add_working_days(day, 1, Eves::off);
}

/// Numbers by chance that are the same each time: each is named, so that one more in the story moves no other.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : seed_(seed) {}

  std::uint64_t number(std::string_view name, std::string_view what) const {
    auto hash = 0xcbf29ce484222325U ^ (seed_ * 0x9e3779b97f4a7c15U);  // FNV-1a, then the end of splitmix64
    auto const take = [&](std::string_view bytes) {
      for (auto const byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
    };
    take(name);
    take("/");
    take(what);
    hash = (hash ^ (hash >> 30U)) * 0xbf58476d1ce4e5b9U;
    hash = (hash ^ (hash >> 27U)) * 0x94d049bb133111ebU;
    return hash ^ (hash >> 31U);
  }
  /// From 0 until 1.
  double share(std::string_view name, std::string_view what) const {
    return static_cast<double>(number(name, what) >> 11U) * 0x1p-53;
  }
  /// Between two numbers, both included.
  int between(int least, int most, std::string_view name, std::string_view what) const {
    return least + static_cast<int>(number(name, what) % static_cast<std::uint64_t>(most - least + 1));
  }
  /// When somebody who works in the daytime wrote it down, that day.
  calendar::Instant at_work(calendar::Day day, std::string_view what) const {
    return calendar::start_of(day) + std::chrono::seconds(between(8 * 3600, 16 * 3600, "at work", what));
  }

 private:
  std::uint64_t seed_;
};

}  // namespace overens::demonstration
