#include "scenario/scenario.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <set>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/files.hpp"

namespace overens::cli {

namespace fs = std::filesystem;
using base::plural;
using base::text;

namespace {

struct Count {
  long run = 0;
  long failed = 0;
};

void print_difference(std::string const& file, scenario::Ask const& ask, std::vector<std::string> const& came) {
  fmt::print("{}:{}\n", file, ask.line);
  if (ask.expected.size() == came.size() && std::is_permutation(came.begin(), came.end(), ask.expected.begin())) {
    for (auto const& line : came) fmt::print("  (in this order) {}\n", line);
    return;
  }
  for (auto const& line : ask.expected) {
    if (std::find(came.begin(), came.end(), line) == came.end()) fmt::print("  - {}\n", line);
  }
  for (auto const& line : came) {
    if (std::find(ask.expected.begin(), ask.expected.end(), line) == ask.expected.end()) fmt::print("  + {}\n", line);
  }
}

// Each timed duty met and unmet, each prohibition broken, each permission used: what the scenarios must show.
long print_uncovered(agreement::Pack const& pack, std::set<std::pair<std::string, std::string>> const& seen,
                     wording::Language const& say) {
  long missing = 0;
  auto const need = [&](agreement::Norm const& norm, std::initializer_list<char const*> any, base::Text const& what) {
    for (auto const* outcome : any) {
      if (seen.contains({norm.id, outcome})) return;
    }
    ++missing;
    fmt::print("{}:{}: {}\n", norm.place.file, norm.place.line,
               say.say(text("no scenario shows {0} {1}", norm.id, say.say(what))));
  };
  for (auto const& norm : pack.norms) {
    switch (norm.verb) {
      case agreement::Verb::must_not:
        need(norm, {"broken"}, text("broken"));
        break;
      case agreement::Verb::may:
        need(norm, {"used"}, text("used"));
        break;
      case agreement::Verb::must:
      case agreement::Verb::should:
      case agreement::Verb::promise:
        need(norm, {"met", "met_after_watch"}, text("met"));
        need(norm, {"breached", "missed", "met_late", "ended_unmet", "late", "none"}, text("missed or still open"));
        // What its day is counted from may never come: then it ends undone, and is not missed.
        if (norm.every || (norm.due && norm.due->recipe))
          need(norm, {"breached", "missed", "met_late", "late", norm.due && norm.due->after != "opening" ? "ended_unmet" : "late"}, text("missed"));
        break;
    }
  }
  return missing;
}

}  // namespace

int run_scenarios(std::string const& root, bool accept, wording::Language const& say) {
  auto const all = load_agreements(root);
  if (!print_findings(all->findings, say, false)) return 1;
  Count count;
  long uncovered = 0;
  for (auto const* pack : all->packs) {
    std::set<std::pair<std::string, std::string>> seen;
    std::vector<agreement::Pack const*> family;
    for (auto const* other : all->packs) {
      if (other->agreement == pack->agreement) family.push_back(other);
    }
    for (auto const& file : read_files(fs::path(pack->folder) / "scenarios", ".txt")) {
      ++count.run;
      base::Findings findings;
      auto const read = scenario::read_scenario(file, *pack, all->vocabulary, findings);
      auto const result = scenario::run(read, family, all->vocabulary);
      findings.add(result.findings);
      seen.insert(result.outcomes.begin(), result.outcomes.end());
      auto failed = !print_findings(findings, say, true);
      for (std::size_t i = 0; i < read.asks.size(); ++i) {
        if (read.asks[i].expected == result.answers[i]) continue;
        if (!accept) failed = true;
        print_difference(file.name, read.asks[i], result.answers[i]);
      }
      if (accept && findings.usable())
        std::ofstream(file.name, std::ios::binary) << scenario::with_answers(file, read, result);
      if (failed) ++count.failed;
    }
    uncovered += print_uncovered(*pack, seen, say);
  }
  fmt::print("{}, {}, {}\n", say.say(plural("one scenario", "{0} scenarios", count.run)),
             say.say(plural("one failed", "{0} failed", count.failed)),
             say.say(plural("one outcome is not shown", "{0} outcomes are not shown", uncovered)));
  if (accept) fmt::print("{}\n", say.say(text("The expectations have been written anew: review them with git diff.")));
  return count.failed == 0 && uncovered == 0 ? 0 : 1;
}

}  // namespace overens::cli
