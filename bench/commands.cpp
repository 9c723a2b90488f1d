#include "commands.hpp"

#include <chrono>
#include <fstream>
#include <set>
#include <thread>
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command_json.hpp"
#include "app/command_processor.hpp"
#include "app/signing_in/system_clients.hpp"
#include "bare_writer.hpp"
#include "county.hpp"
#include "http_client.hpp"
#include "measure.hpp"
#include "pgbench.hpp"
#include "server_process.hpp"
#include "store/open.hpp"

namespace overens::bench {
namespace {

using Json = nlohmann::ordered_json;
using Strings = std::vector<std::string>;

constexpr std::size_t connections = 64;  // as many as the server has workers
constexpr std::size_t in_a_request = 64;
constexpr std::size_t in_a_chunk = 4096;

/// The county's events as commands: what everybody knows, and its placements, plans and interventions. And whose.
struct Requests {
  Strings shared, mix;
  std::set<std::string> owners;
};

Requests requests_of(std::string const& county, event::Vocabulary const& vocabulary) {
  Requests all;
  std::ifstream in(county);
  for (std::string line; std::getline(in, line);) {
    auto event = Json::parse(line);
    std::string const type = event["type"];
    auto const of_mix = type.starts_with("placement.") || type.starts_with("sip.") || type.starts_with("intervention.");
    auto const shared = vocabulary.type(type)->shared;
    if (!of_mix && !shared) continue;
    Json command = {{"command", event["id"]}, {"do", "record"}};
    for (auto const* drop : {"id", "recorded", "stream", "seq", "command"}) event.erase(drop);
    command.update(event);
    all.owners.insert(event["owner"].get<std::string>());
    (shared ? all.shared : all.mix).push_back(command.dump());
  }
  return all;
}

/// Requests of so many commands each.
Strings posts(std::span<std::string const> commands, std::string const& key, std::size_t each) {
  Strings all;
  for (std::size_t from = 0; from < commands.size(); from += each) {
    auto const some = commands.subspan(from, std::min(each, commands.size() - from));
    std::string body;
    for (auto const& command : some) body.append(body.empty() ? "" : ",").append(command);
    all.push_back(post("/commands", key, each == 1 ? body : "[" + body + "]"));
  }
  return all;
}

std::unique_ptr<app::Store> opened(std::string const& where) {
  auto store = store::open_store(where);
  if (!store) throw std::runtime_error(base::english(store.error().why));
  return std::move(*store);
}

// The key of a system that may record for all of them.
std::string new_key(std::string const& where, std::set<std::string> const& owners,
                    event::Vocabulary const& vocabulary) {
  auto const store = opened(where);
  auto const now = [] { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); };
  auto const key = app::SystemClients(store->clients(), now)
                       .add({"bench", "importer", {owners.begin(), owners.end()}, {}}, vocabulary);
  if (!key) throw std::runtime_error(base::english(key.error().why));
  return *key;
}

void wait_for_views(app::Store& store) {
  while (app::Refresh::done(store) == std::nullopt) std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

/// A processor in this process.
class Office {
 public:
  Office(std::string const& where, disk::Agreements const& agreements)
      : vocabulary_(agreements.vocabulary),
        store_(opened(where)),
        processor_(
            *store_, {agreements.packs, agreements.vocabulary, agreements.edition},
            [] { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); },
            [](std::string const& what) { fmt::print("  {}\n", what); }) {}

  struct Carried {
    Batch batch;
    double seconds = 0;
  };
  /// All in one transaction. Reading them is what the callers of a processor do, and not counted.
  Carried carry_out(Strings const& commands) {
    Carried carried;
    std::vector<app::Command> read;
    for (auto const& json : commands)
      read.push_back(std::move(*app::read_commands(json, vocabulary_)->front().command));
    std::vector<app::CommandResult> outcomes;
    carried.seconds = wall_seconds([&] { outcomes = processor_.carry_out(read); });
    for (auto const& outcome : outcomes) {
      if (outcome.refused) throw std::runtime_error(base::english(outcome.refused->why));
    }
    std::set<journal::SubjectRef> about;
    store_->all(position_, [&](std::uint64_t position, journal::Entry const& entry) {
      position_ = position;
      carried.batch.entries.push_back(entry);
      about.insert(entry.subjects.begin(), entry.subjects.end());
      return true;
    });
    for (auto const& of : about) {
      auto view = store_->view(of);
      if (!view.heads.empty() || !view.obligations.empty()) carried.batch.views.push_back(std::move(view));
    }
    return carried;
  }
  void settle() { wait_for_views(*store_); }

 private:
  event::Vocabulary const& vocabulary_;
  std::unique_ptr<app::Store> store_;
  std::uint64_t position_ = 0;
  app::CommandProcessor processor_;
};

/// What the server wrote since the last time, in its transactions: all that one recorded has the same time.
class Transactions {
 public:
  explicit Transactions(std::string const& where) : store_(opened(where)) {}

  std::vector<Strings> next() {
    std::vector<Strings> all;
    calendar::Instant of_the_last = {};
    store_->all(position_, [&](std::uint64_t position, journal::Entry const& entry) {
      position_ = position;
      if (all.empty() || entry.recorded != of_the_last || all.back().size() == app::CommandProcessor::most_in_batch)
        all.emplace_back();
      of_the_last = entry.recorded;
      all.back().push_back(entry.command);
      return true;
    });
    return all;
  }
  void settle() { wait_for_views(*store_); }

 private:
  std::unique_ptr<app::Store> store_;
  std::uint64_t position_ = 0;
};

/// What the three, or two, took for the same commands.
struct Took {
  double http = 0, processor = 0, bare = 0;
  std::size_t commands = 0, transactions = 0;
};

/// The server, a processor and, on SQLite, the bare program, side by side: each has carried out the same.
class Race {
 public:
  Race(Folder const& folder, std::string const& server_store, std::string const& processor_store, bool with_bare,
       disk::Agreements const& agreements, std::set<std::string> const& owners)
      : key_(new_key(server_store, owners, agreements.vocabulary)),
        server_(server_store),
        transactions_(server_store),
        office_(processor_store, agreements) {
    if (!with_bare) return;
    static_cast<void>(opened(folder.file("bare.db")));  // makes the tables
    bare_ = std::make_unique<BareWriter>(folder.file("bare.db"));
  }

  Took run(std::span<std::string const> commands, std::size_t each, std::size_t over) {
    Took took;
    took.commands = commands.size();
    std::unordered_map<std::string, std::string> by_id;
    for (auto const& command : commands) by_id.emplace(Json::parse(command)["command"], command);
    took.http = send_all(server_.port(), posts(commands, key_, each), over);
    for (auto const& ids : transactions_.next()) {
      ++took.transactions;
      Strings batch;
      for (auto const& id : ids) batch.push_back(by_id.at(id));
      auto carried = office_.carry_out(batch);
      took.processor += carried.seconds;
      auto changes = comparing_.changes(std::move(carried.batch));
      if (bare_ != nullptr) took.bare += wall_seconds([&] { bare_->write(changes); });
      if (took.transactions == 1 + commands.size() / app::CommandProcessor::most_in_batch / 2)
        sample_ = std::move(changes);
    }
    return took;
  }
  void settle() {
    transactions_.settle();
    office_.settle();
  }
  /// A transaction in the midst of what was carried out last.
  Changes const& sample() const { return sample_; }

 private:
  std::string const key_;
  ServerProcess server_;
  Transactions transactions_;
  Office office_;
  Comparing comparing_;
  std::unique_ptr<BareWriter> bare_;
  Changes sample_;
};

void print(char const* what, std::vector<double> const& ratios, double goal) {
  auto const [low, high] = std::minmax_element(ratios.begin(), ratios.end());
  auto const middle = median(ratios);
  fmt::print("  → {}: {:.2f} ({:.2f}–{:.2f}", what, middle, *low, *high);
  if (goal > 0) fmt::print("; goal at least {:.2f}: {}", goal, middle >= goal ? "reached" : "NOT reached");
  fmt::print(")\n");
}

double rate(Took const& took, double seconds) {
  return static_cast<double>(took.commands) / seconds;
}

// Many in a request and one in a request, in turn.
void run_all(Race& race, Requests const& requests, Pgbench* pgbench) {
  if (auto const least = 3 * in_a_chunk; requests.mix.size() < least)  // one to begin with, and one turn of each kind
    throw std::runtime_error(fmt::format("{} commands are less than one turn: ask for so many that they become {}",
                                         requests.mix.size(), least));
  race.run(requests.shared, in_a_request, 1);  // in order: who exists comes first
  race.settle();
  std::span<std::string const> rest(requests.mix);
  race.run(rest.first(std::min(in_a_chunk, rest.size())), in_a_request, 8);  // what is first done takes longer
  rest = rest.subspan(std::min(in_a_chunk, rest.size()));
  for (auto const& [each, over] : {std::pair(in_a_request, std::size_t{8}), std::pair(std::size_t{1}, connections)}) {
    fmt::print("\n  {} commands in a request, {} connections\n", each, over);
    std::vector<double> http, processor;
    auto const half = rest.first(each == 1 ? rest.size() : rest.size() / 2);
    rest = rest.subspan(half.size());
    for (std::size_t from = 0; from + in_a_chunk <= half.size(); from += in_a_chunk) {
      auto const took = race.run(half.subspan(from, in_a_chunk), each, over);
      if (pgbench != nullptr && from == 0) pgbench->use(race.sample());
      auto const peer = pgbench == nullptr ? rate(took, took.bare) : pgbench->rate(16);
      http.push_back(rate(took, took.http) / peer);
      processor.push_back(rate(took, took.processor) / peer);
      fmt::print("  through HTTP {:7.0f}/s, processor alone {:7.0f}/s, {} {:7.0f}/s, {:4.0f} in a transaction\n",
                 rate(took, took.http), rate(took, took.processor), pgbench == nullptr ? "bare" : "pgbench", peer,
                 static_cast<double>(took.commands) / static_cast<double>(took.transactions));
    }
    auto const goal = pgbench == nullptr ? 0.6 : 0;
    print("through HTTP", http, goal);
    print("processor alone", processor, goal);
  }
}

Requests made_up(Folder const& folder, disk::Agreements const& agreements, std::uint64_t events) {
  auto const county = folder.file("county.jsonl");
  write_county(county, {events, events / 50, 1});
  auto requests = requests_of(county, agreements.vocabulary);
  fmt::print("\n{} commands (placements, plans, interventions) over {} cases, {} events known to all\n",
             requests.mix.size(), events / 50, requests.shared.size());
  return requests;
}

}  // namespace

void measure_commands(disk::Agreements const& agreements, std::uint64_t events) {
  Folder const folder;
  auto const requests = made_up(folder, agreements, events);
  Race race(folder, folder.file("server.db"), folder.file("processor.db"), true, agreements, requests.owners);
  run_all(race, requests, nullptr);
}

void measure_commands_on_postgres(disk::Agreements const& agreements, std::uint64_t events,
                                  std::array<std::string, 3> const& databases) {
  Folder const folder;
  auto const requests = made_up(folder, agreements, events);
  Race race(folder, databases[0], databases[1], false, agreements, requests.owners);
  Pgbench pgbench(folder, databases[2]);
  run_all(race, requests, &pgbench);
}

}  // namespace overens::bench
