#include "api/api.hpp"

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
    made.fields = {{"authorization", "Bearer secret"}, {"accept-language", "en"}};
    return made;
  }
  static http::Reply answer(Api& by, http::Request const& asked) {
    http::Routes routes;
    by.add_to(routes);
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
  static std::string registered(std::string const& id, std::string const& owner) {
    return R"({"command":")" + id + R"(","do":"record","type":"authority.registered","owner":")" + owner +
           R"(","happened":"2026-01-01","subject":{"kind":"authority","id":")" + owner +
           R"("},"data":{"kind":"social_services","party":"9901"}})";
  }

  databases::Scratch scratch{GetParam()};
  std::unique_ptr<app::Store> store = scratch.open();
  app::Office office{*store};
  app::AgreementStatus agreements{*store, {app::world().packs, app::world().vocabulary, {}}};
  Api api{office.processor, *store, agreements, "secret", [] { return app::noon; }};
};

TEST_P(Doors, opens_to_the_token_only) {
  for (auto const* sent : {"", "secret", "Bearer ", "Bearer secre", "Bearer secrets", "Basic secret"}) {
    auto asked = request("GET", "/api/status");
    asked.fields = {{"Authorization", sent}};
    EXPECT_EQ(answer(asked).status, 401) << sent;
  }
  EXPECT_EQ(get("/api/status").status, 200);
  Api closed(office.processor, *store, agreements, "", [] { return app::noon; });
  auto asked = request("GET", "/api/status");
  asked.fields = {{"Authorization", "Bearer "}};
  EXPECT_EQ(answer(closed, asked).status, 401);
}

TEST_P(Doors, paths_and_methods) {
  EXPECT_EQ(get("/api/nothing").status, 404);
  EXPECT_EQ(get("/commands").status, 405);
  EXPECT_EQ(answer(request("POST", "/api/cases")).status, 405);
}

TEST_P(Doors, what_is_refused_before_is_told_in_the_same_form) {
  EXPECT_TRUE(Api::is_asked(request("GET", "/api/nothing")));
  EXPECT_TRUE(Api::is_asked(request("PUT", "/commands")));
  EXPECT_FALSE(Api::is_asked(request("GET", "/apirat")));
  for (auto const& [status, code] : {std::pair(404, "not_found"), std::pair(405, "other_method"),
                                     std::pair(408, "too_slow"), std::pair(413, "too_long"), std::pair(500, "failed"),
                                     std::pair(503, "unavailable"), std::pair(400, "not_http")}) {
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
  EXPECT_EQ(all[1]["status"], 400);
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
  asked.fields = {{"Authorization", "Bearer secret"}, {"Accept-Language", "sv,en;q=0.5"}};
  EXPECT_EQ(Json::parse(answer(asked).body)["error"]["message"],
            "soc:authority.soc är i version 1, inte 7: någon har skrivit sedan dess");
}

TEST_P(Doors, lists_need_an_authority_and_whole_numbers) {
  EXPECT_EQ(get("/api/obligations").status, 400);
  EXPECT_EQ(get("/api/cases", {{"authority", "soc"}, {"most", "1001"}}).status, 400);
  EXPECT_EQ(get("/api/cases", {{"authority", "soc"}, {"from", "x"}}).status, 400);
  EXPECT_EQ(get("/api/cases", {{"authority", "soc"}}).status, 200);
  EXPECT_EQ(Json::parse(get("/api/obligations", {{"authority", "soc"}}).body)["obligations"], Json::array());
}

TEST_P(Doors, says_how_the_agreements_stand) {
  auto const all = Json::parse(get("/api/status").body);
  EXPECT_EQ(all["on"], "2026-04-01");
  bool found = false;
  for (auto const& one : all["agreements"]) found = found || (one["agreement"] == "sjoland" && one["holds"] == true);
  EXPECT_TRUE(found);
}

TEST(refusals, every_code_that_is_refused_with_has_a_status) {
  for (auto const* code : {"unknown_event", "not_own", "busy", "failed"}) EXPECT_GE(status_of(code), 400);
  EXPECT_EQ(status_of("version_conflict"), 409);
  EXPECT_EQ(status_of("failed"), 500);
}

INSTANTIATE_TEST_SUITE_P(Databases, Doors, testing::ValuesIn(databases::all_kinds), databases::called);

}  // namespace
}  // namespace overens::api
