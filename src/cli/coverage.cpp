#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "disk/files.hpp"
#include "wording/coverage_document.hpp"

namespace overens::cli {

int show_coverage(std::string const& agreements, bool markdown, wording::Language const& say) {
  auto const all = disk::load_agreements(agreements);
  if (!print_findings(all->findings, say, false)) return 1;
  auto const file = std::filesystem::path(agreements) / "coverage" / "rows.yaml";
  base::Findings findings;
  if (!std::filesystem::exists(file)) {
    findings.refuse({file.string()}, base::text("there are no rows of requirements here"),
                    base::text("name the folder with the agreements"));
    print_findings(findings, say, false);
    return 1;
  }
  auto source = disk::read_file(file);
  source.name = file.string();
  auto const rows = agreement::load_requirements(source, findings);
  agreement::check_coverage(rows, all->packs, findings);
  if (!print_findings(findings, say, false)) return 1;
  auto const document = wording::coverage_document(rows, all->packs, say);
  fmt::print("{}", markdown ? wording::as_markdown(document) : wording::as_terminal(document));
  return 0;
}

}  // namespace overens::cli
