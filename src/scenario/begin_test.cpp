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
                              line_of(type, all->vocabulary, {}) + "\non 2026-04-01\n"};
    base::Findings findings;
    auto const read = read_scenario(file, pack, all->vocabulary, findings);
    findings.add(run(read, {&pack}, all->vocabulary, Orders::as_written).findings);
    for (auto const& finding : findings.all()) ADD_FAILURE() << file.bytes << base::english(finding.what);
  }
}

}  // namespace
}  // namespace overens::scenario
