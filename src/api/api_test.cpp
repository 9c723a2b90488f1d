#include "api/api.hpp"

#include <set>

#include "api/refusal.hpp"
#include "app/world_test.hpp"

namespace overens::api {
namespace {

struct Doors : testing::TestWithParam<databases::Kind> {
  http::Request request(std::string const& method, std::string const& path, std::string const& body = {}) const {
    http::Request made;
    made.method = method;
    made.path = path;
    made.body = body;
    made.fields = {{"authorization", "Bearer " + key}, {"accept-language", "en"}};
    return made;
  }
  static http::Reply answer(Api& by, http::Request const& asked) {
    http::Routes routes;
    route::add(routes, by.rows());
    auto const found = routes.find(asked.method, asked.path);
    return found.route != nullptr ? found.route->handler(asked) : routes.refuse(asked, found);
  }
  http::Reply answer(http::Request const& asked) { return answer(api, asked); }
  http::Reply post(std::string const& body) { return answer(request("POST", "/commands", body)); }
  http::Reply get(std::string const& path, http::Pairs query = {}) {
    auto asked = request("GET", path);
    asked.query = std::move(query);
    return answer(asked);
  }
  std::string key_of(std::string name, std::vector<std::string> authorities) {
    return *clients.add({std::move(name), "importer", std::move(authorities), {}}, app::world().vocabulary);
  }
  /// The same as the second client.
  http::Reply by_other(http::Request asked) {
    asked.fields = {{"Authorization", "Bearer " + other_key}};
    return answer(asked);
  }
  static std::string code(http::Reply const& reply) { return Json::parse(reply.body)["error"]["code"]; }
  static std::string registered(std::string const& id, std::string const& owner) {
    return R"({"command":")" + id + R"(","do":"record","type":"authority.registered","owner":")" + owner +
           R"(","happened":"2026-01-01","subject":{"kind":"authority","id":")" + owner +
           R"("},"data":{"kind":"social_services","party":"9901"}})";
  }

  databases::Scratch scratch{GetParam()};
  std::unique_ptr<app::Store> store = scratch.open();
  app::Office office{*store};
  app::AgreementStatus agreements{*store, {app::world().packs, app::world().vocabulary, {}}};
  app::Looks looks{*store, app::world().policy, app::world().look_rules, [] { return app::noon; }};
  app::Commands commands{office.processor, agreements, looks};
  app::Queries queries{looks, agreements, app::world().vocabulary, [] { return app::noon; }};
  app::SystemClients clients{store->clients(), [] { return app::noon; }};
  std::string const key = key_of("one", {"soc", "hsn"});
  std::string const other_key = key_of("two", {"soc"});
  Api api{commands, queries, clients, [] { return app::noon; }};
};

TEST_P(Doors, a_key_that_nobody_has_is_refused) {
  for (auto const& sent : {std::string(), key, std::string("Bearer "), "Bearer " + key.substr(1), "Bearer " + key + "s",
                           "Basic " + key, "Bearer" + key, "Bearer " + key + " x"}) {
    auto asked = request("GET", "/api/status");
    asked.fields = {{"Authorization", sent}};
    EXPECT_EQ(answer(asked).status, 401) << sent;
  }
}

TEST_P(Doors, a_key_opens_nothing_once_its_system_is_closed) {
  EXPECT_EQ(get("/api/status").status, 200);
  ASSERT_TRUE(clients.close("one"));
  EXPECT_EQ(get("/api/status").status, 401);
  EXPECT_EQ(by_other(request("GET", "/api/status")).status, 200);
}

// The name of the scheme is the same in small and capital letters, with one blank or more behind it (RFC 9110 §11.4).
TEST_P(Doors, a_key_is_known_however_its_scheme_is_written) {
  for (auto const* scheme : {"Bearer ", "bearer ", "BEARER   "}) {
    auto const sent = scheme + key;
    auto asked = request("GET", "/api/status");
    asked.fields = {{"Authorization", sent}};
    EXPECT_EQ(answer(asked).status, 200) << sent;
  }
}

TEST_P(Doors, who_shows_no_key_is_told_how_one_is_shown) {
  for (auto const* sent : {"", "secret", "Basic secret"}) {
    auto asked = request("GET", "/api/cases");
    asked.fields = {{"Accept-Language", "en"}};
    if (*sent != '\0') asked.fields.emplace_back("Authorization", sent);
    auto const reply = answer(asked);
    EXPECT_EQ(reply.status, 401);
    EXPECT_NE(reply.body.find("Authorization: Bearer"), std::string::npos) << reply.body;
  }
}

TEST_P(Doors, an_address_asks_for_nothing_that_is_not_taken) {
  post(registered("c1", "soc"));
  struct {
    char const* path;
    http::Pairs query;
    char const *code, *field;
  } const all[] = {
      {"/api/cases", {{"authority", "soc"}, {"limt", "1"}}, "unknown_parameter", "limt"},
      {"/api/cases", {{"authority", "soc"}, {"Limit", "1"}}, "unknown_parameter", "Limit"},
      {"/api/obligations", {{"authority", "soc"}, {"limit", "1"}, {"limit", "1"}}, "double_parameter", "limit"},
      {"/api/status", {{"on", "2026-01-01"}}, "unknown_parameter", "on"}};
  for (auto const& [path, query, code, field] : all) {
    auto const reply = get(path, query);
    EXPECT_EQ(reply.status, 400) << reply.body;
    EXPECT_EQ(Json::parse(reply.body)["error"]["code"], code);
    EXPECT_EQ(Json::parse(reply.body)["error"]["field"], field);
  }
  auto asked = request("POST", "/commands", registered("c1", "soc"));
  asked.query = {{"dry_run", "1"}};
  EXPECT_EQ(answer(asked).status, 400) << "nobody believes that it was tried only";
}

TEST_P(Doors, commands_are_json) {
  for (auto const& [type, status] : {std::pair("text/csv", 415), std::pair("application/json", 201),
                                     std::pair("Application/JSON; charset=utf-8", 200)}) {
    auto asked = request("POST", "/commands", registered("c1", "soc"));
    asked.fields.emplace_back("Content-Type", type);
    EXPECT_EQ(answer(asked).status, status) << type;
  }
}

TEST_P(Doors, commands_may_begin_with_a_byte_order_mark) {
  EXPECT_EQ(post("\xEF\xBB\xBF" + registered("c1", "soc")).status, 201);
  EXPECT_EQ(post("\xEF\xBB\xBF[" + registered("c1", "soc") + "]").status, 200);
  EXPECT_TRUE(Json::parse(post("\xEF\xBB\xBF [" + registered("c1", "soc") + "]").body).is_array());
}

TEST_P(Doors, without_a_key_there_is_only_what_is_open_to_everybody) {
  for (auto asked : {request("GET", "/api/cases"), request("GET", "/api/obligations"),
                     request("POST", "/commands", "{"), request("POST", "/commands", registered("c1", "soc"))}) {
    asked.fields = {};
    asked.query = {{"authority", "soc"}};
    EXPECT_EQ(answer(asked).status, 401);
    EXPECT_EQ(code(answer(asked)), "unauthorized");
  }
  auto asked = request("GET", "/api/status");
  asked.fields = {};
  EXPECT_EQ(answer(asked).status, 200);
}

TEST_P(Doors, a_client_speaks_for_its_own_authorities_only) {
  EXPECT_EQ(by_other(request("POST", "/commands", registered("c1", "hsn"))).status, 403);
  EXPECT_EQ(post(registered("c1", "hsn")).status, 201);
  EXPECT_EQ(by_other(request("POST", "/commands", registered("c2", "soc"))).status, 201);
  auto asked = request("GET", "/api/cases");
  asked.query = {{"authority", "hsn"}};
  EXPECT_EQ(by_other(asked).status, 403);
  EXPECT_EQ(answer(asked).status, 200);
  asked.query = {};
  EXPECT_EQ(Json::parse(by_other(asked).body)["authority"], "soc");
  EXPECT_EQ(code(get("/api/cases")), "missing_key") << "it speaks for two";
}

TEST_P(Doors, paths_and_methods) {
  EXPECT_EQ(get("/api/nothing").status, 404);
  EXPECT_EQ(get("/commands").status, 405);
  EXPECT_EQ(answer(request("POST", "/api/cases")).status, 405);
}

TEST_P(Doors, what_is_refused_before_is_told_in_the_same_form) {
  EXPECT_TRUE(Api::is_asked(request("GET", "/api/nothing")));
  EXPECT_TRUE(Api::is_asked(request("PUT", "/commands")));
  EXPECT_TRUE(Api::is_asked(request("GET", "/commands/")));
  EXPECT_TRUE(Api::is_asked(request("GET", "/commands/c1")));
  EXPECT_FALSE(Api::is_asked(request("GET", "/apirat")));
  for (auto const& [status, code] :
       {std::pair(404, "not_found"), std::pair(405, "other_method"), std::pair(408, "too_slow"),
        std::pair(413, "too_long"), std::pair(500, "failed"), std::pair(503, "unavailable"), std::pair(400, "not_http"),
        std::pair(308, "moved"), std::pair(415, "other_coding")}) {
    auto const reply = api.refuse(request("GET", "/api/nothing"), status);
    EXPECT_EQ(reply.status, status);
    EXPECT_EQ(Json::parse(reply.body)["error"]["code"], code);
  }
}

TEST_P(Doors, a_command_is_answered_with_its_own_status) {
  EXPECT_EQ(post(registered("c1", "soc")).status, 201);
  EXPECT_EQ(post(registered("c1", "soc")).status, 200);
  EXPECT_EQ(post(registered("c1", "hsn")).status, 409);
  EXPECT_EQ(post("{").status, 400);
  EXPECT_EQ(post(R"({"command":"w","do":"withdraw","owner":"soc","happened":"2026-01-02",)"
                 R"("data":{"event":"nothing","reason":"duplicate"}})")
                .status,
            422);
}

TEST_P(Doors, a_list_is_answered_one_by_one) {
  auto const answer = post("[" + registered("c1", "soc") + R"(,{"command":"c2"},)" + registered("c1", "soc") + "]");
  EXPECT_EQ(answer.status, 200);
  auto const all = Json::parse(answer.body);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0]["status"], 201);
  EXPECT_EQ(all[0]["events"][0]["stream"], "soc:authority.soc");
  EXPECT_EQ(all[1]["status"], 422);
  EXPECT_EQ(all[1]["error"]["code"], "missing_key");
  EXPECT_EQ(all[1]["error"]["field"], "do");
  EXPECT_EQ(all[2]["status"], 200);
}

TEST_P(Doors, a_conflict_says_both_versions_in_the_language_asked_for) {
  post(registered("c1", "soc"));
  auto second = registered("c2", "soc");
  second.back() = ',';
  auto asked = request("POST", "/commands", second + R"("expected_version":7})");
  auto const second_answer = answer(asked);
  EXPECT_EQ(second_answer.status, 409);
  auto const error = Json::parse(second_answer.body)["error"];
  EXPECT_EQ(error["version"], 1);
  EXPECT_EQ(error["expected_version"], 7);
  EXPECT_EQ(error["message"], "soc:authority.soc is at version 1, not 7: somebody has written since");
  asked.fields = {{"Authorization", "Bearer " + key}, {"Accept-Language", "sv,en;q=0.5"}};
  EXPECT_EQ(Json::parse(answer(asked).body)["error"]["message"],
            "soc:authority.soc är i version 1, inte 7: någon har skrivit sedan dess");
}

TEST_P(Doors, lists_say_what_they_can_not_take) {
  for (auto const& [key, value] : {std::pair("limit", "1001"), std::pair("limit", "0"), std::pair("limit", "x"),
                                   std::pair("limit", "-1"), std::pair("after", "x")}) {
    auto const reply = get("/api/cases", {{"authority", "soc"}, {key, value}});
    EXPECT_EQ(reply.status, 422) << key << value;
    EXPECT_EQ(Json::parse(reply.body)["error"]["field"], key);
  }
  auto const nobody = get("/api/cases", {{"authority", "soc"}});
  EXPECT_EQ(nobody.status, 422);
  EXPECT_EQ(Json::parse(nobody.body)["error"]["code"], "owner_not_registered");
  post(registered("c1", "soc"));
  EXPECT_EQ(get("/api/cases", {{"authority", "soc"}}).status, 200);
  auto const empty = Json::parse(get("/api/obligations", {{"authority", "soc"}}).body);
  EXPECT_TRUE(empty["obligations"].is_array());  // its municipality's own duty comes when the views are made
  EXPECT_EQ(empty["next"], nullptr);
}

TEST_P(Doors, a_list_goes_on_after_what_the_page_before_said) {
  post(registered("c1", "soc"));
  for (auto const* id : {"p1", "p2", "p3"}) {
    auto const placed = fmt::format(R"({{"command":"{0}","do":"record","type":"placement.started","owner":"soc",
      "happened":"2026-03-09","case":"case-{0}","subject":{{"kind":"placement","id":"{0}"}},
      "data":{{"form":"hvb","urgency":"acute"}}}})",
                                    id);
    EXPECT_EQ(post(placed).status, 201);
  }
  std::vector<std::string> found;
  std::string after;
  for (Json next = ""; !next.is_null(); after = next.is_null() ? "" : next.get<std::string>()) {
    auto const page = Json::parse(get("/api/cases", {{"authority", "soc"}, {"limit", "2"}, {"after", after}}).body);
    for (auto const& one : page["cases"]) found.push_back(one["case"]);
    next = page["next"];
  }
  EXPECT_EQ(found, (std::vector<std::string>{"case-p1", "case-p2", "case-p3"}));
}

TEST_P(Doors, a_row_says_whether_it_may_have_been_done) {
  office.register_authorities();
  EXPECT_EQ(post(R"({"command":"c2","do":"record","type":"forum.founded","owner":"soc","happened":"2026-03-09",
    "subject":{"kind":"forum","id":"f1"},"data":{"role":"steering","agreement":"sjoland","name":"Gruppen"}})")
                .status,
            201);
  office.settle();
  std::set<bool> said;
  auto const page = Json::parse(get("/api/obligations", {{"authority", "soc"}}).body);
  for (auto const& row : page["obligations"]) {
    said.insert(row.at("may_have_been_done").get<bool>());
  }
  EXPECT_EQ(said, (std::set<bool>{false}));  // both answers: RandomViews
}

TEST_P(Doors, says_how_the_agreements_stand) {
  auto const all = Json::parse(get("/api/status").body);
  EXPECT_EQ(all["on"], "2026-04-01");
  bool found = false;
  for (auto const& one : all["agreements"]) found = found || (one["agreement"] == "sjoland" && one["holds"] == true);
  EXPECT_TRUE(found);
}

INSTANTIATE_TEST_SUITE_P(Databases, Doors, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::api
