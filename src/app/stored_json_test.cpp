#include "app/stored_json.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace overens::app {
namespace {

TEST(stored_json, bearers_come_back_with_all_that_is_not_known) {
  std::vector<BearerRow> bearers = {{"soc", obligation::Part::to_act, {}, true, false},
                                    {"", obligation::Part::own_part_done, {true, true, true, true}, false, false},
                                    {"hsn", obligation::Part::waits_for_other, {}, false, true}};
  EXPECT_EQ(read_bearers(as_json(bearers).dump()), bearers);
  EXPECT_EQ(read_bearers("[]"), std::vector<BearerRow>());
}

TEST(stored_json, details_come_back_whether_or_not_they_are_there) {
  ObligationDetails details;
  details.per = "plan";
  EXPECT_EQ(as_json(details).dump(), R"({"per":"plan","subject":"","secrecy":"governance"})");
  EXPECT_EQ(read_details(as_json(details).dump()), details);
  auto const at = *calendar::parse_instant("2026-04-01T12:00:00Z");
  details = {"plan",
             "\"å\"",
             "2026-Q1",
             2,
             at,
             calendar::Due{calendar::day_in_sweden(at), at},
             calendar::day_in_sweden(at),
             true,
             true,
             "e1",
             event::ObjectClass::sensitive,
             {"hsn", "2380"},
             access::Relation::ended_disclosure,
             calendar::day_in_sweden(at),
             calendar::day_in_sweden(at)};
  EXPECT_EQ(read_details(as_json(details).dump()), details);
}

TEST(stored_json, every_life_and_outcome_has_a_word) {
  for (auto n = 0; n <= static_cast<int>(obligation::Life::closed); ++n) {
    auto const life = static_cast<obligation::Life>(n);
    EXPECT_EQ(read_life(to_string(life)), life);
  }
  for (auto n = 0; n <= static_cast<int>(obligation::Outcome::not_used); ++n) {
    auto const outcome = static_cast<obligation::Outcome>(n);
    EXPECT_EQ(read_outcome(to_string(outcome)), outcome);
  }
}

TEST(stored_json, what_was_altered_is_not_taken_for_something_else) {
  EXPECT_THROW(read_bearers(R"([{"id":"soc","part":"idle"}])"), std::runtime_error);
  EXPECT_THROW(read_bearers(R"([{"id":7,"part":"to_act"}])"), std::runtime_error);
  EXPECT_THROW(read_details("[]"), std::runtime_error);
  EXPECT_THROW(read_details(R"({"per":"plan","subject":"","secrecy":"secret"})"), std::runtime_error);
  EXPECT_THROW(read_details(R"({"per":"plan","subject":""})"), std::runtime_error);
  EXPECT_THROW(read_life("gone"), std::runtime_error);
}

}  // namespace
}  // namespace overens::app
