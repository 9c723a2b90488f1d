#include "scenario/begin.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "disk/agreements.hpp"
#include "event/vocabulary.hpp"
#include "scenario/example_line.hpp"
#include "scenario/scenario.hpp"
#include "scenario/shown.hpp"

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

// The outcomes that the scenarios begun for the rule have; said, when they do not show what they are to show.
void expect_all_shown(agreement::Pack const& pack, agreement::Norm const& norm, event::Vocabulary const& vocabulary) {
  std::set<std::string> seen;
  for (auto const& one : begin(pack, norm, vocabulary, {})) {
    base::SourceFile const file{one.name, one.bytes};
    base::Findings findings;
    auto const read = read_scenario(file, pack, vocabulary, findings);
    auto const result = run(read, {&pack}, vocabulary, Orders::as_written);
    findings.add(result.findings);
    for (auto const& finding : findings.all()) ADD_FAILURE() << file.bytes << base::english(finding.what);
    std::set<std::string> outcomes;
    for (auto const& [of, outcome] : result.outcomes) outcomes.insert(outcome);
    EXPECT_TRUE(one.is_shown_by(outcomes)) << pack.name() << "\n" << with_answers(file, read, result);
    seen.insert(outcomes.begin(), outcomes.end());
  }
  for (auto const& what : not_shown(norm, seen)) ADD_FAILURE() << norm.id << " is not " << base::english(what);
}

// Every rule of every agreement is begun with all that its scenarios must show, each in the file that says so.
TEST(Begun, every_rule_shows_all_its_outcomes) {
  auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  int rules = 0;
  for (auto const& pack : all->packs) {
    for (auto const& norm : pack->norms) {
      ++rules;
      expect_all_shown(*pack, norm, all->vocabulary);
    }
  }
  EXPECT_GT(rules, 150);
}

// So is every rule that rests on a reading, with each choice that is not in use.
TEST(Begun, every_rule_shows_all_its_outcomes_with_every_other_choice) {
  auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  int rules = 0;
  for (auto const& pack : all->packs) {
    for (auto const& reading : pack->readings) {
      for (auto const& choice : reading.choices) {
        if (choice.id == reading.picked) continue;
        auto const other = disk::load_with_choices(*all, *pack, {{reading.id, choice.id}});
        for (auto const& norm : other->norms) {
          if (std::find(norm.readings.begin(), norm.readings.end(), reading.id) == norm.readings.end()) continue;
          SCOPED_TRACE(reading.id + " " + choice.id);
          ++rules;
          expect_all_shown(*other, norm, all->vocabulary);
        }
      }
    }
  }
  EXPECT_GT(rules, 50);
}

}  // namespace
}  // namespace overens::scenario
