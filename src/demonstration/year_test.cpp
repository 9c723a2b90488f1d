#include "demonstration/year.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "disk/agreements.hpp"
#include "event/reader.hpp"
#include "obligation/engine.hpp"

namespace overens::demonstration {
namespace {

using calendar::Day;

disk::Agreements const& agreements() {
  static auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  return *all;
}

agreement::Pack const& pack_of(std::string const& agreement) {
  auto const found = std::find_if(agreements().packs.begin(), agreements().packs.end(),
                                  [&](auto const* pack) { return pack->agreement == agreement; });
  return **found;
}

Day day(char const* written) {
  return *calendar::parse_day(written);
}

std::vector<std::string> year_of(std::string const& agreement, char const* through, std::uint64_t seed = 1,
                                 std::vector<std::string> const& before = {}) {
  auto const& pack = pack_of(agreement);
  auto const year = governance({&pack, std::max(pack.validity.from, day("2025-01-01")), day(through), seed},
                               agreements().packs, agreements().vocabulary, before);
  EXPECT_TRUE(year) << (year ? "" : year.error().code);
  return year.value_or(std::vector<std::string>());
}

class Years : public testing::TestWithParam<char const*> {};

// The engine that everybody else asks is asked how the year went.
TEST_P(Years, some_is_done_in_time_some_late_and_some_not_at_all) {
  std::string const last = "2026-11-30";
  obligation::Engine engine(agreements().packs, agreements().vocabulary);
  event::Reader reader(agreements().vocabulary);
  for (auto line : year_of(GetParam(), last.c_str())) {
    auto const length = line.size();
    line.append(event::line_padding, '\0');
    auto const event = reader.read(std::string_view(line).substr(0, length));
    ASSERT_TRUE(event) << line;
    engine.add(**event);
  }
  obligation::Question question;
  question.on = calendar::Moment::whole(day(last.c_str()));
  obligation::Engine::Session session(engine, question);
  std::set<std::string> outcomes;
  auto open = 0;
  for (std::uint32_t group = 0; group < session.groups(); ++group) {
    for (auto const* answer : session.ask(group)) {
      for (auto const& o : answer->obligations) {
        outcomes.insert(std::string(to_string(o.outcome)));
        open += o.life == obligation::Life::open && o.is_duty() ? 1 : 0;
      }
    }
  }
  EXPECT_TRUE(outcomes.contains("met") || outcomes.contains("met_after_watch"));
  EXPECT_GT(open, 0);
  EXPECT_TRUE(session.problems().empty());
}

TEST_P(Years, a_later_last_day_tells_the_same_and_goes_on) {
  auto const first = year_of(GetParam(), "2026-06-30");
  auto const longer = year_of(GetParam(), "2026-11-30");
  EXPECT_EQ(first, year_of(GetParam(), "2026-06-30"));
  std::set<std::string> const all(longer.begin(), longer.end());
  for (auto const& line : first) EXPECT_TRUE(all.contains(line)) << line;
  EXPECT_GT(longer.size(), first.size());
}

TEST_P(Years, nothing_is_told_of_individuals_nor_after_the_last_day) {
  std::set<std::string> ids;
  for (auto const& line : year_of(GetParam(), "2026-06-30")) {
    auto const event = nlohmann::json::parse(line);
    EXPECT_FALSE(event.contains("case")) << line;
    EXPECT_FALSE(event.contains("person")) << line;
    EXPECT_LE(event["recorded"].get<std::string>(), "2026-06-30T23") << line;
    EXPECT_LE(event["happened"].get<std::string>(), event["recorded"].get<std::string>()) << line;
    EXPECT_TRUE(ids.insert(event["id"]).second) << line;
  }
}

INSTANTIATE_TEST_SUITE_P(of, Years, testing::Values("jamtland-harjedalen", "stockholm"));

TEST(Governance, another_seed_tells_another_year) {
  EXPECT_NE(year_of("jamtland-harjedalen", "2026-11-30", 1), year_of("jamtland-harjedalen", "2026-11-30", 2));
}

TEST(Governance, what_there_is_already_is_used) {
  std::vector<std::string> const before = {
      R"({"id":"a1","type":"authority.registered","happened":"2025-06-01","recorded":"2025-06-01T14:00:00Z",)"
      R"("owner":"soc","subject":{"kind":"authority","id":"soc"},"data":{"party":"2380","kind":"social_services"}})",
      R"({"id":"a2","type":"forum.founded","happened":"2025-07-01","recorded":"2025-07-01T14:00:00Z","owner":"soc",)"
      R"("subject":{"kind":"forum","id":"chefer"},)"
      R"("data":{"role":"managers","agreement":"jamtland-harjedalen","convened_by":"23"}})"};
  auto is_owner = false;
  for (auto const& line : year_of("jamtland-harjedalen", "2026-11-30", 1, before)) {
    auto const event = nlohmann::json::parse(line);
    auto const data = event.value("data", nlohmann::json::object());
    EXPECT_FALSE(event["type"] == "authority.registered" && data["party"] == "2380") << line;
    EXPECT_FALSE(event["type"] == "forum.founded" && data["role"] == "managers") << line;
    is_owner = is_owner || event["owner"] == "soc";
  }
  EXPECT_TRUE(is_owner);
}

TEST(Governance, what_it_begins_with_must_fit_the_vocabulary) {
  Year const year{agreements().packs.front(), day("2026-01-01"), day("2026-02-01")};
  auto const refused = governance(year, agreements().packs, agreements().vocabulary, {R"({"id":"a1","type":"a.b"})"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "unknown_type");
}

}  // namespace
}  // namespace overens::demonstration
