#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "disk/files.hpp"
#include "scenario/scenario.hpp"
#include "wording/ledger_document.hpp"

namespace overens::cli {
namespace {

namespace fs = std::filesystem;

// Whether the answers are the expected ones, in every order of arrival, is for scenario check to say.
agreement::Demonstrated shown_by_scenarios(disk::Agreements const& all, agreement::Pack const& pack) {
  std::vector<agreement::Pack const*> versions;
  for (auto const* other : all.packs) {
    if (other->agreement == pack.agreement) versions.push_back(other);
  }
  agreement::Demonstrated shown;
  for (auto const& file : disk::read_files(fs::path(pack.folder) / "scenarios", ".txt")) {
    base::Findings findings;
    auto const scenario = scenario::read_scenario(file, pack, all.vocabulary, findings);
    if (!scenario.choices.empty()) continue;  // of the rules as they are now it shows nothing
    for (auto const& [id, outcome] :
         scenario::run(scenario, versions, all.vocabulary, scenario::Orders::as_written).outcomes) {
      shown.ids.insert(id);
      shown.validity = shown.validity || outcome == "no_agreement_in_force";
    }
  }
  return shown;
}

}  // namespace

int show_coverage(std::string const& agreements, bool markdown, bool sums, wording::Language const& say) {
  auto const all = disk::load_agreements(agreements);
  if (!print_findings(all->findings, say, false)) return 1;
  std::vector<wording::CoveredPack> packs;
  for (auto const* pack : all->packs) {
    if (!pack->ledger.empty()) packs.push_back({pack, shown_by_scenarios(*all, *pack)});
  }
  if (packs.empty()) {
    base::Findings findings;
    findings.refuse({agreements}, base::text("no agreement here has a ledger"),
                    base::text("name the folder with the agreements"));
    print_findings(findings, say, false);
    return 1;
  }
  auto const document = sums ? wording::coverage_sums_document(packs, all->vocabulary, say)
                             : wording::ledger_document(packs, all->vocabulary, say);
  if (markdown) {
    fmt::print("{}", wording::as_markdown(document));
  } else {
    print_lines(wording::as_terminal(document, terminal_width()));
  }
  return 0;
}

}  // namespace overens::cli
