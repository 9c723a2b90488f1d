#include "web/site.hpp"

#include <gtest/gtest.h>

#include "disk/agreements.hpp"
#include "web/address.hpp"
#include "web/forms/bad_inputs_test.hpp"
#include "web/may_test.hpp"
#include "web/pages.hpp"

namespace overens::web {
namespace {

disk::Agreements const& agreements() {
  static auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
  return *all;
}

bool is_at_hand = true;
Sources const& sources() {
  static auto const lifecycles = lifecycles_by_the_documents(agreements().packs);
  static Sources const one{.vocabulary = agreements().vocabulary,
                           .policy = agreements().policy,
                           .packs = agreements().packs,
                           .may = may_by(agreements().policy),
                           .lifecycles = [] { return lifecycles; },
                           .lifecycles_at_hand = [] { return is_at_hand ? lifecycles : nullptr; },
                           .today = [] { return *calendar::parse_day("2026-11-22"); },
                           .shows_session = [](auto const&) { return false; },
                           .session = [](auto const&) { return std::optional<access::Session>(); },
                           .site_operator = {"Region Prov", "kontakt", "tillsyn", "overens@prov.example"},
                           .asset = [](std::string_view file) { return "/assets/" + std::string(file); }};
  return one;
}

Site const& site() {
  static Site const one(sources());
  return one;
}

http::Routes const& routes() {
  static auto const all = [] {
    http::Routes made;
    route::add(made, site().rows());
    return made;
  }();
  return all;
}

http::Reply answer(http::Request request) {
  auto found = routes().find(request.method, request.path);
  if (found.route == nullptr) return site().refuse(request, found.status);
  request.parts = std::move(found.parts);
  return found.route->handler(request);
}

std::optional<http::Reply> answer_at_once(http::Request const& request) {
  return routes().find(request.method, request.path).route->quick(request);
}

http::Reply get(std::string path, Query query = {}, std::string cookie = {}) {
  http::Request request;
  request.method = "GET";
  request.path = std::move(path);
  request.query = std::move(query);
  if (!cookie.empty()) request.fields = {{"Cookie", std::move(cookie)}};
  return answer(request);
}

std::string const& body(http::Reply const& reply) {
  return reply.shared_body ? *reply.shared_body : reply.body;
}

bool holds(http::Reply const& reply, std::string_view words) {
  return body(reply).find(words) != std::string::npos;
}

std::size_t count(std::string_view in, std::string_view words) {
  std::size_t n = 0;
  for (auto at = in.find(words); at != std::string_view::npos; at = in.find(words, at + words.size())) ++n;
  return n;
}

std::vector<std::string> const& paths() {
  static std::vector<std::string> const all = [] {
    std::vector<std::string> some = {"/",      "/vem-gor-vad",    "/overenskommelser", "/jamfor", "/rakna-frist",
                                     "/hjalp", "/tillganglighet", "/komponenter"};
    for (auto const* pack : agreements().packs) some.push_back("/overenskommelser/" + pack->name());
    return some;
  }();
  return all;
}

TEST(Site, EveryPageAnswersOnceAndInBothLanguages) {
  for (auto const& path : paths()) {
    SCOPED_TRACE(path);
    auto const swedish = get(path);
    auto const english = get(path, {}, "sprak=en");
    EXPECT_EQ(swedish.status, 200);
    EXPECT_EQ(english.status, 200);
    EXPECT_TRUE(holds(swedish, "<html lang=\"sv\""));
    EXPECT_TRUE(holds(english, "<html lang=\"en\""));
    for (auto const& reply : {swedish, english}) {
      EXPECT_EQ(count(body(reply), "<h1"), 1U);
      EXPECT_EQ(count(body(reply), "<main"), 1U);
      EXPECT_EQ(count(body(reply), "<title>"), 1U);
      EXPECT_EQ(body(reply).find("{{"), std::string::npos);
      // No style or script inside the page: the policy sent with it forbids them.
      EXPECT_EQ(body(reply).find("style=\""), std::string::npos);
      EXPECT_EQ(body(reply).find("<script>"), std::string::npos);
    }
  }
}

TEST(Site, TheLanguageIsKeptInACookieOnlyWhenChosen) {
  auto const has_cookie = [](http::Reply const& reply) {
    for (auto const& [name, value] : reply.fields) {
      if (name == "Set-Cookie") return value.starts_with("sprak=en;");
    }
    return false;
  };
  EXPECT_FALSE(has_cookie(get("/")));
  EXPECT_FALSE(has_cookie(get("/", {{"sprak", "fr\r\nX: y"}})));
  EXPECT_TRUE(has_cookie(get("/", {{"sprak", "en"}})));
}

TEST(Site, AKeptPageIsTheSameAndSmallForThoseWhoTakeIt) {
  auto const first = get("/hjalp");
  auto const again = get("/hjalp");
  EXPECT_EQ(first.shared_body, again.shared_body);
  http::Request request;
  request.method = "GET";
  request.path = "/hjalp";
  request.fields = {{"Accept-Encoding", "gzip, br"}};
  auto const small = answer(request);
  EXPECT_LT(small.shared_body->size(), first.shared_body->size());
  EXPECT_EQ(small.fields.back(), (std::pair<std::string, std::string>("Content-Encoding", "gzip")));
}

TEST(Site, APageIsAnsweredAtOnceOnlyWhenItHasBeenMade) {
  http::Request request;
  request.method = "GET";
  request.path = "/rakna-frist";
  request.query = {{"fran", "2026-02-03"}, {"antal", "3"}, {"enhet", "dagar"}, {"sprak", "en"}};
  EXPECT_FALSE(answer_at_once(request));
  auto const made = answer(request);
  auto const kept = answer_at_once(request);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->shared_body, made.shared_body);
  EXPECT_EQ(kept->fields, made.fields);
  is_at_hand = false;
  EXPECT_FALSE(answer_at_once(request));
  is_at_hand = true;
  request.query[1].second = "three";
  answer(request);
  EXPECT_FALSE(answer_at_once(request)) << "what is wrong is not kept";
}

TEST(Site, TheOtherLanguageIsTheSamePage) {
  auto const reply = get("/vem-gor-vad", {{"lan", "2380"}, {"behov", "hjälp & råd"}});
  EXPECT_TRUE(holds(reply, "/vem-gor-vad?lan=2380&amp;behov=hj%C3%A4lp%20%26%20r%C3%A5d&amp;sprak=en"));
}

TEST(Site, WhatIsNotThereIsSaidToBeMissing) {
  for (auto const* path : {"/finns-inte", "/overenskommelser/ingenstans", "/overenskommelser/dalarna/1900",
                           "/overenskommelser/dalarna/2021/inget", "/overenskommelser/dalarna/2021/ansvar/mer"}) {
    SCOPED_TRACE(path);
    auto const reply = get(path);
    EXPECT_EQ(reply.status, 404);
    EXPECT_TRUE(holds(reply, "Sidan finns inte"));
  }
}

TEST(Site, WhatIsRefusedIsSaidOnAPage) {
  http::Request request;  // that may not have been read
  request.id = "0123456789abcdef";
  for (auto const& [status, words] :
       {std::pair(404, "Sidan finns inte"), std::pair(405, "Sidan kan bara läsas"),
        std::pair(408, "Det tog för lång tid"), std::pair(413, "För mycket skickades"),
        std::pair(431, "Adressen är för lång"), std::pair(500, "0123456789abcdef"),
        std::pair(503, "kan inte svara just nu"), std::pair(400, "Det som skickades gick inte att läsa"),
        std::pair(505, "Det som skickades gick inte att läsa")}) {
    auto const reply = site().refuse(request, status);
    EXPECT_EQ(reply.status, status);
    EXPECT_TRUE(holds(reply, words)) << status;
    EXPECT_EQ(holds(reply, "0123456789abcdef"), status == 500);
  }
  request.query = {{"sprak", "en"}};
  EXPECT_TRUE(holds(site().refuse(request, 503), "answer just now"));
}

TEST(Site, ACountyAloneLeadsToItsVersion) {
  auto const reply = get("/overenskommelser/jamtland-harjedalen");
  EXPECT_EQ(reply.status, 302);
  EXPECT_EQ(reply.fields.front().second, "/overenskommelser/jamtland-harjedalen/2025");
}

// A page whose form holds something wrong says so, in every field of every page that is open to everybody.
TEST(Site, EveryFieldRefusesTheBadInputsOfItsType) {
  std::size_t tried = 0;
  for (auto const& row : page_rows()) {
    if (!is_open_form(row)) continue;
    auto path = std::string(row.pattern);
    for (auto const& [place, word] : {std::pair("{county}", "dalarna"), {"{version}", "2021"}, {"{part}", "ansvar"}}) {
      if (auto const at = path.find(place); at != std::string::npos)
        path.replace(at, std::string_view(place).size(), word);
    }
    http::Request const request{.method = "GET", .path = path};
    static wording::Language const swedish(wording::Tongue::swedish);
    PageContext const context{request, sources(), swedish, sources().today(), sources().lifecycles()};
    for (auto const& field : row.fields(context)) {
      for (auto const& bad : bad_inputs(field)) {
        SCOPED_TRACE(path + "?" + field.name + "=" + bad.substr(0, 40));
        auto const reply = get(path, {{field.name, bad}});
        EXPECT_EQ(reply.status, 422);
        EXPECT_EQ(count(body(reply), " id=\"" + field.name + "\""), 1U);
        EXPECT_TRUE(holds(reply, "href=\"#" + field.name + "\""));
        ++tried;
      }
    }
  }
  EXPECT_GT(tried, 50U);
}

// What somebody writes comes back as words, wherever it stands.
TEST(Site, HostileWordsAreEscaped) {
  std::string const hostile = "\"><script>alert(1)</script><a href='javascript:x' onmouseover=y";
  std::vector<http::Reply> replies;
  replies.push_back(get("/vem-gor-vad", {{"lan", hostile}, {"behov", hostile}, {"alder", hostile}, {"dag", hostile}}));
  replies.push_back(get("/vem-gor-vad", {{"lan", "dalarna"}, {"behov", hostile}}));
  replies.push_back(get("/rakna-frist", {{"fran", hostile}, {"antal", hostile}, {"enhet", hostile}}));
  replies.push_back(get("/jamfor", {{"a", hostile}, {"b", hostile}}));
  replies.push_back(get("/overenskommelser/dalarna/2021", {{"sok", hostile}, {"dag", hostile}}));
  replies.push_back(get("/finns-inte/" + hostile, {{hostile, hostile}}));
  for (auto const& reply : replies) {
    EXPECT_EQ(body(reply).find("<script>alert"), std::string::npos);
    EXPECT_EQ(body(reply).find("javascript:x'"), std::string::npos);
    EXPECT_EQ(count(body(reply), "<script"), 1U);
  }
}

TEST(WhoPage, SaysWhoAndBySection) {
  auto const reply = get("/vem-gor-vad", {{"lan", "jamtland-harjedalen"}, {"behov", "boende"}});
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(holds(reply, "Kommunen: Socialtjänsten"));
  EXPECT_TRUE(holds(reply, "ansvarar"));
  EXPECT_TRUE(holds(reply, "/overenskommelser/jamtland-harjedalen/2025/avsnitt/s2.1"));
}

TEST(WhoPage, SaysWhatDependsOnTheAge) {
  EXPECT_TRUE(
      holds(get("/vem-gor-vad", {{"lan", "stockholm"}, {"behov", "relatives"}}), "Det skiljer mellan 2 åldersgrupper"));
  auto const child = get("/vem-gor-vad", {{"lan", "stockholm"}, {"behov", "relatives"}, {"alder", "12"}});
  EXPECT_TRUE(holds(child, "2 ansvariga"));
  EXPECT_FALSE(holds(child, "Från 18 år"));
}

TEST(WhoPage, NamesTheMunicipalityThatWasChosen) {
  EXPECT_TRUE(holds(get("/vem-gor-vad", {{"lan", "2321"}, {"behov", "housing"}}), "Åre kommun: Socialtjänsten"));
}

TEST(WhoPage, WhatIsNotListedIsNeverNobody) {
  auto const reply = get("/vem-gor-vad", {{"lan", "jamtland-harjedalen"}, {"behov", "perpetrators"}});
  EXPECT_TRUE(holds(reply, "Vi hittar inget om detta i vår återgivning av överenskommelsen"));
  EXPECT_TRUE(holds(reply, "Det betyder inte att ingen ansvarar"));
}

TEST(WhoPage, AWordWithSeveralMeaningsGivesChoices) {
  auto const reply = get("/vem-gor-vad", {{"lan", "jamtland-harjedalen"}, {"behov", "LVM"}});
  EXPECT_TRUE(holds(reply, "kan betyda flera områden"));
  EXPECT_GT(count(body(reply), "behov=lvm_certificate"), 0U);
}

TEST(WhoPage, AnEndedAgreementIsSaidToHaveEnded) {
  auto const reply = get("/vem-gor-vad", {{"lan", "dalarna"}, {"behov", "laro"}});
  EXPECT_TRUE(holds(reply, "Den gäller inte längre"));
  EXPECT_FALSE(holds(get("/vem-gor-vad", {{"lan", "dalarna"}, {"behov", "laro"}, {"dag", "2022-01-01"}}),
                     "Den gäller inte längre"));
}

TEST(WhoPage, WithoutAnAreaAllAreShown) {
  auto const reply = get("/vem-gor-vad", {{"lan", "stockholm"}});
  EXPECT_GT(count(body(reply), "behov="), 30U);
}

TEST(WhoPage, WhatIsWrongStandsOnTopAndAtItsFieldAndIsKept) {
  auto const reply =
      get("/vem-gor-vad", {{"lan", "atlantis"}, {"behov", "boende"}, {"alder", "tolv"}, {"dag", "i förrgår"}});
  EXPECT_EQ(reply.status, 422);
  EXPECT_TRUE(holds(reply, "3 saker behöver ändras"));
  EXPECT_EQ(count(body(reply), "Skriv åldern i hela år, från 0 till 150"), 2U);
  EXPECT_TRUE(holds(reply, "value=\"tolv\""));
  EXPECT_TRUE(holds(reply, "value=\"i förrgår\""));
  EXPECT_TRUE(holds(reply, "value=\"boende\""));
}

TEST(WhoPage, TheMunicipalitiesStandInSwedishOrder) {
  auto const page = body(get("/vem-gor-vad"));
  EXPECT_LT(page.find(">Bergs kommun<"), page.find(">Strömsunds kommun<"));
  EXPECT_LT(page.find(">Strömsunds kommun<"), page.find(">Åre kommun<"));
  EXPECT_LT(page.find(">Åre kommun<"), page.find(">Östersunds kommun<"));
}

TEST(DeadlinePage, CountsAndSaysHow) {
  auto const reply = get("/rakna-frist", {{"fran", "2026-12-22"}, {"antal", "3"}, {"enhet", "arbetsdagar"}});
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(holds(reply, "Sista dagen är <time>2026-12-29</time>, en tisdag."));
  EXPECT_EQ(count(body(reply), "<tr class=\"off\">"), 5U);  // day 0, Christmas Eve, two holidays and a Sunday
}

TEST(DeadlinePage, CountsAsAnAgreementDoes) {
  auto const reply = get(
      "/rakna-frist", {{"fran", "2026-01-31"}, {"antal", "1"}, {"enhet", "manader"}, {"lan", "jamtland-harjedalen"}});
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(holds(reply, "Räknat som i överenskommelsen för Region Jämtland Härjedalen, version 2025"));
  EXPECT_TRUE(holds(reply, "/overenskommelser/jamtland-harjedalen/2025/oppet#month-end"));
  EXPECT_EQ(get("/rakna-frist", {{"fran", "2026-01-31"}, {"antal", "1"}, {"lan", "atlantis"}}).status, 422);
}

TEST(DeadlinePage, HoursRunOnSwedishClocks) {
  EXPECT_TRUE(holds(get("/rakna-frist", {{"fran", "2026-10-24 12:00"}, {"antal", "24"}, {"enhet", "timmar"}}),
                    "<time>2026-10-25 11:00</time>"));
  EXPECT_EQ(get("/rakna-frist", {{"fran", "2026-03-29 02:30"}, {"antal", "24"}, {"enhet", "timmar"}}).status, 422);
}

TEST(DeadlinePage, BadInputs) {
  struct Case {
    Query query;
    std::string_view says;
  };
  for (auto const& one : std::vector<Case>{
           {{{"fran", ""}, {"antal", "3"}}, "Skriv dagen att räkna från"},
           {{{"fran", "2026-02-30"}, {"antal", "3"}}, "Den dagen finns inte i kalendern"},
           {{{"fran", "2026-02-20"}, {"antal", ""}}, "Skriv antalet som ett helt tal"},
           {{{"fran", "2026-02-20"}, {"antal", "-1"}}, "Skriv antalet som ett helt tal"},
           {{{"fran", "2026-02-20"}, {"antal", "99999999999999999999"}}, "Skriv antalet som ett helt tal"},
           {{{"fran", "2026-02-20"}, {"antal", "1e3"}}, "Skriv antalet som ett helt tal"},
           {{{"fran", "2026-01-31"}, {"antal", "1"}, {"enhet", "manader"}},
            "Den månaden har ingen sådan dag, och inget säger"},
           {{{"fran", "2026-02-20"}, {"antal", "1"}, {"enhet", "fjortondagar"}}, "Välj något i listan"},
           {{{"fran", "2026-02-20"}, {"antal", "1"}, {"flytta", "bort"}}, "Välj något i listan"},
           {{{"fran", "2026-02-20"}, {"antal", "1"}, {"aftnar", "halva"}}, "Välj något i listan"},
           {{{"fran", "2026-02-20"}, {"antal", "1"}, {"manadsslut", "mitten"}}, "Välj något i listan"},
           {{{"fran", "2100-12-31"}, {"antal", "1"}, {"enhet", "dagar"}}, "2100"}}) {
    SCOPED_TRACE(address("", one.query));
    auto const reply = get("/rakna-frist", one.query);
    EXPECT_EQ(reply.status, 422);
    EXPECT_GE(count(body(reply), one.says), 2U);
  }
}

// A link inside an agreement leads to an element that is there, on whichever page.
TEST(AgreementPage, ItsLinksLeadSomewhere) {
  auto const base = std::string("/overenskommelser/jamtland-harjedalen/2025");
  std::map<std::string, std::string> pages;
  for (auto const* slug :
       {"", "/ansvar", "/tider", "/regler", "/forum", "/oenighet", "/lokalt", "/oppet", "/avsnitt"}) {
    auto const reply = get(base + slug);
    EXPECT_EQ(reply.status, 200) << slug;
    pages[base + slug] = body(reply);
  }
  std::size_t looked = 0;
  for (auto const& [path, page] : pages) {
    for (auto at = page.find("href=\""); at != std::string::npos; at = page.find("href=\"", at + 6)) {
      auto const to = page.substr(at + 6, page.find('"', at + 6) - at - 6);
      auto const hash = to.find('#');
      if (hash == std::string::npos) continue;
      auto const target = hash == 0 ? path : to.substr(0, hash);
      if (!pages.contains(target)) continue;
      ++looked;
      EXPECT_EQ(count(pages[target], "id=\"" + to.substr(hash + 1) + "\""), 1U) << path << " → " << to;
    }
  }
  EXPECT_GT(looked, 100U);
}

TEST(AgreementPage, FindsWords) {
  auto const reply = get("/overenskommelser/stockholm/2016", {{"sok", "Boendestöd"}});
  EXPECT_TRUE(holds(reply, "<strong>") && holds(reply, "träffar"));
  EXPECT_TRUE(holds(get("/overenskommelser/stockholm/2016", {{"sok", "xyzzy"}}),
                    "Inget i vår återgivning av överenskommelsen"));
}

TEST(AgreementPage, TheDayFollowsAlong) {
  auto const reply = get("/overenskommelser/dalarna/2021", {{"dag", "2022-03-01"}});
  EXPECT_TRUE(holds(reply, "/dalarna/2021/ansvar?dag=2022-03-01") && holds(reply, ">Antas gälla<"));
  EXPECT_EQ(get("/overenskommelser/dalarna/2021", {{"dag", "2022-13-01"}}).status, 422);
}

TEST(ComparePage, StandsBesideAndAsksForTwo) {
  auto const reply = get("/jamfor", {{"a", "dalarna/2021"}, {"b", "stockholm/2016"}});
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(holds(reply, "Region Dalarna 2021"));
  EXPECT_EQ(get("/jamfor", {{"a", "dalarna/2021"}}).status, 422);
  EXPECT_EQ(get("/jamfor", {{"a", "dalarna/2021"}, {"b", "dalarna/2021"}}).status, 422);
  EXPECT_EQ(get("/jamfor", {{"a", "dalarna/2021"}, {"b", "x"}}).status, 422);
}

}  // namespace
}  // namespace overens::web
