#include "commands.hpp"

#include <chrono>
#include <fstream>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/desk.hpp"
#include "bare_writer.hpp"
#include "county.hpp"
#include "measure.hpp"
#include "store/open.hpp"

namespace overens::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// A store that also keeps what was written, to be written again by the bare program.
class Overheard : public app::Store {
 public:
  explicit Overheard(std::unique_ptr<app::Store> store) : store_(std::move(store)) {}

  class Listening : public app::Transaction {
   public:
    Listening(std::unique_ptr<app::Transaction> transaction, std::vector<Batch>& heard)
        : transaction_(std::move(transaction)), heard_(heard) {}
    std::vector<app::Done> done(std::span<std::string const> ids) override { return transaction_->done(ids); }
    std::vector<journal::Head> heads(std::span<std::string const> streams) override {
      return transaction_->heads(streams);
    }
    std::vector<journal::Entry> entries(std::span<std::string const> ids) override {
      return transaction_->entries(ids);
    }
    std::vector<journal::Entry> about(std::span<journal::About const> what) override {
      return transaction_->about(what);
    }
    void append(std::span<journal::Entry const> entries) override {
      batch_.entries.assign(entries.begin(), entries.end());
      transaction_->append(entries);
    }
    void remember(std::span<app::Done const> commands) override {
      batch_.done.assign(commands.begin(), commands.end());
      transaction_->remember(commands);
    }
    void put(std::span<app::View const> views, std::span<app::View const* const> before) override {
      batch_.views.insert(batch_.views.end(), views.begin(), views.end());
      transaction_->put(views, before);
    }
    void note(std::string const& name, std::string const& value) override { transaction_->note(name, value); }
    void commit() override {
      transaction_->commit();
      heard_.push_back(std::move(batch_));
    }

   private:
    std::unique_ptr<app::Transaction> transaction_;
    std::vector<Batch>& heard_;
    Batch batch_;
  };

  std::unique_ptr<app::Transaction> begin() override {
    auto transaction = store_->begin();
    if (!listening) return transaction;
    return std::make_unique<Listening>(std::move(transaction), heard);
  }
  std::uint64_t shared(std::uint64_t after, std::function<void(journal::Entry const&)> const& take) override {
    return store_->shared(after, take);
  }
  void all(std::uint64_t after, std::function<bool(std::uint64_t, journal::Entry const&)> const& take) override {
    store_->all(after, take);
  }
  journal::Heads heads() override { return store_->heads(); }
  journal::Heads done(std::function<void(app::Done const&)> const& take) override { return store_->done(take); }
  void index(std::function<void(journal::About const&, std::uint64_t)> const& take) override { store_->index(take); }
  std::uint64_t last_position() override { return store_->last_position(); }
  std::vector<std::string> ids_of(std::string const& kind, std::string const& after, std::size_t most) override {
    return store_->ids_of(kind, after, most);
  }
  std::string noted(std::string const& name) override { return store_->noted(name); }
  app::View view(journal::About const& of) override { return store_->view(of); }
  std::vector<app::ObligationRow> open_obligations(std::string const& authority, std::size_t most,
                                                   std::size_t from) override {
    return store_->open_obligations(authority, most, from);
  }
  std::vector<app::CaseHead> cases(std::string const& authority, std::size_t most, std::size_t from) override {
    return store_->cases(authority, most, from);
  }
  std::optional<app::CaseHead> case_head(std::string const& authority, std::string const& in_case) override {
    return store_->case_head(authority, in_case);
  }
  bool answers() override { return store_->answers(); }

  bool listening = true;
  std::vector<Batch> heard;

 private:
  std::unique_ptr<app::Store> store_;
};

/// The county's events as commands: what everybody knows, and its placements, plans and interventions.
struct Requests {
  std::vector<std::string> shared, mix;
};

Requests requests_of(fs::path const& county, event::Vocabulary const& vocabulary) {
  Requests all;
  std::ifstream in(county);
  for (std::string line; std::getline(in, line);) {
    auto event = nlohmann::ordered_json::parse(line);
    std::string const type = event["type"];
    auto const of_mix = type.starts_with("placement.") || type.starts_with("sip.") || type.starts_with("intervention.");
    auto const shared = vocabulary.type(type)->shared;
    if (!of_mix && !shared) continue;
    nlohmann::ordered_json command = {{"command", event["id"]}, {"do", "record"}};
    for (auto const* drop : {"id", "recorded", "stream", "seq", "command"}) event.erase(drop);
    command.update(event);
    (shared ? all.shared : all.mix).push_back(command.dump());
  }
  return all;
}

// Callers that send a few commands at a time, so that the desk always has a full batch to take.
double carry_out(app::Desk& desk, event::Vocabulary const& vocabulary, std::vector<std::string> const& requests,
                 std::size_t callers) {
  constexpr std::size_t at_once = 64;
  std::atomic<std::size_t> next = 0;
  std::atomic<std::uint64_t> refused = 0;
  auto const began = Clock::now();
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < callers; ++i) {
      threads.emplace_back([&] {
        for (;;) {
          auto const from = next.fetch_add(at_once);
          if (from >= requests.size()) return;
          std::vector<app::Command> commands;
          for (auto at = from; at < std::min(from + at_once, requests.size()); ++at) {
            auto read = app::read_commands(requests[at], vocabulary);
            commands.push_back(std::move(*read->front().command));
          }
          for (auto const& outcome : desk.carry_out(std::move(commands))) refused += outcome.refused ? 1 : 0;
        }
      });
    }
  }
  if (refused > 0) fmt::print("  {} refused\n", refused.load());
  return std::chrono::duration<double>(Clock::now() - began).count();
}

struct Round {
  double desk = 0;
  double bare = 0;
  std::size_t batches = 0;
};

Round one_round(fs::path const& folder, disk::Agreements const& agreements, Requests const& requests) {
  fs::remove_all(folder / "db");
  fs::create_directories(folder / "db");
  Round round;
  auto const now = [] { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); };
  Overheard store(std::move(*store::open_store((folder / "db/desk.db").string())));
  std::size_t setup = 0;
  {
    app::Desk desk(store, agreements.packs, agreements.vocabulary, now,
                   [](std::string const& what) { fmt::print("  {}\n", what); });
    carry_out(desk, agreements.vocabulary, requests.shared, 1);  // in order: who exists comes first
    while (app::Refresh::done(store) == std::nullopt) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    setup = store.heard.size();
    round.desk = carry_out(desk, agreements.vocabulary, requests.mix, 8);
  }
  round.batches = store.heard.size() - setup;
  { auto const empty = store::open_store((folder / "db/bare.db").string()); }
  BareWriter bare((folder / "db/bare.db").string());
  auto const prepared = bare.prepare(std::move(store.heard));
  for (std::size_t i = 0; i < setup; ++i) bare.write(prepared[i]);
  auto const began = Clock::now();
  for (auto i = setup; i < prepared.size(); ++i) bare.write(prepared[i]);
  round.bare = std::chrono::duration<double>(Clock::now() - began).count();
  return round;
}

}  // namespace

void measure_commands(disk::Agreements const& agreements, std::uint64_t events) {
  auto const folder = fs::temp_directory_path() / "overens-bench-commands";
  fs::create_directories(folder);
  write_county(folder / "county.jsonl", {events, events / 50, 1});
  auto const requests = requests_of(folder / "county.jsonl", agreements.vocabulary);
  auto const count = static_cast<double>(requests.mix.size());
  fmt::print("\n{} commands (placements, plans, interventions) over {} cases, {} events known to all\n",
             requests.mix.size(), events / 50, requests.shared.size());
  std::vector<double> ratios;
  for (int i = 0; i < 3; ++i) {
    auto const round = one_round(folder, agreements, requests);
    ratios.push_back(round.bare / round.desk);
    fmt::print("  through the desk {:7.0f}/s, bare {:7.0f}/s, {:5.0f} in a transaction, ratio {:.2f}\n",
               count / round.desk, count / round.bare, count / static_cast<double>(round.batches), ratios.back());
  }
  fmt::print("  → durable commands against a bare program: {:.2f} (goal at least 0.60)\n", median(ratios));
  fs::remove_all(folder);
}

}  // namespace overens::bench
