#include "scenario/scenario.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands.hpp"
#include "disk/files.hpp"
#include "scenario/begin.hpp"
#include "scenario/shown.hpp"

namespace overens::cli {

namespace fs = std::filesystem;
using base::plural;
using base::text;

namespace {

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

// What the scenarios of a pack must show and do not.
long print_uncovered(agreement::Pack const& pack, std::map<std::string, std::set<std::string>>& seen,
                     wording::Language const& say) {
  long missing = 0;
  for (auto const& norm : pack.norms) {
    for (auto const& what : scenario::not_shown(norm, seen[norm.id])) {
      ++missing;
      fmt::print("{}:{}: {}\n", norm.place.file, norm.place.line,
                 say.say(text("no scenario shows {0} {1}", norm.id, say.say(what))));
    }
  }
  return missing;
}

bool write_scenario(base::SourceFile const& file, std::string const& content) {
  std::ofstream out(file.name, std::ios::binary);
  out << content;
  out.flush();
  return out.good();
}

/// Runs scenarios, counts them and shows what differs.
class Scenarios {
 public:
  Scenarios(disk::Agreements& all, bool accept, wording::Language const& say) : all_(all), accept_(accept), say_(say) {}

  // Those beside a pack.
  void of_pack(agreement::Pack const& pack) {
    std::map<std::string, std::set<std::string>> seen;  // the outcomes of each norm
    for (auto const& file : disk::read_files(fs::path(pack.folder) / "scenarios", ".txt")) {
      ++run_;
      bool failed = false;
      auto const read = one(file, pack, failed);
      // What only another choice brings shows nothing of the rule as it is.
      if (read.first.choices.empty()) {
        for (auto const& [norm, outcome] : read.second.outcomes) seen[norm].insert(outcome);
      }
      if (accept_ && !failed) failed = !written(file, scenario::with_answers(file, read.first, read.second));
      if (failed) ++failed_;
    }
    uncovered_ += print_uncovered(pack, seen, say_);
  }

  // Those of several agreements, run under each.
  void of_several(fs::path const& folder) {
    for (auto const& file : disk::read_files(folder, ".txt")) {
      ++run_;
      bool failed = false;
      scenario::Scenario first;
      std::vector<std::pair<std::string, scenario::Result>> results;
      for (auto const& name : scenario::agreements_of(file)) {
        auto const found =
            std::find_if(all_.packs.begin(), all_.packs.end(), [&](auto const* pack) { return pack->name() == name; });
        if (found == all_.packs.end()) {
          fmt::print(stderr, "{}: {}\n", file.name, say_.say(text("there is no agreement {0}", name)));
          failed = true;
          continue;
        }
        auto read = one(file, **found, failed);
        first = std::move(read.first);
        results.emplace_back(name, std::move(read.second));
      }
      if (results.empty() && !failed) {
        fmt::print(stderr, "{}: {}\n", file.name,
                   say_.say(text("it names no agreements: write under and their names")));
        failed = true;
      }
      if (accept_ && !failed) failed = !written(file, scenario::with_answers(file, first, results));
      if (failed) ++failed_;
    }
  }

  int end() const {
    fmt::print("{}, {}, {}\n", say_.say(plural("one scenario", "{0} scenarios", run_)),
               say_.say(plural("one failed", "{0} failed", failed_)),
               say_.say(plural("one outcome is not shown", "{0} outcomes are not shown", uncovered_)));
    if (accept_ && written_ == 0) fmt::print("{}\n", say_.say(text("No expectation has been written anew.")));
    if (accept_ && written_ > 0)
      fmt::print("{}\n",
                 say_.say(plural("The expectations of one scenario have been written anew: review them with git "
                                 "diff.",
                                 "The expectations of {0} scenarios have been written anew: review them with "
                                 "git diff.",
                                 written_)));
    return failed_ == 0 && uncovered_ == 0 ? 0 : 1;
  }

 private:
  // What stands as it should is left alone.
  bool written(base::SourceFile const& file, std::string const& content) {
    if (content == file.bytes) return true;
    if (write_scenario(file, content)) {
      ++written_;
      return true;
    }
    fmt::print(stderr, "overens: {}\n", say_.say(text("can't write the file {0}", file.name)));
    return false;
  }

  std::pair<scenario::Scenario, scenario::Result> one(base::SourceFile const& file, agreement::Pack const& pack,
                                                      bool& failed) const {
    std::vector<agreement::Pack const*> versions;
    std::copy_if(all_.packs.begin(), all_.packs.end(), std::back_inserter(versions),
                 [&](auto const* other) { return other->agreement == pack.agreement; });
    base::Findings findings;
    auto read = scenario::read_scenario(file, pack, all_.vocabulary, findings);
    std::unique_ptr<agreement::Pack> chosen;
    if (!read.choices.empty()) {
      chosen = disk::load_with_choices(all_, pack, read.choices);
      std::replace(versions.begin(), versions.end(), &pack, static_cast<agreement::Pack const*>(chosen.get()));
    }
    auto result = scenario::run(read, versions, all_.vocabulary);
    findings.add(result.findings);
    failed = !print_findings(findings, say_, true) || failed;
    for (std::size_t i = 0; i < read.asks.size(); ++i) {
      if (read.asks[i].expected == result.answers[i]) continue;
      failed = failed || !accept_;
      print_difference(read.under.empty() ? file.name : file.name + " (" + pack.name() + ")", read.asks[i],
                       result.answers[i]);
    }
    return {std::move(read), std::move(result)};
  }

  disk::Agreements& all_;
  bool accept_;
  wording::Language const& say_;
  long run_ = 0;
  long failed_ = 0;
  long written_ = 0;
  long uncovered_ = 0;
};

}  // namespace

int run_scenarios(std::string const& root, bool accept, wording::Language const& say) {
  auto const all = disk::load_agreements(root);
  if (!print_findings(all->findings, say, false)) return 1;
  Scenarios scenarios(*all, accept, say);
  for (auto const* pack : all->packs) scenarios.of_pack(*pack);
  if (!fs::exists(fs::path(root) / "agreement.yaml")) scenarios.of_several(fs::path(root) / "scenarios");
  return scenarios.end();
}

namespace {

// A pack is Swedish, whichever language the terminal speaks.
scenario::BegunWords begun_words(agreement::Norm const& norm) {
  wording::Language const swedish(wording::Tongue::swedish);
  auto const first_line =
      text("Made of the rule by the program. Read it, change it to what usually happens, and take this line away.");
  if (norm.verb == agreement::Verb::must_not)
    return {swedish.say(first_line), swedish.say(text("it happens")), swedish.say(text("it does not happen")), {}};
  return {swedish.say(first_line), swedish.say(text("it is done")), swedish.say(text("it is not done")),
          swedish.say(text("it arises anew"))};
}

std::set<std::string> outcomes_of(scenario::Result const& result) {
  std::set<std::string> all;
  for (auto const& [norm, outcome] : result.outcomes) all.insert(outcome);
  return all;
}

}  // namespace

int begin_scenarios(std::string const& agreements, std::string const& which, std::string const& rule,
                    wording::Language const& say) {
  auto const refuse = [&](base::Text const& what, base::Text const& instead) {
    fmt::print(stderr, "overens: {}\n    → {}\n", say.say(what), say.say(instead));
    return 2;
  };
  auto const all = disk::load_agreements(agreements);
  if (!print_findings(all->findings, say, false)) return 1;
  auto const pack = pick_version(*all, which, *pick_day("", say), say);
  if (!pack) return pack.error();
  auto const* norm = (*pack)->norm(rule);
  if (norm == nullptr) {
    std::vector<std::string> rules;
    for (auto const& one : (*pack)->norms) rules.push_back(one.id);
    auto const near = base::nearest(rule, rules);
    return refuse(text("{0} has no rule {1}", (*pack)->name(), rule),
                  near.empty() ? text("overens agreement show {0} lists them", (*pack)->name())
                               : text("did you mean {0}?", near));
  }
  auto const begun = scenario::begin(**pack, *norm, all->vocabulary, begun_words(*norm));
  auto const file_of = [&](scenario::Begun const& one) {
    return fs::path((*pack)->folder) / "scenarios" / (one.name + ".txt");
  };
  for (auto const& one : begun) {
    if (fs::exists(file_of(one)))
      return refuse(text("{0} is there already; nothing was written", file_of(one).string()),
                    text("change that one, or take it away first"));
  }
  std::error_code failed;
  fs::create_directories(fs::path((*pack)->folder) / "scenarios", failed);
  bool all_show = true;
  std::set<std::string> seen;
  for (auto const& one : begun) {
    base::SourceFile const file{file_of(one).string(), one.bytes};
    base::Findings findings;
    auto const read = scenario::read_scenario(file, **pack, all->vocabulary, findings);
    auto const result = scenario::run(read, {*pack}, all->vocabulary);
    findings.add(result.findings);
    if (!write_scenario(file, scenario::with_answers(file, read, result)))
      return refuse(text("can't write the file {0}", file.name),
                    text("see that the folder is there and may be written"));
    auto outcomes = outcomes_of(result);
    seen.insert(outcomes.begin(), outcomes.end());
    auto const shows = print_findings(findings, say, true) && one.is_shown_by(outcomes);
    if (outcomes.erase("none") > 0 && outcomes.empty()) outcomes.insert("open");
    fmt::print("{}: {}\n", file.name,
               outcomes.empty() ? say.say(text("the rule does not open yet: see what it asks for"))
                                : fmt::format("{}", fmt::join(outcomes, ", ")));
    if (!shows)
      fmt::print("    → {}\n", say.say(text("it does not show what it is to show: change its events until it does")));
    all_show = all_show && shows;
  }
  for (auto const& what : scenario::not_shown(*norm, seen)) {
    fmt::print("{}\n", say.say(text("no scenario shows {0} {1}", norm->id, say.say(what))));
    all_show = false;
  }
  fmt::print("{}\n", say.say(text("Look them over: is this what the text says? Then run overens scenario check.")));
  return all_show ? 0 : 1;
}

}  // namespace overens::cli
