// The pages of an authority's units, staff and commissions, and of the units that want to be found.

#include "journal/entry.hpp"
#include "web/pages/act_world_test.hpp"

namespace overens::web {
namespace {

/// An entry as the journal gives it, for what is made of entries.
journal::Entry entry(std::string id, std::string type, std::string kind, std::string subject, std::string happened,
                     std::string data) {
  journal::Entry made;
  made.id = id;
  made.type = type;
  made.owner = "a-soc";
  made.stream = "a-soc:" + subject;
  made.shared = true;
  made.recorded = *calendar::parse_instant(happened + "T09:00:00Z");
  made.subjects = {{kind, subject}};
  made.envelope = fmt::format(
      R"({{"id":"{}","type":"{}","happened":"{}","recorded":"{}T09:00:00Z","owner":"a-soc","subject":{{"kind":"{}","id":"{}"}}}})",
      id, type, happened, happened, kind, subject);
  made.data = data;
  made.salt.fill(std::byte{1});  // without one it would be an erased entry
  return made;
}

struct Organisation : testing::Test {
  void know(std::vector<journal::Entry> const& entries) {
    world.units = app::Units::with(world.units, entries, agreements().vocabulary);
  }
  void begin() {
    know({entry("a", "authority.registered", "authority", "a-soc", "2026-01-01",
                R"({"kind":"social_services","party":"2380","name":"Socialtjänsten"})"),
          entry("o1", "unit.opened", "unit", "u1", "2026-01-01",
                R"({"authority":"a-soc","kind":"social_services_unit","name":"Vuxenenheten"})"),
          entry("d1", "unit.described", "unit", "u1", "2026-01-02",
                R"({"telephone":"063-1 <b>","web":"https://www.exempel.se/\"x","from_age":21,"listed":true})"),
          entry("o2", "unit.opened", "unit", "u2", "2026-01-01",
                R"({"authority":"a-soc","kind":"social_services_unit","name":"Hemliga enheten"})")});
    world.staff = account::Organisation({{"staff.registered",
                                          "s1",
                                          "a-soc",
                                          *calendar::parse_day("2026-01-01"),
                                          {{"name", "Vide Ek"}, {"email", "v@k.example"}}},
                                         {"commission.given",
                                          "c1",
                                          "a-soc",
                                          *calendar::parse_day("2026-01-01"),
                                          {{"staff", "s1"},
                                           {"unit", "u1"},
                                           {"role", "unit_manager"},
                                           {"purpose", "care"},
                                           {"from", "2026-01-01"},
                                           {"through", "2026-12-01"}}}});
  }

  World world;
};

std::string const nobody = "";

TEST_F(Organisation, ShowsManyInSeveralPagesAndCountsThemAll) {
  begin();
  std::vector<std::string> ids;
  for (int i = 0; i < 450; ++i) ids.push_back(fmt::format("m{:03}", i));
  std::vector<account::StandingEvent> events;
  for (auto const& id : ids)
    events.push_back(
        {"staff.registered", id, "a-soc", *calendar::parse_day("2026-01-01"), {{"name", id}, {"email", id}}});
  world.staff = account::Organisation(events);
  auto const links = [&](http::Reply const& reply) {
    std::vector<std::string> all;
    for (auto const& id : ids) {
      if (holds(reply, "/organisation/personal/" + id + "\"")) all.push_back(id);
    }
    return all;
  };
  auto const first = world.ask("GET", "/organisation/a-soc");
  EXPECT_EQ(links(first), (std::vector<std::string>(ids.begin(), ids.begin() + 200)));
  EXPECT_TRUE(holds(first, "personal-efter=m199")) << "and 250 more";
  EXPECT_TRUE(holds(first, "45")) << "all without a commission are counted";
  auto const last = world.ask("GET", "/organisation/a-soc?personal-efter=m399");
  EXPECT_EQ(links(last), (std::vector<std::string>(ids.begin() + 400, ids.end())));
  EXPECT_FALSE(holds(last, "#medarbetare\"")) << "there are no more";
  EXPECT_LT(first.body.size(), 200'000U);
}

TEST_F(Organisation, everybody_sees_the_units_that_want_to_be_found_and_no_others) {
  begin();
  auto const list = world.ask("GET", "/enheter", {}, nobody);
  EXPECT_EQ(list.status, 200);
  EXPECT_TRUE(holds(list, "Vuxenenheten"));
  EXPECT_TRUE(holds(list, "Socialtjänsten"));
  EXPECT_FALSE(holds(list, "Hemliga"));
  auto const one = world.ask("GET", "/enheter/u1", {}, nobody);
  EXPECT_TRUE(holds(one, "063-1 &lt;b&gt;"));
  EXPECT_TRUE(holds(one, "Ingen har gått igenom uppgifterna än"));
  EXPECT_TRUE(holds(one, "Från 21 år"));
  auto const hidden = world.ask("GET", "/enheter/u2", {}, nobody);
  auto const nothing = world.ask("GET", "/enheter/u3", {}, nobody);
  EXPECT_EQ(hidden.status, 404);
  EXPECT_EQ(hidden.status, nothing.status);
}

TEST_F(Organisation, units_are_chosen_by_place_and_age) {
  begin();
  auto const found = [&](std::string const& query) {
    return holds(world.ask("GET", "/enheter?" + query, {}, nobody), "Vuxenenheten");
  };
  EXPECT_TRUE(found("lan=2380"));
  EXPECT_TRUE(found("lan=jamtland-harjedalen"));
  EXPECT_FALSE(found("lan=2309"));
  EXPECT_FALSE(found("lan=dalarna"));
  EXPECT_TRUE(found("alder=21"));
  EXPECT_FALSE(found("alder=20"));
  EXPECT_EQ(world.ask("GET", "/enheter?alder=x", {}, nobody).status, 422);
}

TEST_F(Organisation, a_page_that_is_kept_is_made_anew_when_a_unit_has_changed) {
  begin();
  EXPECT_TRUE(holds(world.ask("GET", "/enheter/u1", {}, nobody), "063-1"));
  know({entry("d2", "unit.described", "unit", "u1", "2026-02-01", R"({"telephone":"063-2","listed":true})")});
  EXPECT_TRUE(holds(world.ask("GET", "/enheter/u1", {}, nobody), "063-2"));
  know({entry("v1", "unit.verified", "unit", "u1", "2026-11-20", "")});
  EXPECT_TRUE(holds(world.ask("GET", "/enheter/u1", {}, nobody), "för 2 dagar sedan"));
}

TEST_F(Organisation, anybody_can_say_that_the_details_are_wrong_but_not_from_another_site) {
  begin();
  auto const click = [&](std::string const& unit, http::Pairs const& form, http::Pairs const& fields) {
    http::Request request{.method = "POST", .path = "/enheter/" + unit + "/stammer-inte"};
    request.fields = fields;
    request.fields.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    request.fields.emplace_back("Host", "overens.example");
    for (auto const& [name, value] : form) request.body += (request.body.empty() ? "" : "&") + name + "=" + value;
    auto found = world.routes.find(request.method, request.path);
    request.parts = std::move(found.parts);
    return found.route->handler(request);
  };
  auto const thanked = click("u1", {{"vad", "telephone"}}, {{"Sec-Fetch-Site", "same-origin"}});
  EXPECT_EQ(thanked.status, 303);
  EXPECT_EQ(field_of(thanked, "Location"), "/enheter/u1?tack=ja#tack");
  EXPECT_EQ(click("u1", {}, {{"Origin", "https://overens.example"}}).status, 303);
  ASSERT_EQ(world.doubted.size(), 2U);
  EXPECT_EQ(world.doubted[0].second, std::vector<std::string>{"telephone"});
  EXPECT_EQ(click("u1", {}, {{"Sec-Fetch-Site", "cross-site"}}).status, 403);
  EXPECT_EQ(click("u1", {}, {{"Origin", "https://other.example"}}).status, 403);
  EXPECT_EQ(click("u1", {}, {}).status, 403) << "no browser says so little";
  http::Pairs const here = {{"Sec-Fetch-Site", "same-origin"}};
  EXPECT_EQ(click("u1", {{"vad", "words"}}, here).status, 422);
  EXPECT_EQ(click("u2", {}, here).status, 404);
  EXPECT_EQ(world.doubted.size(), 2U);
}

TEST_F(Organisation, what_is_doubted_is_said_and_not_asked_again) {
  begin();
  know({entry("t1", "unit.doubted", "unit", "u1", "2026-03-01", R"({"what":["hours"]})")});
  auto const page = world.ask("GET", "/enheter/u1", {}, nobody);
  EXPECT_TRUE(holds(page, "detta inte stämmer: öppettiderna"));
  EXPECT_FALSE(holds(page, "stammer-inte"));
}

TEST_F(Organisation, the_administrator_sees_what_is_missing) {
  begin();
  EXPECT_EQ(world.ask("GET", "/organisation", {}, nobody).status, 401);
  EXPECT_EQ(world.ask("GET", "/organisation/a-soc", {}, nobody).status, 401);
  EXPECT_TRUE(holds(world.ask("GET", "/organisation"), "/organisation/a-soc"));
  auto const page = world.ask("GET", "/organisation/a-soc");
  for (auto const* words :
       {"Vuxenenheten", "Hemliga enheten", "Ingen har gått igenom uppgifterna än", "Ingen enhet tar emot", "Vide Ek",
        "v@k.example", "ett uppdrag", "Vide Ek: enhetschef", "upphör om 9 dagar"})
    EXPECT_TRUE(holds(page, words)) << words;
}

// Whoever gave it, or gets it, can't confirm it: they are told so, and not led to a refusal.
TEST_F(Organisation, a_commission_says_that_it_waits_and_is_confirmed_by_another) {
  auto const* given = agreements().vocabulary.type("commission.given");
  world.page = {};
  world.page.subject = {"commission", "c1"};
  world.page.authority = "a-soc";
  world.page.version = "c1";
  auto recorded = meeting("c1");
  recorded.type = given;
  recorded.subject = {"commission", "c1"};
  recorded.fields = {};
  world.page.events.push_back(recorded);
  auto const day = *calendar::parse_day("2026-01-01");
  auto const shown = [&](char const* by, char const* to, bool confirmed) {
    std::vector<account::StandingEvent> events = {
        {"staff.registered", to, "a-soc", day, {{"name", "Vide Ek"}, {"email", "v@k.example"}}},
        {"commission.given",
         "c1",
         "a-soc",
         day,
         {{"staff", to}, {"role", "administrator"}, {"purpose", "administration"}, {"from", "2026-01-01"}},
         day,
         {by}}};
    if (confirmed) events.push_back({"commission.confirmed", "c1", "a-soc", day, {}, day});
    world.staff = account::Organisation(events, {"administrator"});
    return world.ask("GET", "/organisation/uppdrag/c1");
  };
  auto const offers = [](http::Reply const& page, char const* type) {
    return holds(page, std::string("/dokumentera/") + type + "/c1");
  };
  auto const by_another = shown("a1", "s1", false);
  EXPECT_EQ(by_another.status, 200);
  EXPECT_TRUE(holds(by_another, "väntar på att en annan administratör"));
  EXPECT_FALSE(holds(by_another, "Du kan inte bekräfta"));
  EXPECT_TRUE(offers(by_another, "commission.confirmed"));
  EXPECT_TRUE(offers(by_another, "commission.ended"));
  for (auto const& own : {shown("dev", "s1", false), shown("a1", "dev", false)}) {
    EXPECT_TRUE(holds(own, "väntar på att en annan administratör"));
    EXPECT_TRUE(holds(own, "Du kan inte bekräfta"));
    EXPECT_FALSE(offers(own, "commission.confirmed"));
  }
  EXPECT_FALSE(offers(shown("a1", "dev", false), "commission.ended")) << "one's own, of a role that two give";
  auto const holding = shown("dev", "s1", true);
  EXPECT_FALSE(holds(holding, "väntar på"));
  EXPECT_FALSE(offers(holding, "commission.confirmed"));
  EXPECT_TRUE(holds(by_another, "/ratta/commission/c1/c1"));
  for (auto const& fixed : {holding, shown("a1", "dev", false)}) {
    EXPECT_FALSE(holds(fixed, "/ratta/commission/c1/c1"));
    EXPECT_FALSE(holds(fixed, "/makulera/commission/c1/c1"));
  }
  EXPECT_TRUE(offers(holding, "commission.ended"));
}

TEST_F(Organisation, something_begins_with_an_id_that_nobody_has_chosen) {
  begin();
  auto const form = world.ask("GET", "/organisation/a-soc/ny/commission.given?uppgift-staff=s1");
  EXPECT_EQ(form.status, 200);
  EXPECT_TRUE(holds(form, "value=\"s1\" selected"));
  EXPECT_FALSE(holds(form, "name=\"vem\""));
  EXPECT_FALSE(holds(form, "class=\"ds-validation-message\""));
  http::Pairs const filled = {{"csrf", "word"},
                              {"kommando", "k1"},
                              {"nar", "2026-11-22"},
                              {"uppgift-staff", "s1"},
                              {"uppgift-role", "unit_manager"},
                              {"uppgift-purpose", "care"},
                              {"uppgift-from", "2026-12-01"},
                              {"steg", "spara"}};
  auto const saved = world.ask("POST", "/organisation/a-soc/ny/commission.given", filled);
  EXPECT_EQ(saved.status, 303);
  EXPECT_EQ(field_of(saved, "Location"), "/organisation/uppdrag/k1?sparat=k1#sparat");
  ASSERT_EQ(world.asked.size(), 1U);
  auto const& asked = world.asked.front();
  EXPECT_EQ(asked.draft.owner, "a-soc");
  EXPECT_EQ(asked.draft.subject_kind, "commission");
  EXPECT_EQ(asked.draft.subject_id, "k1");
  EXPECT_EQ(asked.seen, "");
  EXPECT_EQ(world.ask("GET", "/organisation/a-soc/ny/unit.closed").status, 404) << "nothing begins with it";
  EXPECT_EQ(world.ask("GET", "/organisation/a-soc/ny/nothing").status, 404);
}

TEST_F(Organisation, a_table_is_shown_before_it_is_taken_in) {
  begin();
  http::Pairs sent = {{"csrf", "word"},
                      {"kommando", "k1"},
                      {"vad", "enheter"},
                      {"rader", "namn;telefon\nVuxenenheten;063-9\n"},
                      {"steg", "kontrollera"}};
  auto const shown = world.ask("POST", "/organisation/a-soc/las-in", sent);
  EXPECT_EQ(shown.status, 200);
  EXPECT_TRUE(holds(shown, "Nytt: 0. Ändras: 1. Som förut: 0."));
  EXPECT_TRUE(holds(shown, "Finns inte i tabellen och står kvar som det är"));
  EXPECT_TRUE(world.imported.empty());
  sent.back().second = "spara";
  EXPECT_EQ(world.ask("POST", "/organisation/a-soc/las-in", sent).status, 303);
  ASSERT_EQ(world.imported.size(), 1U);
  EXPECT_EQ(world.imported.front().command, "k1");
  sent[3].second = "namn;färg\nVuxenenheten;blå\n";
  auto const wrong = world.ask("POST", "/organisation/a-soc/las-in", sent);
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(holds(wrong, "Rad 1: det finns ingen kolumn färg"));
  EXPECT_TRUE(holds(wrong, "Vuxenenheten;blå")) << "what was pasted is kept";
  sent[3].second = "namn;\"x\n";
  EXPECT_EQ(world.ask("POST", "/organisation/a-soc/las-in", sent).status, 422);
}

TEST_F(Organisation, who_does_what_leads_to_the_units_that_have_said_how_they_are_reached) {
  auto const ask = [&](std::string const& more = {}) {
    return world.ask("GET", "/vem-gor-vad?lan=2380&behov=housing" + more, {}, nobody);
  };
  EXPECT_TRUE(holds(ask(), "Ingen enhet av de slag som nämns har lämnat kontaktuppgifter här"));
  begin();
  EXPECT_TRUE(holds(ask(), "/enheter?lan=2380"));
  EXPECT_TRUE(holds(ask(), "href=\"/enheter/u1\">Vuxenenheten</a>"));
  know({entry("o3", "unit.opened", "unit", "u3", "2026-01-01",
              R"({"authority":"a-soc","kind":"social_services_unit","name":"Kontoret"})"),
        entry("d3", "unit.described", "unit", "u3", "2026-01-02",
              R"({"telephone":"063-3","through_age":64,"listed":true})")});
  EXPECT_TRUE(holds(ask(), "href=\"/enheter/u3\">Kontoret</a>, 063-3"));
  EXPECT_TRUE(holds(ask("&alder=64"), "Kontoret"));
  EXPECT_FALSE(holds(ask("&alder=65"), "Kontoret"));
}

}  // namespace
}  // namespace overens::web
