#include "agreement/requirements.hpp"

#include <gtest/gtest.h>

namespace overens::agreement {
namespace {

Requirements load(std::string rows, base::Findings& findings) {
  return load_requirements(
      {"rows.yaml", "groups:\n  - {id: A, title: Livscykel, title_en: Life}\nrows:\n" + std::move(rows)}, findings);
}

std::string said(base::Findings const& findings) {
  std::string all;
  for (auto const& finding : findings.all()) all += std::string(finding.what.key) + "\n";
  return all;
}

constexpr char const* first = "  - {id: \"R-001\", group: A, sources: [\"000\"], title: Krav, home: pack}\n";

TEST(Requirements, AreRead) {
  base::Findings findings;
  auto const all = load(first, findings);
  EXPECT_TRUE(findings.usable());
  ASSERT_NE(all.row("R-001"), nullptr);
  EXPECT_EQ(all.row("R-001")->home, "pack");
  EXPECT_EQ(all.row("R-002"), nullptr);
}

TEST(Requirements, ARowStandsOnceInAGroupThatExists) {
  base::Findings findings;
  load(std::string(first) + first, findings);
  load("  - {id: \"R-002\", group: B, sources: [\"000\"], title: Krav, home: pack}\n", findings);
  EXPECT_EQ(said(findings), "the row {0} stands twice\nthere is no group {0}\n");
}

TEST(Requirements, APackCarriesOnlyRowsThatExist) {
  base::Findings findings;
  auto const all = load(first, findings);
  Pack pack;
  pack.coverage = {{"R-001", {"s1"}, "", {}}, {"R-999", {"s1"}, "", {}}};
  check_coverage(all, {&pack}, findings);
  EXPECT_EQ(said(findings), "there is no row {0}\n");
}

}  // namespace
}  // namespace overens::agreement
