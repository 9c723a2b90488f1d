// Where somebody has asked about is remembered, and nothing else.
#include <gtest/gtest.h>

#include "disk/agreements.hpp"
#include "web/may_test.hpp"
#include "web/site.hpp"

namespace overens::web {
namespace {

class Place : public testing::Test {
 protected:
  http::Reply get(std::string path, std::vector<std::pair<std::string, std::string>> query, std::string cookie = {}) {
    http::Request request{.method = "GET", .path = std::move(path), .query = std::move(query)};
    if (!cookie.empty()) request.fields = {{"Cookie", std::move(cookie)}};
    return routes_.find(request.method, request.path).route->handler(request);
  }

  // What the browser is told to keep of it.
  static std::string remembered(http::Reply const& reply) {
    for (auto const& [name, value] : reply.fields) {
      if (name == "Set-Cookie" && value.starts_with("plats=")) return value.substr(6, value.find(';') - 6);
    }
    return {};
  }

  static bool is_chosen(http::Reply const& reply, std::string const& place) {
    auto const& body = reply.shared_body ? *reply.shared_body : reply.body;
    return body.find("value=\"" + place + "\" selected") != std::string::npos;
  }

  void SetUp() override { route::add(routes_, site_.rows()); }

 private:
  static disk::Agreements const& agreements() {
    static auto const all = disk::load_agreements(OVERENS_ROOT "/agreements");
    return *all;
  }

  std::shared_ptr<Lifecycles const> lifecycles_ = lifecycles_by_the_documents(agreements().packs);
  Site site_{{.vocabulary = agreements().vocabulary,
              .policy = agreements().policy,
              .packs = agreements().packs,
              .may = may_by(agreements().policy),
              .lifecycles = [this] { return lifecycles_; },
              .lifecycles_at_hand = [this] { return lifecycles_; },
              .today = [] { return *calendar::parse_day("2026-11-22"); },
              .shows_session = [](http::Request const&) { return false; },
              .session = [](http::Request const&) { return std::optional<access::Session>(); },
              .site_operator = {},
              .asset = [](std::string_view file) { return "/assets/" + std::string(file); }}};
  http::Routes routes_;
};

TEST_F(Place, IsRememberedWhenItIsOne) {
  EXPECT_EQ(remembered(get("/vem-gor-vad", {{"lan", "stockholm"}})), "stockholm");
  EXPECT_EQ(remembered(get("/vem-gor-vad", {{"lan", "2321"}}, "plats=stockholm")), "2321");
  EXPECT_EQ(remembered(get("/vem-gor-vad", {{"lan", "2321"}}, "plats=2321")), "") << "the browser has it";
}

TEST_F(Place, IsNotLostToWhatIsNone) {
  for (auto const& [path, word] :
       {std::pair("/hjalp", "x"), {"/hjalp", ""}, {"/rakna-frist", "lag-1930-173"}, {"/sok", "atlantis"}}) {
    auto const reply = get(path, {{"lan", word}}, "plats=stockholm");
    EXPECT_EQ(remembered(reply), "") << path << "?lan=" << word;
  }
}

TEST_F(Place, ACookieThatHoldsNoneMakesNoPageOfItsOwn) {
  auto const kept = get("/hjalp", {});
  EXPECT_TRUE(get("/hjalp", {}, "plats=atlantis").shared_body == kept.shared_body);
  EXPECT_TRUE(get("/hjalp", {}, "plats=lag-1930-173").shared_body == kept.shared_body);
  EXPECT_TRUE(is_chosen(get("/", {}, "plats=stockholm"), "stockholm"));
  EXPECT_FALSE(is_chosen(get("/", {}), "stockholm"));
}

TEST_F(Place, DoesNotStandForWhatWasSent) {
  EXPECT_TRUE(is_chosen(get("/vem-gor-vad", {}, "plats=stockholm"), "stockholm"));
  for (auto const* sent : {"", "atlantis"}) {
    auto const reply = get("/vem-gor-vad", {{"lan", sent}, {"behov", "boende"}}, "plats=stockholm");
    EXPECT_EQ(reply.status, 422) << sent;
    EXPECT_FALSE(is_chosen(reply, "stockholm")) << sent;
  }
}

}  // namespace
}  // namespace overens::web
