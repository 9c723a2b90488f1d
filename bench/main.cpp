// The benchmarks. Every figure is a ratio to something measured in the same run: these machines are shared and noisy.

#include <cstdio>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>

#include "agreement/check.hpp"
#include "cli/county.hpp"
#include "commands.hpp"
#include "county.hpp"
#include "disk/event_file.hpp"
#include "disk/files.hpp"
#include "encryption.hpp"
#include "hand_written.hpp"
#include "limit.hpp"
#include "looks.hpp"
#include "measure.hpp"
#include "obligation/engine.hpp"
#include "obligation/urgency.hpp"
#include "opening.hpp"
#include "received.hpp"
#include "shared.hpp"
#include "templates.hpp"
#include "work.hpp"

namespace overens::bench {
namespace {

namespace fs = std::filesystem;
constexpr int rounds = 3;
auto const on = calendar::Moment::whole(calendar::Day(std::chrono::year{2026} / 6 / 1));

struct Evaluated {
  std::uint64_t obligations = 0;
  std::uint64_t late = 0;
  double share_of_reading = 0;
};

Evaluated evaluate(fs::path const& file, disk::Agreements const& agreements) {
  obligation::Engine engine(agreements.packs, agreements.vocabulary);
  disk::read_events(
      file, agreements.vocabulary, true, [&](event::Event const& e) { engine.add(e); }, [](double) {});
  obligation::Engine::Session session(engine, {on, calendar::Instant::max(), 0});
  Evaluated result;
  session.all([&](obligation::Answer const& answer, std::uint32_t) {
    result.obligations += answer.obligations.size();
    for (auto const& o : answer.obligations) result.late += obligation::is_late(o, on) ? 1 : 0;
    return true;
  });
  return result;
}

std::uint64_t only_add(fs::path const& file, disk::Agreements const& agreements) {
  obligation::Engine engine(agreements.packs, agreements.vocabulary);
  disk::read_events(
      file, agreements.vocabulary, true, [&](event::Event const& e) { engine.add(e); }, [](double) {});
  return engine.facts().count();
}

std::uint64_t only_read(fs::path const& file, disk::Agreements const& agreements) {
  std::uint64_t n = 0;
  disk::read_events(
      file, agreements.vocabulary, true, [&](event::Event const& e) { n += e.id.size(); }, [](double) {});
  return n;
}

Counts six_rules_by_pack(fs::path const& file, disk::Agreements const& agreements) {
  obligation::Engine engine(agreements.packs, agreements.vocabulary);
  disk::read_events(
      file, agreements.vocabulary, true, [&](event::Event const& e) { engine.add(e); }, [](double) {});
  obligation::Engine::Session session(engine, {on, calendar::Instant::max(), 0});
  Counts counts;
  session.all([&](obligation::Answer const& answer, std::uint32_t) {
    for (auto const& o : answer.obligations) {
      auto& own = counts.by_rule[static_cast<std::size_t>(o.norm->id.back() - '1')];
      using obligation::Outcome;
      if (o.norm->id == "rule-6") {
        ++own[o.outcome == Outcome::broken ? 3U : 0U];
      } else {
        ++own[o.outcome == Outcome::met        ? 1U
              : o.outcome == Outcome::met_late ? 2U
              : calendar::is_past(*o.due, on)  ? 3U
                                               : 0U];
      }
    }
    return true;
  });
  return counts;
}

class Table {
 public:
  explicit Table(std::uint64_t lines) : lines_(lines) {}
  double row(char const* what, std::function<std::uint64_t()> const& work) {
    std::vector<double> times;
    std::uint64_t peak = 0;
    for (int i = 0; i < rounds; ++i) {
      auto const child = in_child(work);
      times.push_back(child.seconds);
      peak = std::max(peak, child.peak);
    }
    auto const time = median(times);
    auto const [low, high] = std::minmax_element(times.begin(), times.end());
    fmt::print("  {:44} {:7.3f} s  ({:.3f}–{:.3f})  {:6.3f} M lines/s  peak {:5} MB\n", what, time, *low, *high,
               static_cast<double>(lines_) / time / 1e6, peak >> 20U);
    peak_ = peak;
    return time;
  }
  std::uint64_t peak() const { return peak_; }

 private:
  std::uint64_t lines_;
  std::uint64_t peak_ = 0;
};

void verdict(char const* what, double ratio, double goal, bool at_least) {
  auto const reached = at_least ? ratio >= goal : ratio <= goal;
  fmt::print("  → {}: {:.3f} (goal {} {:.3f}) {}\n", what, ratio, at_least ? "at least" : "at most", goal,
             reached ? "reached" : "NOT reached");
}

void same_counts(Counts const& by_hand, Counts const& by_pack) {
  fmt::print("  the two count the same: {}\n", by_hand == by_pack ? "yes" : "NO");
  if (by_hand == by_pack) return;
  for (std::size_t rule = 0; rule < 6; ++rule)
    fmt::print("    rule {}: by hand {}, by pack {}\n", rule + 1, fmt::join(by_hand.by_rule[rule], " "),
               fmt::join(by_pack.by_rule[rule], " "));
}

class Nothing : public YAML::EventHandler {
 public:
  void OnDocumentStart(YAML::Mark const&) override {}
  void OnDocumentEnd() override {}
  void OnNull(YAML::Mark const&, YAML::anchor_t) override {}
  void OnAlias(YAML::Mark const&, YAML::anchor_t) override {}
  void OnScalar(YAML::Mark const&, std::string const&, YAML::anchor_t, std::string const&) override {}
  void OnSequenceStart(YAML::Mark const&, std::string const&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(YAML::Mark const&, std::string const&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

void packs(fs::path const& root) {
  fmt::print("\nLoading and checking a pack, against yaml-cpp only parsing the same bytes\n");
  base::Findings findings;
  auto vocabulary = event::load_vocabulary(disk::read_files(root / "vocabulary", ".yaml"), findings);
  for (auto const& folder : disk::pack_folders(root)) {
    auto const files = disk::read_files(folder, ".yaml");
    std::size_t bytes = 0;
    for (auto const& file : files) bytes += file.bytes.size();
    std::vector<double> parse, load;
    for (int i = 0; i < 9; ++i) {
      parse.push_back(seconds([&] {
        for (auto const& file : files) {
          std::istringstream in(file.bytes);
          YAML::Parser parser(in);
          Nothing nothing;
          while (parser.HandleNextDocument(nothing)) {
          }
        }
      }));
      load.push_back(seconds([&] {
        base::Findings own;
        auto const trees = agreement::parse_pack(folder.string(), files, own);
        auto const pack = agreement::load_pack(trees, vocabulary, own);
        agreement::check_pack(pack, vocabulary, own);
      }));
    }
    fmt::print("  {:44} {:6} kB  yaml-cpp {:.1f} ms, load and check {:.1f} ms\n", folder.string(), bytes / 1024,
               median(parse) * 1e3, median(load) * 1e3);
    verdict("load and check / parse", median(load) / median(parse), 2.5, false);
  }
}

}  // namespace

int run(int argc, char** argv) {
  fs::path root = "agreements";
  fs::path const folder = fs::temp_directory_path() / "overens-bench";
  std::vector<std::uint64_t> sizes = {500'000, 1'000'000, 5'000'000};
  if (argc > 1 && std::string_view(argv[1]) == "generate") {
    if (argc < 5) {
      fmt::print("overens-bench generate FILE EVENTS CASES [SEED]\n");
      return 2;
    }
    fmt::print("{} events\n", write_county(argv[2], {std::stoull(argv[3]), std::stoull(argv[4]),
                                                     argc > 5 ? std::stoull(argv[5]) : 1}));
    return 0;
  }
  if (argc > 1 && std::string_view(argv[1]) == "commands") {
    auto const agreements = disk::load_agreements(root);
    auto const events = argc > 2 ? std::stoull(argv[2]) : 100'000;
    if (argc > 5) {
      measure_commands_on_postgres(*agreements, events, {argv[3], argv[4], argv[5]});
    } else {
      measure_commands(*agreements, events);
    }
    return 0;
  }
  if (argc > 1 && std::string_view(argv[1]) == "templates") {
    for (int i = 2; i < argc; ++i) fmt::print("{:.0f}\n", template_rate(std::stoul(argv[i])));
    return 0;
  }
  if (argc > 1 && std::string_view(argv[1]) == "shared") {
    auto const agreements = disk::load_agreements(root);
    measure_shared(*agreements);
    return 0;
  }
  if (argc > 1 && std::string_view(argv[1]) == "looks") {
    auto const agreements = disk::load_agreements(root);
    measure_looks(*agreements);
    return 0;
  }
  if (argc > 1 && std::string_view(argv[1]) == "work") {
    auto const agreements = disk::load_agreements(root);
    measure_work(*agreements, argc > 2 ? std::stoi(argv[2]) : 100'000);
    return 0;
  }
  if (argc > 1 && std::string_view(argv[1]) == "received") {
    auto const agreements = disk::load_agreements(root);
    measure_received(*agreements);
    return 0;
  }
  if (argc > 1 && std::string_view(argv[1]) == "encryption") {
    auto const agreements = disk::load_agreements(root);
    measure_encryption(*agreements, argc > 2 ? std::stoull(argv[2]) : 50'000,
                       argc > 3 ? std::stoull(argv[3]) : 100'000);
    return 0;
  }
  if (argc > 1 && std::string_view(argv[1]) == "opening") {
    auto const agreements = disk::load_agreements(root);
    measure_opening(*agreements, argc > 2 ? std::stoull(argv[2]) : 5'000'000);
    return 0;
  }
  if (argc == 4 && std::string_view(argv[1]) == "stage") {  // one stage alone, for a profiler
    auto const agreements = disk::load_agreements(root);
    std::string_view const stage = argv[2];
    auto const work = [&] {
      return stage == "read"   ? only_read(argv[3], *agreements)
             : stage == "keep" ? only_add(argv[3], *agreements)
                               : evaluate(argv[3], *agreements).obligations;
    };
    for (int i = 0; i < 5; ++i) fmt::print("{}\n", work());
    return 0;
  }
  if (argc > 1 && std::string_view(argv[1]) == "--small") sizes = {50'000, 100'000, 500'000};
  fs::create_directories(folder);
  auto const real = disk::load_agreements(root);
  for (auto const& f : real->findings.sorted()) {
    if (f.weight == base::Weight::refusal) fmt::print("{}:{} {}\n", f.place.file, f.place.line, base::english(f.what));
  }
  auto six_rules = disk::load_agreements("bench/six-rules", "agreements/vocabulary");
  double per_event_small = 0;
  for (auto const size : sizes) {
    auto const file = folder / fmt::format("county-{}.jsonl", size);
    auto const lines = write_county(file, {size, size / 50, 1});
    fmt::print("\n{} events of {:.0f} bytes over {} cases, one core, parsing included\n", lines,
               static_cast<double>(fs::file_size(file)) / static_cast<double>(lines), size / 50);
    Table table(lines);
    auto const by_line = table.row("simdjson alone, line by line", [&] { return parse_only(file, false); });
    auto const in_batches = table.row("simdjson alone, in batches", [&] { return parse_only(file, true); });
    table.row("our reader alone (checked events)", [&] { return only_read(file, *real); });
    table.row("our reader and kept facts", [&] { return only_add(file, *real); });
    auto const ours =
        table.row("parse + evaluate + due dates, real pack", [&] { return evaluate(file, *real).obligations; });
    auto const peak = table.peak();
    verdict("rate against simdjson alone", std::min(by_line, in_batches) / ours, 0.25, true);
    fmt::print("  memory: {} bytes an event, {} bytes a case\n", peak / lines, peak / (size / 50));
    auto const by_hand =
        table.row("six rules by hand in C++", [&] { return six_rules_by_hand(file, on.day).by_rule[0][1]; });
    auto const by_pack =
        table.row("six rules as a pack", [&] { return six_rules_by_pack(file, *six_rules).by_rule[0][1]; });
    verdict("rate against hand-written", by_hand / by_pack, 0.5, true);
    same_counts(six_rules_by_hand(file, on.day), six_rules_by_pack(file, *six_rules));
    auto const per_event = ours / static_cast<double>(lines);
    if (per_event_small == 0) per_event_small = per_event;
    fmt::print("  time an event, against the smallest county: {:.2f}\n", per_event / per_event_small);
  }
  packs(root);
  fs::remove_all(folder);
  return 0;
}

}  // namespace overens::bench

int main(int argc, char** argv) {
  return overens::bench::run(argc, argv);
}
