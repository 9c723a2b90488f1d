#include <algorithm>

#include "web/act_world_test.hpp"

namespace overens::web {
namespace {

agreement::Pack const& with_forums() {
  auto const& packs = agreements().packs;
  return **std::find_if(packs.begin(), packs.end(),
                        [](auto const* pack) { return !pack->forums.empty() && !pack->norms.empty(); });
}

app::ObligationRow owed(obligation::Knowledge knowledge) {
  app::ObligationRow row;
  row.authority = "a-soc";
  row.norm = with_forums().norms.front().id;
  row.agreement = with_forums().name();
  row.bearers = {{"a-soc", obligation::Part::to_act, knowledge, true, false}};
  row.owed = true;
  row.due_on = *calendar::parse_day("2026-11-20");
  return row;
}

TEST(SubjectPage, CallsLateOnlyWhatIsKnown) {
  World world;
  world.page.obligations = {owed({})};
  auto const late = world.ask("GET", "/forum/f1");
  EXPECT_TRUE(holds(late, "2 dagar försenat"));
  EXPECT_TRUE(holds(late, "data-color=\"danger\">2 dagar"));
  world.page.obligations = {owed({.others_acts_unseen = true})};
  auto const unseen = world.ask("GET", "/forum/f1");
  EXPECT_TRUE(holds(unseen, "data-color=\"neutral\">kan vara gjort; inget känt här"));
  EXPECT_FALSE(holds(unseen, "försenat"));
  auto row = owed({.source_incomplete = true});
  row.details.incomplete_sources = {"b-soc"};
  world.page.obligations = {row};
  auto const unsaid = world.ask("GET", "/forum/f1");
  EXPECT_TRUE(holds(unsaid, "data-color=\"neutral\">kan vara gjort; B har inte meddelat att allt är registrerat"));
}

TEST(SubjectPage, CallsARoleWhatTheAgreementCallsIt) {
  World world;
  auto const& forum = with_forums().forums.front();
  auto founded = meeting("m0");
  founded.type = agreements().vocabulary.type("forum.founded");
  founded.fields = {{founded.type->field("role"), 0, forum.id},
                    {founded.type->field("agreement"), 0, with_forums().agreement}};
  world.page.events.push_back(founded);
  auto const page = world.ask("GET", "/forum/f1");
  EXPECT_TRUE(holds(page, "<dt>Roll i överenskommelsen</dt><dd>" + forum.title.sv + "</dd>"));
}

TEST(StartPage, NamesEveryCountyOfTheCountry) {
  World world;
  auto const page = world.ask("GET", "/");
  auto const absent = page.content().substr(page.content().find("id=\"saknas\""));
  for (auto const& county : agreements().vocabulary.counties) {
    auto const& packs = agreements().packs;
    auto const is_read =
        std::any_of(packs.begin(), packs.end(), [&](auto const* pack) { return pack->county == county.code; });
    EXPECT_EQ(is_read, absent.find("<li>" + county.name) == std::string::npos) << county.name;
    EXPECT_TRUE(!is_read || holds(page, county.region)) << county.region;
  }
  EXPECT_TRUE(holds(page, "href=\"/hjalp#lan\""));
  EXPECT_TRUE(holds(page, "Bara en sammanfattning av överenskommelsen har lästs."));
  EXPECT_TRUE(holds(world.ask("GET", "/hjalp"), "id=\"lan\""));
}

}  // namespace
}  // namespace overens::web
