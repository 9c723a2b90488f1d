#include "http/routes.hpp"

#include <gtest/gtest.h>

namespace overens::http {
namespace {

Handler says(std::string words) {
  return [words = std::move(words)](Request const&) { return Reply{.body = words}; };
}

struct RoutesTest : testing::Test {
  RoutesTest() {
    routes.on("GET", "/", says("start"));
    routes.on("GET", "/c/d", says("c"));
    routes.on("GET", "/a/{x}", says("place"));
    routes.on("GET", "/a/b", says("word"));
    routes.on("POST", "/a/b", says("post"));
    routes.on("GET", "/a/*", says("rest"));
    routes.on("GET", "/a/{x}/{y}", says("two places"));
  }
  std::string body(std::string_view method, std::string_view path) {
    auto const found = routes.find(method, path);
    return found.route ? found.route->handler({}).body : std::to_string(found.status);
  }
  Routes routes;
};

TEST_F(RoutesTest, takes_the_pattern_that_says_most) {
  EXPECT_EQ("start", body("GET", "/"));
  EXPECT_EQ("word", body("GET", "/a/b"));
  EXPECT_EQ("word", body("HEAD", "/a/b"));
  EXPECT_EQ("post", body("POST", "/a/b"));
  EXPECT_EQ("place", body("GET", "/a/c"));
  EXPECT_EQ("two places", body("GET", "/a/b/c"));
  EXPECT_EQ("rest", body("GET", "/a/b/c/d"));
  EXPECT_EQ("404", body("GET", "/b"));
  EXPECT_EQ("404", body("GET", "/a"));
  EXPECT_EQ((Pairs{{"x", "1"}, {"y", "2"}}), routes.find("GET", "/a/1/2").parts);
}

TEST_F(RoutesTest, says_what_a_path_allows) {
  EXPECT_EQ(405, routes.find("PUT", "/a/b").status);
  EXPECT_EQ("OPTIONS, GET, HEAD, POST", routes.find("PUT", "/a/b").allow);
  EXPECT_EQ(204, routes.find("OPTIONS", "/a/b").status);
  EXPECT_EQ("OPTIONS, GET, HEAD", routes.find("POST", "/").allow);
}

TEST_F(RoutesTest, leads_on_from_a_slash_at_the_end) {
  auto const found = routes.find("GET", "/c/d/");
  EXPECT_EQ(308, found.status);
  EXPECT_EQ((Pairs{{"Location", "/c/d"}}), routes.refuse({}, found).fields);
  EXPECT_EQ(404, routes.find("GET", "/b/").status);
  routes.on_refusal([](Request const&, int) { return Reply{.body = "as the address promises"}; });
  EXPECT_EQ("as the address promises", routes.refuse({}, found).body);
}

TEST_F(RoutesTest, draws_refusals_with_the_page_given) {
  EXPECT_EQ("404 Not Found\n", routes.refuse({}, 404).body);
  routes.on_refusal([](Request const&, int status) { return Reply{.body = "no " + std::to_string(status)}; });
  EXPECT_EQ("no 404", routes.refuse({}, 404).body);
  EXPECT_EQ(404, routes.refuse({}, 404).status);
}

TEST_F(RoutesTest, takes_no_route_twice) {
  EXPECT_THROW(routes.on("GET", "/", says("again")), std::logic_error);
}

}  // namespace
}  // namespace overens::http
