#include "store.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <random>

#include <fmt/format.h>

#include "bare_writer.hpp"
#include "journal/chain.hpp"
#include "journal/line.hpp"
#include "measure.hpp"
#include "store/open.hpp"

namespace overens::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// A temporary folder, gone after use.
class Folder {
 public:
  Folder()
      : path_(fs::temp_directory_path() / fmt::format("overens-bench-{}", Clock::now().time_since_epoch().count())) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  std::string file(std::string const& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

double wall_seconds(std::function<void()> const& work) {
  auto const from = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - from).count();
}

/// Made-up entries over many cases, one in a thousand shared.
class Entries {
 public:
  explicit Entries(std::uint64_t cases, std::string prefix) : cases_(cases), prefix_(std::move(prefix)) {}

  /// An entry that is ready but for its hashes.
  journal::Entry next() {
    ++made_;
    auto const in_case = fmt::format("{}-case-{}", prefix_, chance_() % cases_);
    auto const stream = "soc:" + in_case;
    auto& head = heads_[stream];
    head.stream = stream;
    auto entry = *journal::from_envelope(fmt::format(
        R"({{"id":"{0}-{1}","type":"placement.started","stream":"{2}","seq":{3},"happened":"2026-03-02",)"
        R"("recorded":"2026-03-02T10:00:00Z","command":"{0}-{1}","owner":"soc","unit":"unit-1","actor":"actor-17",)"
        R"("case":"{4}","person":"p-{4}","subject":{{"kind":"placement","id":"pl-{1}"}}}})",
        prefix_, made_, stream, head.version + 1, in_case));
    entry.data = R"({"form":"hvb","urgency":"acute","provider":"provider-9"})";
    entry.shared = made_ % 1000 == 0;
    entry.about = {{"case", in_case}, {"person", "soc/p-" + in_case}};
    for (auto& byte : entry.salt) byte = static_cast<std::byte>(chance_());
    head.version = entry.seq;
    return entry;
  }

 private:
  std::uint64_t cases_;
  std::string prefix_;
  std::uint64_t made_ = 0;
  std::mt19937_64 chance_{1};
  std::unordered_map<std::string, journal::Head> heads_;
};

/// The view of a case with six obligations, of which each event changes one.
app::View view_of(journal::Entry const& entry) {
  auto const day = calendar::Day(std::chrono::year{2026} / 3 / 2);
  app::View view{entry.about.front(), {}, {}};
  for (int i = 0; i < 6; ++i) {
    auto const version = entry.seq - (entry.seq + 5 - static_cast<std::uint64_t>(i)) % 6;  // one of six moves
    view.obligations.push_back({"soc", view.of.id, fmt::format("norm-{}/{}", i, view.of.id), fmt::format("norm-{}", i),
                                "county/2025", "soc hsn", true, "open", "pending", day,
                                day + std::chrono::days(version % 90), "{\"title\":\"what is to be done\"}"});
  }
  view.heads.push_back({"soc", view.of.id, entry.seq, day, day, false, 6, day});
  return view;
}

std::vector<Batch> batches(std::uint64_t commands, std::size_t size, std::string const& prefix) {
  Entries entries(std::max<std::uint64_t>(1, commands / 20), prefix);
  std::vector<Batch> made(commands / size);
  for (auto& batch : made) {
    std::map<journal::About, app::View> views;
    for (std::size_t i = 0; i < size; ++i) {
      auto entry = entries.next();
      views.insert_or_assign(entry.about.front(), view_of(entry));
      batch.done.push_back({entry.command, std::string(43, 'h'), "{\"events\":[{\"id\":\"" + entry.id + "\"}]}"});
      batch.entries.push_back(std::move(entry));
    }
    for (auto& [of, view] : views) batch.views.push_back(std::move(view));
  }
  return made;
}

// What the writer of the server does with a batch: it asks what is there, seals, and writes.
void write(app::Store& store, Batch& batch) {
  std::vector<std::string> commands, streams;
  for (auto const& e : batch.entries) {
    commands.push_back(e.command);
    streams.push_back(e.stream);
  }
  auto const transaction = store.begin();
  static_cast<void>(transaction->done(commands));
  std::unordered_map<std::string, journal::Head> heads;
  for (auto& head : transaction->heads(streams)) heads.insert_or_assign(head.stream, std::move(head));
  for (auto& e : batch.entries) {
    auto& head = heads.at(e.stream);
    auto const salt = e.salt;
    head = journal::seal(e, head, salt);
  }
  transaction->append(batch.entries);
  transaction->remember(batch.done);
  transaction->put(batch.views);
  transaction->commit();
}

std::unique_ptr<app::Store> opened(std::string const& where) {
  auto store = store::open_store(where);
  if (!store) throw std::runtime_error(base::english(store.error().why));
  return std::move(*store);
}

// Fewer where each waits for the disk alone.
std::uint64_t commands_for(std::size_t size) {
  return size == 1 ? 2'000 : 51'200;
}

// Ids that are not in the database yet, and as long as those of the program that it is compared with.
std::string new_prefix() {
  return fmt::format("{:016x}", Clock::now().time_since_epoch().count());
}

double rate(std::string const& where, std::size_t size) {
  auto const store = opened(where);
  auto all = batches(commands_for(size), size, new_prefix());
  auto const took = wall_seconds([&] {
    for (auto& batch : all) write(*store, batch);
  });
  return static_cast<double>(all.size() * size) / took;
}

double bare_rate(std::string const& where, std::size_t size) {
  static_cast<void>(opened(where));  // makes the tables
  BareWriter writer(where);
  auto const prepared = BareWriter::prepare(batches(commands_for(size), size, new_prefix()));
  auto const took = wall_seconds([&] {
    for (auto const& batch : prepared) writer.write(batch);
  });
  return static_cast<double>(prepared.size() * size) / took;
}

void fill(std::string const& where, std::uint64_t events) {
  auto const store = opened(where);
  Entries entries(std::max<std::uint64_t>(1, events / 50), "e");
  std::unordered_map<std::string, journal::Head> heads;
  for (std::uint64_t done = 0; done < events;) {
    std::vector<journal::Entry> batch;
    for (; batch.size() < 10'000 && done < events; ++done) {
      auto entry = entries.next();
      auto& head = heads[entry.stream];
      head = journal::seal(entry, head, journal::Salt(entry.salt));
      batch.push_back(std::move(entry));
    }
    auto const transaction = store->begin();
    transaction->append(batch);
    transaction->commit();
  }
}

}  // namespace

void measure_rates(std::string const& where) {
  for (auto const size : {std::size_t{1}, std::size_t{64}, std::size_t{256}})
    fmt::print("  {:3} commands a transaction: {:8.0f} commands/s\n", size, rate(where, size));
}

void measure_writing() {
  Folder const folder;
  fmt::print("\nDurable commands on SQLite, through the store and bare (the same rows, hashes and transactions)\n");
  for (auto const size : {std::size_t{1}, std::size_t{64}, std::size_t{256}}) {
    std::vector<double> ours, bare;
    for (int round = 0; round < 3; ++round) {
      ours.push_back(rate(folder.file(fmt::format("ours-{}-{}.db", size, round)), size));
      bare.push_back(bare_rate(folder.file(fmt::format("bare-{}-{}.db", size, round)), size));
    }
    fmt::print("  {:3} a transaction: store {:8.0f}/s, bare {:8.0f}/s, ratio {:.2f}\n", size, median(ours),
               median(bare), median(ours) / median(bare));
  }
}

void measure_opening(std::uint64_t events) {
  Folder const folder;
  auto const big = folder.file("big.db");
  auto const filling = wall_seconds([&] { fill(big, events); });
  fmt::print("\nA database with {} entries ({:.1f} GB, filled in {:.0f} s)\n", events,
             static_cast<double>(fs::file_size(big)) / 1e9, filling);
  auto const child = in_child([&] {
    auto const opening = wall_seconds([&] {
      auto const store = opened(big);
      static_cast<void>(store->last_position());
      store->shared(0, [](journal::Entry const&) {});
    });
    return static_cast<std::uint64_t>(opening * 1e6);
  });
  fmt::print("  opened, last position and all shared entries read: {:.3f} s, {} MB\n",
             static_cast<double>(child.result) / 1e6, child.peak >> 20U);
}

}  // namespace overens::bench
