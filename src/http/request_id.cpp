#include "http/request_id.hpp"

#include <random>

#include <fmt/format.h>

namespace overens::http {

std::string new_request_id() {
  // Seeded anew in each thread from the system's chance, with more than one word, so that two threads never run in
  // step.
  thread_local auto chance = [] {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device()};
    return std::mt19937_64(seed);
  }();
  return fmt::format("{:016x}", chance());
}

}  // namespace overens::http
