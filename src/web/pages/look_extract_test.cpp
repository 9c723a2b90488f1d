// What the individual is told of who has seen what: every row of the policy has its words.

#include <nlohmann/json.hpp>

#include "base/words.hpp"
#include "web/pages/act_world_test.hpp"

namespace overens::web {
namespace {

using access::ObjectClass;
using access::PolicyRow;
using access::Relation;
using access::Requirement;

/// A look by that row, of which the extract tells.
app::LookExtract::Row look_by(PolicyRow const& row, access::Action action, Relation relation) {
  auto const is_staff = row.kind == access::Actor::Kind::staff;
  return {.at = {},
          .kind = is_staff ? "" : std::string(access::word_of(row.kind)),
          .unit = {},
          .action = std::string(access::word_of(action)),
          .object_class = std::string(event::to_string(row.object)),
          .purpose = row.purposes.empty() ? "" : row.purposes.front(),
          .rule = row.rule,
          .relation = std::string(access::word_of(relation)),
          .basis = row.bases.empty() ? "" : row.bases.front()};
}

bool needs(PolicyRow const& row, Requirement one) {
  return std::find(row.needs.begin(), row.needs.end(), one) != row.needs.end();
}

bool is_others(PolicyRow const& row) {
  return std::all_of(row.relations.begin(), row.relations.end(), [](Relation one) {
    return one == Relation::live_disclosure || one == Relation::ended_disclosure || one == Relation::withdrawn_consent;
  });
}

// As the row says it, in the vocabulary's word for the role.
std::string by_what_right(PolicyRow const& row, std::string const& role) {
  if (row.is_emergency) return role + ", i en nödöppning";
  if (needs(row, Requirement::named) && is_others(row))
    return role + " som har pekats ut som mottagare, eller är utpekad för det som hålls närmast i ärendet";
  if (needs(row, Requirement::named)) return role + " som arbetar i ärendet och är utpekad för det som hålls närmast";
  if (needs(row, Requirement::involved)) return role + " som arbetar i ärendet";
  if (needs(row, Requirement::reason)) return role + " som har angett ett skäl";
  if (needs(row, Requirement::no_case)) return role + ", om det som inte hör till något ärende";
  return role;
}

nlohmann::json extract_of(World& world, std::vector<app::LookExtract::Row> looks) {
  world.extract = {.authority = "a-soc", .of = {"case", "c1"}, .looks = std::move(looks)};
  auto const reply = world.ask("GET", "/granskning/utdrag/fil?slag=arende&id=c1");
  EXPECT_EQ(reply.status, 200);
  return nlohmann::json::parse(reply.content()).at("looks");
}

struct Extracts : testing::Test {
  Extracts() {
    world.actor = {.kind = access::Actor::Kind::staff,
                   .id = "greta",
                   .authorities = {"a-soc"},
                   .role = "log_reviewer",
                   .purpose = "review"};
  }
  World world;
};

TEST_F(Extracts, SayByWhatRightEachRowOfThePolicyLetThemSeeIt) {
  for (auto const& row : agreements().policy.rows()) {
    auto const told = extract_of(world, {look_by(row, row.may.front(), row.relations.front())}).at(0);
    auto const right = told.at("by_what_right").get<std::string>();
    std::string role;
    if (!row.role.empty()) {
      auto const* const set = row.kind == access::Actor::Kind::staff ? "staff_roles" : "system_roles";
      role = agreements().vocabulary.code(set, row.role)->label.sv;
      EXPECT_EQ(right, base::capitalised(by_what_right(row, role))) << row.rule;
    }
    EXPECT_FALSE(right.empty()) << row.rule;
    EXPECT_EQ(right.find(row.rule + " "), std::string::npos) << right;
    EXPECT_EQ(told.at("legal_basis") == told.at("basis"), row.bases.empty()) << row.rule;
    EXPECT_EQ(told.at("why") == told.at("purpose"), row.purposes.empty()) << row.rule;
  }
}

TEST_F(Extracts, HaveWordsForAllThatTheRowsLetSomebodyDo) {
  for (auto const& row : agreements().policy.rows()) {
    std::vector<app::LookExtract::Row> looks;
    for (auto const action : row.may) {
      for (auto const relation : row.relations) looks.push_back(look_by(row, action, relation));
    }
    for (auto const& told : extract_of(world, looks)) {
      EXPECT_NE(told.at("what"), told.at("action")) << row.rule;
      EXPECT_NE(told.at("of"), told.at("class")) << row.rule;
      EXPECT_FALSE(told.at("by").get<std::string>().empty()) << row.rule;
    }
  }
}

}  // namespace
}  // namespace overens::web
