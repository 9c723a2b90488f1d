#include "opening.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>
#include <unordered_map>

#include <fmt/format.h>

#include "app/handle.hpp"
#include "app/subjects_of.hpp"
#include "county.hpp"
#include "journal/chain.hpp"
#include "journal/line.hpp"
#include "measure.hpp"
#include "server_process.hpp"
#include "store/open.hpp"

namespace overens::bench {
namespace {

constexpr double most_seconds = 2;
constexpr std::uint64_t most_memory = 300U << 20U;

/// Writes events straight into a journal, under their chains.
class Filling {
 public:
  Filling(std::string const& where, event::Vocabulary const& vocabulary)
      : vocabulary_(vocabulary), store_(std::move(*store::open_store(where))) {}

  void take(std::string const& line) {
    auto command = *app::import_event(line, vocabulary_);
    auto const& one = command.events.front();
    if (!one.changes.empty()) return;
    auto& head = heads_[one.stream];
    journal::Entry entry;
    entry.stream = one.stream;
    entry.seq = head.version + 1;
    entry.recorded = one.event->recorded;
    auto const event = app::event_in(command, 0, entry);
    entry.id = event.id;
    entry.type = event.type->name;
    entry.owner = event.owner;
    entry.command = event.id;
    entry.shared = app::is_shared(event);
    entry.subjects = one.subjects;
    entry.envelope = journal::envelope_of(event);
    entry.data = one.data;
    head = journal::seal(entry, head, journal::Salt{std::byte{1}});
    entries_.push_back(std::move(entry));
    if (entries_.size() >= 10'000) write();
  }
  void write() {
    auto const transaction = store_->begin();
    transaction->append(entries_);
    transaction->commit();
    entries_.clear();
  }

 private:
  event::Vocabulary const& vocabulary_;
  std::unique_ptr<app::Store> store_;
  std::unordered_map<std::string, journal::Head> heads_;
  std::vector<journal::Entry> entries_;
};

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
    ServerProcess const server(journal, std::string(32, 't'), folder.file("token"));
    ready.push_back(server.seconds_until_ready());
    memory = std::max(memory, server.memory());
  }
  fmt::print("  → ready in {:.2f} s, {} MB (goal: under {:.0f} s and {} MB)\n", median(ready), memory >> 20U,
             most_seconds, most_memory >> 20U);
  ServerProcess const server(journal, std::string(32, 't'), folder.file("token"));
  for (int i = 0; i < 60; ++i) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    memory = std::max(memory, server.memory());
  }
  fmt::print("  → at most {} MB in the first minute, in which it makes views of all cases\n", memory >> 20U);
}

}  // namespace overens::bench
