#include "web/pages/act_world_test.hpp"
#include "web/subject_path.hpp"

namespace overens::web {
namespace {

TEST(Act, HasAFormForWhatCanBeSaidOfIt) {
  World world;
  auto const reply = world.ask("GET", path);
  EXPECT_EQ(reply.status, 200);
  for (auto const* words : {"Dokumentera att ett forum har mötts", "name=\"nar\" value=\"2026-11-22\"",
                            "name=\"uppgift-attended\" value=\"2380\"", "name=\"uppgift-for_period\"",
                            "name=\"csrf\" value=\"word\"", "name=\"sett\" value=\"m1\"", "Chefsgruppen"})
    EXPECT_TRUE(holds(reply, words)) << words;
  EXPECT_EQ(world.ask("GET", "/dokumentera/forum.met/f2").status, 404);
  EXPECT_EQ(world.ask("GET", "/dokumentera/no.such/f1").status, 404);
}

TEST(Act, IsFilledInByALink) {
  World world;
  auto const at = record_path("forum.met", {"forum", "f1"}, {{"happened", "2026-11-10"}, {"attended", "2380"}});
  EXPECT_EQ(at, path + "?nar=2026-11-10&uppgift-attended=2380");
  auto const reply = world.ask("GET", at);
  EXPECT_EQ(reply.status, 200);
  for (auto const* words : {"name=\"nar\" value=\"2026-11-10\"", "value=\"2380\" checked"})
    EXPECT_TRUE(holds(reply, words)) << words;
  EXPECT_FALSE(holds(reply, "-error")) << "what is left to fill in is not wrong yet";
  EXPECT_TRUE(world.asked.empty());
}

TEST(Act, IsShownOnceMoreAndThenSaved) {
  World world;
  auto const check = world.ask("POST", path, filled("kontrollera"));
  EXPECT_EQ(check.status, 200);
  EXPECT_TRUE(holds(check, "<time>2026-11-21</time>"));
  EXPECT_TRUE(holds(check, "<textarea hidden name=\"uppgift-attended\">2380</textarea>"));
  EXPECT_TRUE(world.asked.empty());
  EXPECT_TRUE(holds(check, "Inget som ska göras ändras."));
  world.foreseen = {{"Blir gjort", "Håll mötet", "forum", "gjort i tid"}};
  EXPECT_TRUE(holds(world.ask("POST", path, filled("kontrollera")), "<strong>Blir gjort:</strong> Håll mötet"));
  auto const change = world.ask("POST", path, filled("andra"));
  EXPECT_TRUE(holds(change, "name=\"nar\" value=\"2026-11-21\""));
  EXPECT_TRUE(holds(change, "name=\"kommando\" value=\"k1\""));

  auto const saved = world.ask("POST", path, filled("spara"));
  EXPECT_EQ(saved.status, 303);
  EXPECT_EQ(field_of(saved, "Location"), "/forum/f1?sparat=k1#sparat");
  ASSERT_EQ(world.asked.size(), 1U);
  auto const& asked = world.asked.front();
  EXPECT_EQ(asked.command, "k1");
  EXPECT_EQ(asked.seen, "m1");
  EXPECT_EQ(event::data_of(asked.draft), R"({"attended":["2380","23"]})");
  EXPECT_EQ(asked.draft.owner, "a-soc");
  EXPECT_EQ(asked.draft.happened, "2026-11-21");
  EXPECT_EQ(asked.draft.subject_id, "f1");
}

TEST(Act, TellsBesideTheFormWhatItLeadsTo) {
  World world;
  world.foreseen = {{"Blir gjort", "Håll mötet", "forum", "gjort i tid"}};
  auto const reply = world.ask("POST", path, filled("leder-till"));
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(field_of(reply, "Cache-Control"), "no-store");
  EXPECT_TRUE(holds(reply, "<strong>Blir gjort:</strong> Håll mötet"));
  EXPECT_FALSE(holds(reply, "<html")) << "a part of the page, not the page";
  EXPECT_TRUE(world.asked.empty());
}

TEST(Act, FoldsWhatIsMoreThanTheEyeTakesIn) {
  World world;
  for (int i = 0; i < 40; ++i) world.foreseen.push_back({"Upphör", fmt::format("Plikt {}", i), "", ""});
  world.changes_cases = true;
  auto const reply = world.ask("POST", path, filled("leder-till"));
  EXPECT_TRUE(holds(reply, "<summary>och 32 till</summary>"));
  EXPECT_TRUE(holds(reply, "Plikt 39"));
  EXPECT_TRUE(holds(reply, "Det som ska göras i ärenden räknas också om"));
  world.foreseen.resize(9);
  EXPECT_FALSE(holds(world.ask("POST", path, filled("leder-till")), "<summary>")) << "one more is no reason to fold";
}

TEST(Act, IsNotTakenForWhatIsToCome) {
  World world;
  auto form = filled("spara");
  form[3].second = "2026-11-23";
  auto const reply = world.ask("POST", path, form);
  EXPECT_EQ(reply.status, 422);
  EXPECT_TRUE(holds(reply, "href=\"#nar\">När hände det?: Det har inte hänt än"));
  EXPECT_TRUE(holds(reply, "value=\"2026-11-23\"")) << "what was written is kept";
  form[3].second = "2026-11-22";
  EXPECT_EQ(world.ask("POST", path, form).status, 303);
}

TEST(Act, TellsBesideTheFormWhatHasToBeFilledInFirst) {
  World world;
  world.foreseen = {{"Blir gjort", "Håll mötet", "forum", "gjort i tid"}};
  auto form = filled("leder-till");
  form[3].second = "2026-11-";
  std::erase_if(form, [](auto const& one) { return one.first == "vem"; });
  auto const reply = world.ask("POST", path, form);
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(holds(reply, "<a class=\"ds-link\" href=\"#nar\">När hände det?</a>"));
  EXPECT_TRUE(holds(reply, "href=\"#vem\""));
  EXPECT_FALSE(holds(reply, "uppgift-attended"));
  EXPECT_FALSE(holds(reply, "Håll mötet"));
}

TEST(Act, TellsNothingBesideTheFormThatIsRefused) {
  World world;
  auto form = filled("leder-till");
  form[0].second = "another";
  EXPECT_EQ(world.ask("POST", path, form).status, 403);
  EXPECT_EQ(world.ask("POST", path, filled("leder-till"), {}).status, 401);
  world.refused_foresight = app::unavailable();
  EXPECT_EQ(world.ask("POST", path, filled("leder-till")).status, 503);
}

TEST(Act, ReadsItsSubjectOnce) {
  World world;
  for (auto const& [method, at] :
       {std::pair("GET", path), std::pair("POST", path), std::pair("GET", std::string("/ratta/forum/f1/m1")),
        std::pair("GET", std::string("/makulera/forum/f1/m1"))}) {
    world.times_read = 0;
    world.ask(method, at, filled("kontrollera"));
    EXPECT_EQ(world.times_read, 1) << method << " " << at;
  }
}

TEST(Act, KeepsWhatWasWrittenWhenSomethingIsWrong) {
  World world;
  auto form = filled("kontrollera");
  form[3].second = "i förrgår";
  form.push_back({"uppgift-for_period", "2026-Q9"});
  auto const reply = world.ask("POST", path, form);
  EXPECT_EQ(reply.status, 422);
  EXPECT_TRUE(holds(reply, "id=\"nar-error\""));
  EXPECT_TRUE(holds(reply, "value=\"i förrgår\""));
  EXPECT_TRUE(holds(reply, "value=\"2026-Q9\""));
  EXPECT_TRUE(holds(reply, "value=\"2380\" checked"));
}

TEST(Act, SaysWhatTheRecordRefusesAtItsField) {
  World world;
  world.refusal = base::Refusal{"bad_value", base::text("Choose one from the list"), "attended"};
  auto reply = world.ask("POST", path, filled("spara"));
  EXPECT_EQ(reply.status, 422);
  EXPECT_TRUE(holds(reply, "id=\"uppgift-attended-error\""));
  world.refusal = base::Refusal{"forbidden", base::text("this is more than you may do here")};
  EXPECT_EQ(world.ask("POST", path, filled("spara")).status, 403);
  world.refusal = app::unavailable();
  reply = world.ask("POST", path, filled("spara"));
  EXPECT_EQ(reply.status, 503);
  EXPECT_TRUE(holds(reply, "name=\"kommando\" value=\"k1\"")) << "the same command again does nothing twice";
}

TEST(Act, ShowsWhatHasBeenRecordedSinceTheFormWasOpened) {
  World world;
  auto later = meeting("m2");
  later.recorded += std::chrono::hours(1);
  later.fields.front().text = "2321";
  world.page.events.insert(world.page.events.begin(), later);
  world.page.version = "m2";
  world.refusal = base::Refusal{"version_conflict", base::text("{0}", "x")};
  auto const reply = world.ask("POST", path, filled("spara"));
  EXPECT_EQ(reply.status, 409);
  EXPECT_TRUE(holds(reply, "id=\"m2\""));
  EXPECT_FALSE(holds(reply, "id=\"m1\""));
  EXPECT_TRUE(holds(reply, "value=\"2380\" checked")) << "what was written stands beside it";
  EXPECT_TRUE(holds(reply, "name=\"sett\" value=\"m2\""));
}

TEST(Correction, SaysOnlyWhatIsOtherwise) {
  World world;
  std::string const at = "/ratta/forum/f1/m1";
  auto const form = world.ask("GET", at);
  EXPECT_EQ(form.status, 200);
  EXPECT_TRUE(holds(form, "value=\"2380\" checked"));
  EXPECT_TRUE(holds(form, "name=\"uppgift-for_period\" value=\"2026\""));
  http::Pairs sent = {{"csrf", "word"},
                      {"kommando", "k2"},
                      {"sett", "m1"},
                      {"steg", "spara"},
                      {"nar", "2026-11-02"},
                      {"uppgift-attended", "2321"},
                      {"uppgift-for_period", "2026"}};
  EXPECT_EQ(world.ask("POST", at, sent).status, 303);
  ASSERT_EQ(world.asked.size(), 1U);
  EXPECT_EQ(event::data_of(world.asked.front().draft), R"({"data":{"attended":["2321"]},"event":"m1"})");
  EXPECT_EQ(world.asked.front().draft.owner, "a-soc");
  sent.back().second = "";
  EXPECT_EQ(world.ask("POST", at, sent).status, 422);
  EXPECT_EQ(world.ask("GET", "/ratta/forum/f1/m9").status, 404);
}

TEST(Correction, BeginsWithWhatStandsAndTellsQuietlyThatNothingIsChanged) {
  World world;
  world.refused_foresight = base::Refusal{"nothing_corrected", base::text("{0}", "x"), "data"};
  http::Pairs const sent = {{"csrf", "word"},
                            {"kommando", "k2"},
                            {"sett", "m1"},
                            {"steg", "leder-till"},
                            {"nar", "2026-11-02"},
                            {"uppgift-attended", "2380"},
                            {"uppgift-for_period", "2026"}};
  auto const reply = world.ask("POST", "/ratta/forum/f1/m1", sent);
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(holds(reply, "Det visas här när du har ändrat något."));
  world.refused_foresight = base::Refusal{"wrong_party", base::text("Choose one from the list"), "attended"};
  EXPECT_TRUE(holds(world.ask("POST", "/ratta/forum/f1/m1", sent), "href=\"#uppgift-attended\""));
}

TEST(Correction, OfWhatHasBeenWithdrawnSaysWhenByWhomAndWhy) {
  World world;
  auto& event = world.page.events.front();
  event.withdrawn = app::Change{"w1", *calendar::parse_instant("2026-11-04T09:00:00Z"), "dev", "duplicate"};
  event.may_correct = event.may_withdraw = false;
  for (auto const* at : {"/ratta/forum/f1/m1", "/makulera/forum/f1/m1"}) {
    auto const reply = world.ask("GET", at);
    EXPECT_EQ(reply.status, 410) << at;
    for (auto const* words : {"Det här är makulerat", "2026-11-04 10:00", "A (dev)", "dubblett", "href=\"/forum/f1\""})
      EXPECT_TRUE(holds(reply, words)) << at << " " << words;
  }
}

TEST(Withdrawal, OfAnActSaysWhatOfItStays) {
  World world;
  auto const kept = [&](char const* id) {
    auto event = meeting(id);
    world.page.events.push_back(event);
    return world.page.events.size() - 1;
  };
  kept("act.1");
  auto const gone = kept("act.2");
  world.page.events[gone].withdrawn = app::Change{"w", {}, "dev", "duplicate"};
  world.page.events[gone].may_withdraw = false;
  world.page.events[kept("act.3")].may_withdraw = false;
  auto const reply = world.ask("GET", "/makulera/forum/f1/act");
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(holds(reply, "Redan makulerat: forum har träffats") ||
              holds(reply, "Redan makulerat: Forum har träffats"));
  EXPECT_TRUE(holds(reply, "Det här blir kvar, eftersom du inte får makulera det"));
}

TEST(Withdrawal, AsksForItsReason) {
  World world;
  std::string const at = "/makulera/forum/f1/m1";
  http::Pairs sent = {{"csrf", "word"}, {"kommando", "k3"}, {"sett", "m1"}, {"steg", "spara"}};
  EXPECT_EQ(world.ask("POST", at, sent).status, 422);
  sent.emplace_back("uppgift-reason", "duplicate");
  EXPECT_EQ(world.ask("POST", at, sent).status, 303);
  EXPECT_EQ(event::data_of(world.asked.front().draft), R"({"event":"m1","reason":"duplicate"})");
}

TEST(Forum, ShowsWhatHasBeenSavedAndAWayBack) {
  World world;
  auto const reply = world.ask("GET", "/forum/f1?sparat=m1");
  EXPECT_TRUE(holds(reply, "Sparat: Forum har träffats, <time>2026-11-02</time>"));
  EXPECT_TRUE(holds(reply, "/makulera/forum/f1/m1"));
  world.page.events.front().withdrawn =
      app::Change{"w1", *calendar::parse_instant("2026-11-04T09:00:00Z"), "dev", "duplicate"};
  world.page.events.front().may_withdraw = false;
  auto const withdrawn = world.ask("GET", "/forum/f1?sparat=w1");
  EXPECT_TRUE(holds(withdrawn, "dubblett"));
  EXPECT_FALSE(holds(withdrawn, "/makulera/forum/f1/m1"));
}

}  // namespace
}  // namespace overens::web
