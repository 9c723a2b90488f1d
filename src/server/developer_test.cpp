#include "server/developer.hpp"

#include <gtest/gtest.h>

#include "server/session_cookie.hpp"
#include "test/databases/scratch.hpp"

namespace overens::server {
namespace {

struct Link : testing::Test {
  Link() { route::add(routes, developer.rows(routes)); }

  http::Reply ask(std::string const& method, std::string const& path) {
    auto const found = routes.find(method, path);
    http::Request const request{.method = method, .path = path, .parts = found.parts};
    return found.route != nullptr ? found.route->handler(request) : routes.refuse(request, found);
  }
  static std::string field(http::Reply const& reply, std::string_view name) {
    for (auto const& [key, value] : reply.fields) {
      if (key == name) return value;
    }
    return {};
  }
  std::optional<access::Session> with_cookie(std::string const& cookie) {
    return session_of(http::Request{.method = "GET", .path = "/", .fields = {{"Cookie", cookie}}}, sign_in);
  }

  std::vector<account::Commission> commissions = {};  // of whoever is staff
  calendar::Instant now = *calendar::parse_instant("2026-04-01T12:00:00Z");
  databases::Scratch scratch{databases::Kind::sqlite};
  std::unique_ptr<app::Store> store = scratch.open();
  app::SignIn sign_in{store->accounts(), [this] { return now; },
                      [](account::Account const& account, std::string const&) -> std::optional<access::Actor> {
                        return access::Actor{access::Actor::Kind::developer, account.name};
                      },
                      [this](account::Account const& account) {
                        return account.staff.empty() ? std::vector<account::Commission>() : commissions;
                      }};
  Developer developer{store->accounts(), sign_in, [this] { return now; }};
  http::Routes routes;
};

TEST_F(Link, signs_in_the_browser_that_opens_it) {
  auto const reply = ask("GET", developer.sign_in_path());
  EXPECT_EQ(reply.status, 303);
  EXPECT_EQ(field(reply, "Location"), "/");
  EXPECT_EQ(field(reply, "Cache-Control"), "no-store");
  auto const set = field(reply, "Set-Cookie");
  auto const end = set.find(';');
  EXPECT_EQ(set.substr(end), "; Path=/; Secure; HttpOnly; SameSite=Lax");
  auto const cookie = set.substr(0, end);
  ASSERT_TRUE(cookie.starts_with("__Host-overens="));
  auto const session = with_cookie("sprak=sv; " + cookie);
  ASSERT_TRUE(session);
  EXPECT_EQ(session->actor.kind, access::Actor::Kind::developer);
  EXPECT_FALSE(with_cookie(cookie + "x"));
  EXPECT_FALSE(with_cookie("__Host-overens="));
  EXPECT_FALSE(session_of({.method = "GET", .path = "/"}, sign_in));
}

// As by a password: under which of several commissions is said first.
TEST_F(Link, leads_whoever_has_several_commissions_to_choose) {
  store->accounts().add({.id = "a1", .name = "tuva", .authority = "soc", .staff = "s1"});
  commissions = {{.id = "c1", .staff = "s1", .authority = "soc", .unit = "", .role = "unit_manager", .purpose = "care"},
                 {.id = "c2", .staff = "s1", .authority = "soc", .unit = "", .role = "caseworker", .purpose = "care"}};
  EXPECT_EQ(field(ask("GET", developer.sign_in_path("a1")), "Location"), "/mitt-konto?till=/");
  commissions.pop_back();
  EXPECT_EQ(field(ask("GET", developer.sign_in_path("a1")), "Location"), "/");
}

TEST_F(Link, opens_a_session_that_its_browser_can_end) {
  auto const set = field(ask("GET", developer.sign_in_path()), "Set-Cookie");
  auto const cookie = set.substr(0, set.find(';'));
  ASSERT_TRUE(with_cookie(cookie));
  auto const reply = sign_out({.method = "POST", .path = "/", .fields = {{"Cookie", cookie}}}, sign_in);
  EXPECT_EQ(reply.status, 303);
  EXPECT_TRUE(field(reply, "Set-Cookie").starts_with("__Host-overens=; "));
  EXPECT_TRUE(field(reply, "Set-Cookie").ends_with("; Max-Age=0"));
  EXPECT_FALSE(with_cookie(cookie));
}

TEST_F(Link, works_once_and_not_too_late) {
  auto const path = developer.sign_in_path();
  EXPECT_EQ(ask("HEAD", path).status, 404);
  EXPECT_EQ(ask("GET", path).status, 303);
  auto const again = ask("GET", path);
  EXPECT_EQ(again.status, 404);
  EXPECT_EQ(field(again, "Set-Cookie"), "");
  auto const late = developer.sign_in_path();
  now += Developer::link_lasts + std::chrono::seconds(1);
  EXPECT_EQ(ask("GET", late).status, 404);
  EXPECT_EQ(ask("GET", "/utvecklare/gissad").status, 404);
}

}  // namespace
}  // namespace overens::server
