#include "encryption.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>

#include <fmt/format.h>

#include "app/command_processor.hpp"
#include "app/refresh.hpp"
#include "county.hpp"
#include "filling.hpp"
#include "measure.hpp"
#include "store/key_file.hpp"

namespace overens::bench {
namespace {

constexpr int rounds = 3;
constexpr std::size_t in_a_batch = 64;
auto const today = calendar::Day(std::chrono::year{2026} / 6 / 1);

std::shared_ptr<keys::KeyStore> make_keys(std::filesystem::path const& file) {
  if (!keys::KeyStore::create(file)) throw std::runtime_error("no key store can be made");
  return *keys::KeyStore::open(file);
}

std::unique_ptr<app::Store> opened(std::string const& where, std::shared_ptr<keys::KeyStore> keys) {
  auto store = store::open_store(where, {.keys = std::move(keys)});
  if (!store) throw std::runtime_error(base::english(store.error().why));
  return std::move(*store);
}

app::RuleSet basis(disk::Agreements const& agreements) {
  return {agreements.packs, agreements.vocabulary, agreements.edition};
}

struct Cost {
  double commands = 0, views = 0;  ///< seconds
};

/// Takes a county's events in, and makes all views anew.
Cost cost_of(disk::Agreements const& agreements, std::vector<app::Command> const& commands,
             std::shared_ptr<keys::KeyStore> const& keys) {
  Folder const folder;
  auto const store = opened(folder.file("journal.db"), keys);
  Cost cost;
  {
    app::CommandProcessor processor(
        *store, basis(agreements),
        [] { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); },
        [](std::string const& what) { fmt::print("  {}\n", what); });
    cost.commands = wall_seconds([&] {
      for (std::size_t from = 0; from < commands.size(); from += in_a_batch) {
        auto const until = std::min(commands.size(), from + in_a_batch);
        processor.carry_out({commands.begin() + static_cast<std::ptrdiff_t>(from),
                             commands.begin() + static_cast<std::ptrdiff_t>(until)});
      }
    });
  }
  cost.views = wall_seconds([&] {
    app::SharedState known(basis(agreements));
    app::rebuild(*store, known, today, [](std::uint64_t) {});
  });
  return cost;
}

std::vector<app::Command> read(std::string const& file, event::Vocabulary const& vocabulary) {
  std::vector<app::Command> commands;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) commands.push_back(*app::import_event(line, vocabulary));
  return commands;
}

void compare(disk::Agreements const& agreements, std::uint64_t events) {
  Folder const folder;
  write_county(folder.file("county.jsonl"), {events, std::max<std::uint64_t>(events / 50, 1), 1});
  auto const commands = read(folder.file("county.jsonl"), agreements.vocabulary);
  auto const keys = make_keys(folder.file("keys"));
  std::vector<double> commands_share, views_share;
  for (int i = 0; i < rounds; ++i) {
    auto const in_the_open = cost_of(agreements, commands, nullptr);
    auto const encrypted = cost_of(agreements, commands, keys);
    commands_share.push_back(in_the_open.commands / encrypted.commands);
    views_share.push_back(in_the_open.views / encrypted.views);
    fmt::print("  commands {:8.0f}/s in the open, {:8.0f}/s encrypted; views {:6.2f} s and {:6.2f} s\n",
               static_cast<double>(commands.size()) / in_the_open.commands,
               static_cast<double>(commands.size()) / encrypted.commands, in_the_open.views, encrypted.views);
  }
  fmt::print("  → commands encrypted / in the open: {:.2f} (goal at least 0.80)\n", median(commands_share));
  fmt::print("  → views made anew encrypted / in the open: {:.2f} (goal at least 0.80)\n", median(views_share));
}

double p99(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return times.empty() ? 0 : times[times.size() * 99 / 100];
}

/// Commands one after another while `going`: how long each takes, in seconds.
std::vector<double> times_of(app::CommandProcessor& processor, std::vector<app::Command> const& commands,
                             std::size_t& next, std::function<bool()> const& going) {
  std::vector<double> times;
  while (next < commands.size() && going())
    times.push_back(wall_seconds([&] { processor.carry_out({commands[next++]}); }));
  return times;
}

void renew(disk::Agreements const& agreements, std::uint64_t streams) {
  Folder const folder;
  auto const journal = folder.file("journal.db");
  auto const keys = make_keys(folder.file("keys"));
  write_county(folder.file("county.jsonl"), {20'000, 400, 2});
  {
    Filling fill(journal, agreements.vocabulary, keys);
    for (std::uint64_t i = 0; i < streams; ++i)
      fill.take(fmt::format(
          R"({{"id":"many-{0}","type":"consent.given","happened":"2026-03-02","recorded":"2026-03-02T10:00:00Z","owner":"many-soc","case":"many-{0}","subject":{{"kind":"consent","id":"many-{0}"}},"data":{{"purpose":"a purpose"}}}})",
          i));
    fill.write();
  }
  auto const commands = read(folder.file("county.jsonl"), agreements.vocabulary);
  auto const store = opened(journal, keys);
  app::CommandProcessor processor(
      *store, basis(agreements),
      [] { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); },
      [](std::string const& what) { fmt::print("  {}\n", what); });
  std::size_t next = 0;
  while (app::Refresh::done(*store) == std::nullopt) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  auto const warm = next + 2'000;
  times_of(processor, commands, next, [&] { return next < warm; });
  auto const until = next + 4'000;
  auto const alone = times_of(processor, commands, next, [&] { return next < until; });
  auto const own = *keys::KeyStore::open(folder.file("keys"));
  auto const beside = opened(journal, own);
  if (!own->add_generation()) throw std::runtime_error("no root key can be added");
  std::atomic<bool> going = true;
  std::uint64_t wrapped = 0;
  double seconds = 0;
  std::jthread rotating([&] {
    seconds = wall_seconds([&] { wrapped = beside->renew_keys([](std::uint64_t) {}); });
    going = false;
  });
  auto const meanwhile = times_of(processor, commands, next, [&] { return going.load(); });
  rotating.join();
  fmt::print(
      "  {} keys wrapped anew in {:.1f} s, {} commands meanwhile: median {:.2f} ms and {:.2f} ms, p99 {:.2f} ms and "
      "{:.2f} ms\n",
      wrapped, seconds, meanwhile.size(), median(alone) * 1e3, median(meanwhile) * 1e3, p99(alone) * 1e3,
      p99(meanwhile) * 1e3);
  fmt::print("  → p99 while keys are wrapped / beside nothing: {:.2f} (goal at most 2)\n", p99(meanwhile) / p99(alone));
}

}  // namespace

void measure_encryption(disk::Agreements const& agreements, std::uint64_t events, std::uint64_t streams) {
  fmt::print("\nEncrypted against in the open: {} events, SQLite\n", events);
  compare(agreements, events);
  fmt::print("\nThe keys of {} streams wrapped anew while commands are carried out, SQLite\n", streams);
  renew(agreements, streams);
}

}  // namespace overens::bench
