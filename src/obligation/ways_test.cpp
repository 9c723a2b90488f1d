#include "obligation/ways.hpp"

#include <set>

#include <gtest/gtest.h>

#include "disk/agreements.hpp"

namespace overens::obligation {
namespace {

using agreement::Condition;
using agreement::Where;

struct Ways : testing::Test {
  static disk::Agreements const& all() {
    static auto const loaded = disk::load_agreements(OVERENS_ROOT "/agreements");
    return *loaded;
  }
  static event::Vocabulary const& vocabulary() { return all().vocabulary; }

  static Condition event_of(std::string type, std::vector<Where> where = {}) {
    Condition one;
    one.event = std::move(type);
    one.where = std::move(where);
    return one;
  }
  static std::vector<std::string> told(std::vector<Way> const& ways) {
    std::vector<std::string> all;
    for (auto const& way : ways) all.push_back(way.type->name);
    return all;
  }
};

TEST_F(Ways, release_comes_last_and_the_own_part_first) {
  agreement::Norm norm;
  norm.met = event_of("forum.met");
  norm.release = {event_of("forum.dissolved")};
  auto step = event_of("forum.invited");
  step.of = "convenor";
  norm.steps = {step};
  for (auto const* type : {"forum.met", "forum.dissolved"}) ASSERT_NE(vocabulary().type(type), nullptr) << type;
  auto const of_others = ways(norm, {}, vocabulary());
  EXPECT_EQ(told(of_others), (std::vector<std::string>{"forum.met", "forum.dissolved"}));
  EXPECT_EQ(of_others.back().does, Way::Does::releases);
}

TEST_F(Ways, a_prohibition_has_none) {
  agreement::Norm norm;
  norm.verb = agreement::Verb::must_not;
  norm.met = event_of("forum.met");
  EXPECT_TRUE(ways(norm, {}, vocabulary()).empty());
}

// Of every duty of every county there is an act that meets it, and what only releases it never comes first when there
// is another. What is asked for is what the type has, and what the vocabulary calls so.
TEST_F(Ways, every_duty_has_some) {
  std::size_t duties = 0;
  for (auto const* pack : all().packs) {
    for (auto const& norm : pack->norms) {
      if (norm.verb == agreement::Verb::may || norm.verb == agreement::Verb::must_not || !norm.met) continue;
      ++duties;
      auto const found = ways(norm, {norm.bearer.roles, {}}, vocabulary());
      ASSERT_FALSE(found.empty()) << pack->name() << " " << norm.id;
      EXPECT_NE(found.front().does, Way::Does::releases) << pack->name() << " " << norm.id;
      auto has_released = false;
      for (auto const& way : found) {
        EXPECT_FALSE(has_released && way.does != Way::Does::releases) << norm.id;
        has_released = way.does == Way::Does::releases;
        for (auto const& asked : way.asked) {
          auto const is_of_actor = asked.field == "by_kind" || asked.field == "unit_kind";
          EXPECT_TRUE(is_of_actor || way.type->field(asked.field) != nullptr) << norm.id << " " << asked.field;
          EXPECT_TRUE(asked.is == FieldAsked::Is::at_least || !asked.values.empty()) << norm.id << " " << asked.field;
        }
      }
    }
  }
  EXPECT_GT(duties, 100U);
}

TEST_F(Ways, what_can_be_one_thing_only_is_filled_in) {
  auto const* type = vocabulary().type("forum.met");
  event::DataField const* yes_or_no = nullptr;
  for (auto const& one : vocabulary().types) {
    for (auto const& field : one.data) {
      if (field.type == event::DataField::Type::boolean) type = &one, yes_or_no = &field;
    }
  }
  ASSERT_NE(yes_or_no, nullptr);
  agreement::Norm norm;
  norm.met = event_of(type->name, {{yes_or_no->name, Where::Is::none_of, {"true"}}});
  auto const found = ways(norm, {}, vocabulary());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].filled_in(), (std::vector<std::pair<std::string, std::string>>{{yes_or_no->name, "false"}}));
}

TEST_F(Ways, another_kind_of_authority_is_not_offered_what_only_one_kind_can_do) {
  auto const& kinds = vocabulary().authority_kinds;
  ASSERT_GT(kinds.size(), 1U);
  agreement::Norm norm;
  norm.met = event_of("forum.met", {{"by_kind", Where::Is::any_of, {kinds[0].id}}});
  EXPECT_TRUE(ways(norm, {{}, kinds[0].id}, vocabulary()).at(0).recorded_by.empty());
  EXPECT_TRUE(ways(norm, {}, vocabulary()).at(0).recorded_by.empty()) << "it is not known who asks";
  EXPECT_EQ(ways(norm, {{}, kinds[1].id}, vocabulary()).at(0).recorded_by, std::vector{kinds[0].id});
}

// Where the rule does not say who does it, the vocabulary says who records it.
TEST_F(Ways, what_others_record_is_told_to_be_theirs) {
  auto const of_some = std::find_if(vocabulary().types.begin(), vocabulary().types.end(),
                                    [](event::EventType const& type) { return !type.by.empty(); });
  ASSERT_NE(of_some, vocabulary().types.end());
  agreement::Norm norm;
  norm.met = event_of(of_some->name);
  for (auto const& kind : vocabulary().authority_kinds) {
    auto const is_own = std::find(of_some->by.begin(), of_some->by.end(), kind.id) != of_some->by.end();
    auto const expected = is_own ? std::vector<std::string>() : of_some->by;
    EXPECT_EQ(ways(norm, {{}, kind.id}, vocabulary()).at(0).recorded_by, expected) << kind.id;
  }
}

TEST_F(Ways, asks_for_as_few_acts_as_will_do) {
  auto const parts =
      in_few_acts({event_of("a", {{"x", Where::Is::any_of, {"1"}}}), event_of("a", {{"y", Where::Is::any_of, {"2"}}}),
                   event_of("b"), event_of("a", {{"x", Where::Is::any_of, {"3"}}})});
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0].where.size(), 2U);
}

}  // namespace
}  // namespace overens::obligation
