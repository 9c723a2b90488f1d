#include "opening.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include <fmt/format.h>

#include "county.hpp"
#include "filling.hpp"
#include "measure.hpp"
#include "server_process.hpp"

namespace overens::bench {
namespace {

constexpr double most_seconds = 2;
constexpr std::uint64_t most_memory = 300U << 20U;

}  // namespace

void measure_opening(disk::Agreements const& agreements, std::uint64_t events) {
  Folder const folder;
  auto const county = folder.file("county.jsonl");
  auto const journal = folder.file("journal.db");
  write_county(county, {events, events / 50, 1});
  auto const filling = wall_seconds([&] {
    Filling fill(journal, agreements.vocabulary);
    std::ifstream in(county);
    for (std::string line; std::getline(in, line);) fill.take(line);
    fill.write();
  });
  std::filesystem::remove(county);
  fmt::print("\nA journal of {} events over {} cases, {:.1f} GB, filled in {:.0f} s\n", events, events / 50,
             static_cast<double>(std::filesystem::file_size(journal)) / 1e9, filling);
  std::vector<double> ready;
  std::uint64_t memory = 0;
  for (int i = 0; i < 3; ++i) {
    ServerProcess const server(journal);
    ready.push_back(server.seconds_until_ready());
    memory = std::max(memory, server.memory());
  }
  fmt::print("  → ready in {:.2f} s, {} MB (goal: under {:.0f} s and {} MB)\n", median(ready), memory >> 20U,
             most_seconds, most_memory >> 20U);
  ServerProcess const server(journal);
  for (int i = 0; i < 60; ++i) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    memory = std::max(memory, server.memory());
  }
  fmt::print("  → at most {} MB in the first minute, in which it makes views of all cases\n", memory >> 20U);
}

}  // namespace overens::bench
