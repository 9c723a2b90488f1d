#include "scenario/begin.hpp"

#include <gtest/gtest.h>

#include "disk/agreements.hpp"
#include "event/vocabulary.hpp"
#include "scenario/scenario.hpp"

namespace overens::scenario {
namespace {

// Whoever pastes the line of any event type has one that the scenario, and the reader of events, takes.
TEST(Begun, the_line_of_every_event_type_can_be_read) {
  auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  auto const& pack = *all->packs.front();
  for (auto const& type : all->vocabulary.types) {
    base::SourceFile file{type.name,
                          "scenario Prov\nauthority kommun social_services municipality\n"
                          "authority region region_health_care region\n" +
                              example_line(type, all->vocabulary, {}) + "\non 2026-04-01\n"};
    base::Findings findings;
    auto const read = read_scenario(file, pack, all->vocabulary, findings);
    findings.add(run(read, {&pack}, all->vocabulary, Orders::as_written).findings);
    for (auto const& finding : findings.all()) ADD_FAILURE() << file.bytes << base::english(finding.what);
  }
}

// What is done is what the rule asks for, also where a list must have several.
TEST(Begun, the_list_has_all_that_the_rule_asks_for) {
  auto const all = disk::load_agreements(OVERENS_ROOT "/test/packs");
  for (auto const& pack : all->packs) {
    auto const* norm = pack->norm("cond-has-all");
    if (norm == nullptr) continue;
    EXPECT_NE(begin(*pack, *norm, all->vocabulary, {}).front().bytes.find(" present=individual,close_person "),
              std::string::npos);
    return;
  }
  FAIL() << "there is no such norm";
}

}  // namespace
}  // namespace overens::scenario
