#include "cli/county.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include <fmt/format.h>

#include "agreement/draft.hpp"
#include "agreement/responsible.hpp"
#include "disk/files.hpp"

namespace overens::cli {

namespace fs = std::filesystem;
using base::text;

std::optional<calendar::Day> pick_day(std::string const& on, wording::Language const& say) {
  if (on.empty())
    return calendar::day_in_sweden(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
  auto const day = calendar::parse_day(on);
  if (!day) fmt::print(stderr, "overens: {}\n", say.say(text("--on: {0} is not a day such as 2026-01-31", on)));
  return day;
}

std::string pick_agreement(disk::Agreements const& all, std::string const& word, wording::Language const& say) {
  auto fits = agreement::find_agreement(all.packs, word);
  // A county by its letter, its name or one of its municipalities, before a part of a region's name.
  if (auto const* county = all.vocabulary.find_county(word)) {
    if (auto const meant = agreement::find_agreement(all.packs, county->code); !meant.empty()) fits = meant;
  }
  if (fits.size() == 1) return fits.front();
  fmt::print(stderr, "overens: {}\n",
             say.say(fits.empty() ? text("there is no agreement for {0}; there are these:", word)
                                  : text("{0} can mean several counties; choose one:", word)));
  for (auto const* pack : all.packs) {
    if (fits.empty() || std::find(fits.begin(), fits.end(), pack->agreement) != fits.end())
      fmt::print(stderr, "  {:24} {} {}\n", pack->agreement, pack->parties.front().name, pack->version);
  }
  return {};
}

tl::expected<agreement::Pack const*, int> pick_version(disk::Agreements const& all, std::string const& word,
                                                       calendar::Day on, wording::Language const& say) {
  auto const slash = word.rfind('/');
  auto const id = pick_agreement(all, word.substr(0, slash), say);
  if (id.empty()) return tl::unexpected(1);
  std::vector<agreement::Pack const*> versions;
  for (auto const* pack : all.packs) {
    if (pack->agreement == id) versions.push_back(pack);
  }
  if (slash == std::string::npos) {
    if (auto const* now = agreement::in_force(all.packs, id, on)) return now;
    return *std::max_element(versions.begin(), versions.end(),
                             [](auto const* a, auto const* b) { return a->validity.from < b->validity.from; });
  }
  for (auto const* pack : versions) {
    if (pack->version == word.substr(slash + 1)) return pack;
  }
  fmt::print(stderr, "overens: {}\n", say.say(text("there is no version {0}; there are these:", word)));
  for (auto const* pack : versions) fmt::print(stderr, "  {}\n", pack->name());
  return tl::unexpected(1);
}

bool print_findings(base::Findings const& findings, wording::Language const& say, bool warnings_too) {
  for (auto const& finding : findings.sorted()) {
    auto const warning = finding.weight == base::Weight::warning;
    if (warning && !warnings_too) continue;
    auto place = finding.place.file;
    if (finding.place.line > 0) place += fmt::format(":{}", finding.place.line);
    fmt::print(stderr, "{}: {}{}\n", place, warning ? say.say(text("warning: ")) : std::string(),
               say.say(finding.what));
    if (!finding.instead.empty()) fmt::print(stderr, "    → {}\n", say.say(finding.instead));
  }
  return findings.usable();
}

}  // namespace overens::cli
