#include <algorithm>

#include "web/pages/act_world_test.hpp"
#include "web/subject_path.hpp"

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

TEST(SubjectPage, SaysWhatWasRecordedInTheSentencesOfTheVocabulary) {
  World world;
  auto const page = world.ask("GET", "/forum/f1");
  for (auto const* words :
       {"<p>Forumet möttes.</p>", "<p>Östersunds kommun deltog.</p>", "<p>Mötet räknas till perioden 2026.</p>"})
    EXPECT_TRUE(holds(page, words)) << words;
  EXPECT_FALSE(holds(page, "<dt>Vilka parter som deltog</dt>")) << "is said once";
}

TEST(SubjectPage, OffersWhatCanBeRecordedUnderHeadings) {
  World world;
  auto const page = world.ask("GET", "/forum/f1");
  for (auto const* words : {"Möten i forum</h3>", "/dokumentera/forum.met/f1", "/dokumentera/forum.meeting/f1",
                            "/platser/ny/seat.filled?uppgift-forum=f1"})
    EXPECT_TRUE(holds(page, words)) << words;
  auto const found = world.ask("GET", "/forum/f1?sok=Handlingsplan");
  EXPECT_TRUE(holds(found, "/dokumentera/action_plan.proposed/f1"));
  EXPECT_FALSE(holds(found, "/dokumentera/forum.met/f1"));
  EXPECT_TRUE(holds(found, "name=\"sok\" value=\"Handlingsplan\""));
  EXPECT_EQ(world.ask("GET", "/forum/f1?sok=" + std::string(300, 'a')).status, 422);
}

TEST(SubjectPage, IsThereForWhatAnAgreementHas) {
  World world;
  world.page.subject = {};
  EXPECT_TRUE(holds(world.ask("GET", "/parter/2380"), "/dokumentera/routine.adopted/2380"));
  EXPECT_TRUE(holds(world.ask("GET", "/parter/2380"),
                    "/lokala-overenskommelser/ny/local_agreement.adopted?uppgift-municipality=2380"));
  EXPECT_FALSE(holds(world.ask("GET", "/parter/23"), "local_agreement.adopted")) << "a region is no municipality";
  EXPECT_EQ(world.ask("GET", "/lansoverenskommelser/dalarna").status, 200);
  EXPECT_EQ(world.ask("GET", "/parter/1").status, 404);
  for (auto const& place : kind_places()) {
    auto const list = world.ask("GET", "/" + std::string(place.word));
    EXPECT_EQ(list.status, 200) << place.word;
  }
  EXPECT_TRUE(
      holds(world.ask("GET", "/lokala-overenskommelser"), "/lokala-overenskommelser/ny/local_agreement.adopted"));
  EXPECT_TRUE(holds(world.ask("GET", "/ataganden"), "/ataganden/stockholm.c-develop-sip"));
  EXPECT_TRUE(holds(world.ask("GET", "/samverkan"), "href=\"/lokala-overenskommelser\""));
}

TEST(SubjectPage, BeginsWhatIsNotThereYet) {
  World world;
  std::string const at = "/lokala-overenskommelser/ny/local_agreement.adopted";
  auto const form = world.ask("GET", at + "?uppgift-municipality=2380");
  EXPECT_EQ(form.status, 200);
  EXPECT_TRUE(holds(form, "value=\"2380\" selected"));
  EXPECT_EQ(world.ask("GET", "/forum/ny/local_agreement.adopted").status, 404);
  EXPECT_EQ(world.ask("GET", "/forum/ny/forum.met").status, 404);
  http::Pairs const sent = {{"csrf", "word"},      {"kommando", "k7"},
                            {"nar", "2026-11-01"}, {"uppgift-municipality", "2380"},
                            {"vem", "a-soc"},      {"steg", "spara"}};
  auto const saved = world.ask("POST", at, sent);
  EXPECT_EQ(field_of(saved, "Location"), "/lokala-overenskommelser/k7?sparat=k7#sparat");
  ASSERT_EQ(world.asked.size(), 1U);
  EXPECT_EQ(world.asked.front().draft.subject_kind, "local_agreement");
  EXPECT_EQ(world.asked.front().draft.subject_id, "k7");
}

TEST(ComposedAct, IsOneFormAndOneCommand) {
  World world;
  std::string const at = "/dokumentera/forum.meeting/f1";
  auto const form = world.ask("GET", at);
  EXPECT_EQ(form.status, 200);
  for (auto const* words :
       {"Vi hade ett möte i forumet", "name=\"uppgift-attended\"", "name=\"aven\" value=\"forum.topic_raised\"",
        "name=\"uppgift-forum.topic_raised-occasion\"", "data-only-when=\"aven=forum.topic_raised\""})
    EXPECT_TRUE(holds(form, words)) << words;
  http::Pairs sent = {{"csrf", "word"},
                      {"kommando", "k8"},
                      {"sett", "m1"},
                      {"nar", "2026-11-20"},
                      {"vem", "a-soc"},
                      {"uppgift-attended", "2380"},
                      {"uppgift-for_period", "2026-Q4"},
                      {"aven", "action_plan.proposed"},
                      {"steg", "spara"}};
  EXPECT_EQ(world.ask("POST", at, sent).status, 303);
  ASSERT_EQ(world.asked.size(), 1U);
  auto const& asked = world.asked.front();
  EXPECT_EQ(asked.draft.type, "forum.met");
  EXPECT_EQ(event::data_of(asked.draft), R"({"attended":["2380"],"for_period":"2026-Q4"})");
  ASSERT_EQ(asked.also.size(), 1U);
  EXPECT_EQ(asked.also.front().type, "action_plan.proposed");
  EXPECT_EQ(event::data_of(asked.also.front()), R"({"for_period":"2026-Q4"})");
  EXPECT_EQ(asked.also.front().subject_id, "f1");
}

TEST(ComposedAct, SaysWhatIsWrongAtTheFieldOfThePart) {
  World world;
  world.refusal = base::Refusal{"bad_value", base::text("there is something wrong with it"), "2.concerns"};
  http::Pairs const sent = {{"csrf", "word"},  {"kommando", "k10"},
                            {"sett", "m1"},    {"nar", "2026-11-20"},
                            {"vem", "a-soc"},  {"uppgift-forum.topic_raised-concerns", "police"},
                            {"steg", "spara"}, {"aven", "forum.topic_raised"}};
  auto const page = world.ask("POST", "/dokumentera/forum.meeting/f1", sent);
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(holds(page, "id=\"uppgift-forum.topic_raised-concerns-error\""));
}

TEST(ComposedAct, DoesNotCheckWhatIsNotAsked) {
  World world;
  http::Pairs const sent = {{"csrf", "word"}, {"kommando", "k11"},
                            {"sett", "m1"},   {"nar", "2026-11-20"},
                            {"vem", "a-soc"}, {"uppgift-forum.topic_raised-occasion", "no-such"},
                            {"steg", "spara"}};
  EXPECT_EQ(world.ask("POST", "/dokumentera/forum.meeting/f1", sent).status, 303);
  ASSERT_EQ(world.asked.size(), 1U);
  EXPECT_TRUE(world.asked.front().also.empty());
}

TEST(ComposedAct, IsUndoneAtOnce) {
  World world;
  world.page.events = {meeting("k8.2"), meeting("k8.1"), meeting("m1")};
  auto const page = world.ask("GET", "/forum/f1?sparat=k8");
  EXPECT_TRUE(holds(page, "Sparat: Forum har träffats och Forum har träffats"));
  EXPECT_TRUE(holds(page, "/makulera/forum/f1/k8\""));
  http::Pairs const sent = {
      {"csrf", "word"}, {"kommando", "k9"}, {"sett", "m1"}, {"steg", "spara"}, {"uppgift-reason", "duplicate"}};
  EXPECT_EQ(world.ask("POST", "/makulera/forum/f1/k8", sent).status, 303);
  ASSERT_EQ(world.asked.size(), 1U);
  EXPECT_EQ(event::data_of(world.asked.front().draft), R"({"event":"k8.2","reason":"duplicate"})");
  ASSERT_EQ(world.asked.front().also.size(), 1U);
  EXPECT_EQ(event::data_of(world.asked.front().also.front()), R"({"event":"k8.1","reason":"duplicate"})");
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
