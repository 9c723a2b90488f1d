#include "cli/county.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

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

namespace {

std::string place_of(base::Finding const& finding) {
  return finding.place.line > 0 ? fmt::format("{}:{}", finding.place.file, finding.place.line) : finding.place.file;
}

void print_finding(base::Finding const& finding, wording::Language const& say) {
  auto const warning = finding.weight == base::Weight::warning;
  fmt::print(stderr, "{}: {}{}{}\n", place_of(finding), finding.item.empty() ? "" : finding.item + ": ",
             warning ? say.say(text("warning: ")) : std::string(), say.say(finding.what));
  if (!finding.instead.empty()) fmt::print(stderr, "    → {}\n", say.say(finding.instead));
}

}  // namespace

bool print_findings(base::Findings const& findings, wording::Language const& say, bool warnings_too) {
  for (auto const& finding : findings.sorted()) {
    if (warnings_too || finding.weight == base::Weight::refusal) print_finding(finding, say);
  }
  return findings.usable();
}

void print_findings_folded(base::Findings const& findings, wording::Language const& say) {
  print_findings(findings, say, false);
  std::map<std::string_view, std::vector<base::Finding>> by_kind;
  for (auto& finding : findings.sorted()) {
    if (finding.weight == base::Weight::warning) by_kind[finding.what.key].push_back(std::move(finding));
  }
  // Short ones first; what fills the window stands last, where it pushes nothing away.
  std::vector<std::pair<std::size_t, std::vector<base::Finding> const*>> in_order;
  for (auto const& [kind, all] : by_kind) in_order.emplace_back(say.say(all.front().what).size(), &all);
  std::stable_sort(in_order.begin(), in_order.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
  constexpr std::size_t shown = 2;
  for (auto const& [size, all] : in_order) {
    auto const whole = all->size() <= shown + 1 ? all->size() : shown;
    for (std::size_t i = 0; i < whole; ++i) print_finding((*all)[i], say);
    if (whole == all->size()) continue;
    std::map<std::string, std::vector<int>> lines;  // by file
    for (std::size_t i = whole; i < all->size(); ++i) lines[(*all)[i].place.file].push_back((*all)[i].place.line);
    std::string places;
    for (auto const& [file, numbers] : lines) places += fmt::format("\n      {}:{}", file, fmt::join(numbers, ", "));
    fmt::print(
        stderr, "    {}{}\n",
        say.say(base::plural("and one more of this kind (--all tells it)",
                             "and {0} more of this kind (--all tells them)", static_cast<long>(all->size() - whole))),
        places);
  }
}

}  // namespace overens::cli
