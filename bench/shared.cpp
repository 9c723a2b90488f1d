#include "shared.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include <fmt/format.h>

#include "app/command_json.hpp"
#include "app/command_processor.hpp"
#include "county.hpp"
#include "filling.hpp"
#include "measure.hpp"
#include "store/open.hpp"

namespace overens::bench {
namespace {

constexpr std::uint64_t events_in_a_case = 50;
constexpr std::uint64_t events_known_to_all = 200;  // room for those that a made-up county has anyway
constexpr int rounds = 5;

/// A made-up county's shared entries: of every fifty one forum and thirty meetings of it, units and their supporters.
void fill_shared(Filling& fill, std::uint64_t number) {
  auto const first = calendar::Day(std::chrono::year{2025} / 7 / 1);
  auto const add = [&](std::uint64_t i, char const* type, std::string const& kind, std::uint64_t subject, int day,
                       std::string const& data) {
    auto const on = calendar::to_string(first + std::chrono::days(day));
    fill.take(fmt::format(
        R"({{"id":"shared-{}","type":"{}","happened":"{}","recorded":"{}T08:00:00Z","owner":"23-hsn","subject":{{"kind":"{}","id":"{}-{}"}}{}}})",
        i, type, on, on, kind, kind, subject, data));
  };
  for (std::uint64_t i = 0; i < number; ++i) {
    auto const place = i % 50;
    auto const of = i / 50;
    if (place == 0) {
      add(i, "forum.founded", "forum", of, 0,
          R"(,"data":{"role":"managers","agreement":"jamtland-harjedalen","convened_by":"23"})");
    } else if (place <= 30) {
      add(i, "forum.met", "forum", of, static_cast<int>(place) * 7, "");
    } else if (place <= 40) {
      add(i, "unit.opened", "unit", of * 10 + place, 0,
          R"(,"data":{"authority":"23-hsn","kind":"clinic","name":"Mottagningen"})");
    } else {
      add(i, "sip_supporter.appointed", "unit", of * 10 + place - 10, 1, "");
    }
  }
}

/// The processor time of all threads of this process so far.
double processor_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

// Waits until the processor has nothing more to do.
void settle() {
  for (int quiet = 0; quiet < 5;) {
    auto const before = processor_seconds();
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    quiet = processor_seconds() - before < 0.002 ? quiet + 1 : 0;
  }
}

struct Cost {
  double answered = 0;   ///< seconds that pass
  double processor = 0;  ///< seconds of processor until all views are right
};

class Office {
 public:
  Office(std::string const& where, disk::Agreements const& agreements)
      : agreements_(agreements),
        store_(std::move(*store::open_store(where))),
        processor_(
            *store_, {agreements.packs, agreements.vocabulary, agreements.edition},
            [] { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); },
            [](std::string const& what) { fmt::print("  {}\n", what); }) {}

  Cost record(std::string const& json) {
    auto const commands = app::read_commands(json, agreements_.vocabulary);
    Cost cost;
    auto const before = processor_seconds();
    cost.answered = wall_seconds([&] {
      auto const outcome = processor_.carry_out({*commands->front().command}).front();
      if (outcome.refused) throw std::runtime_error(base::english(outcome.refused->why));
    });
    settle();
    cost.processor = processor_seconds() - before;
    return cost;
  }
  /// The middle of several.
  Cost record_some(std::function<std::string(int)> const& json) {
    std::vector<double> answered, processor;
    for (int i = 0; i < rounds; ++i) {
      auto const cost = record(json(i));
      answered.push_back(cost.answered);
      processor.push_back(cost.processor);
    }
    return {median(answered), median(processor)};
  }

 private:
  disk::Agreements const& agreements_;
  std::unique_ptr<app::Store> store_;
  app::CommandProcessor processor_;
};

std::string meeting(int i) {
  return fmt::format(
      R"({{"command":"m{0}","do":"record","type":"forum.met","owner":"23-hsn","happened":"2026-05-{1:02}","subject":{{"kind":"forum","id":"forum-0"}}}})",
      i, i + 1);
}

std::string authority(int i) {
  return fmt::format(
      R"({{"command":"r{0}","do":"record","type":"authority.registered","owner":"new-{0}","happened":"2026-05-01","subject":{{"kind":"authority","id":"new-{0}"}},"data":{{"kind":"private_provider"}}}})",
      i);
}

void print(char const* what, Cost const& cost, Cost const& least) {
  fmt::print("  {:24} answered in {:8.2f} ms ({:6.2f}), processor {:9.1f} ms ({:6.2f})\n", what, cost.answered * 1e3,
             cost.answered / least.answered, cost.processor * 1e3, cost.processor / least.processor);
}

}  // namespace

void measure_shared(disk::Agreements const& agreements) {
  Cost least_meeting, least_authority;
  for (std::uint64_t const cases : {0U, 5'000U}) {
    for (std::uint64_t const shared : {100U, 20'000U, 100'000U}) {
      Folder const folder;
      auto const journal = folder.file("journal.db");
      auto const county = folder.file("county.jsonl");
      write_county(county, {cases * events_in_a_case + events_known_to_all, cases, 1});
      {
        Filling fill(journal, agreements.vocabulary);
        std::ifstream in(county);
        for (std::string line; std::getline(in, line);) fill.take(line);
        fill_shared(fill, shared);
        fill.write();
      }
      fmt::print("\n{} shared entries, {} cases\n", shared, cases);
      Office office(journal, agreements);
      auto const before = processor_seconds();
      settle();
      fmt::print("  a round over all views: {:.1f} s of processor\n", processor_seconds() - before);
      auto const met = office.record_some(meeting);
      auto const registered = office.record_some(authority);
      if (least_meeting.answered == 0) least_meeting = met;
      if (least_authority.answered == 0) least_authority = registered;
      print("a forum met", met, least_meeting);
      print("an authority registered", registered, least_authority);
      std::fflush(stdout);
    }
  }
}

}  // namespace overens::bench
