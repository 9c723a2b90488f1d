#include "web/page_cache.hpp"

#include <gtest/gtest.h>

namespace overens::web {
namespace {

class PageCacheTest : public testing::Test {
 protected:
  PageContext context(calendar::Day today, std::shared_ptr<Lifecycles const> lifecycles) {
    return {request_, sources_, say_, today, std::move(lifecycles)};
  }
  static http::Reply page(std::size_t bytes) { return {.body = std::string(bytes, 'x')}; }

  http::Request request_;
  event::Vocabulary vocabulary_;
  access::Policy policy_;
  Sources sources_{vocabulary_, policy_, {}};
  wording::Language say_{wording::Tongue::english};
  calendar::Day day_ = *calendar::parse_day("2026-11-22");
  std::shared_ptr<Lifecycles const> lifecycles_ = std::make_shared<Lifecycles const>();
};

TEST_F(PageCacheTest, GivesBackWhatWasPut) {
  PageCache cache(8000);
  auto reply = page(100);
  auto const kept = cache.put("a", reply, context(day_, lifecycles_));
  auto const found = cache.find("a", context(day_, lifecycles_));
  ASSERT_TRUE(found);
  EXPECT_EQ(found, kept);
  EXPECT_EQ(*found->plain.shared_body, std::string(100, 'x'));
  EXPECT_LT(found->gzipped.shared_body->size(), 100U);
  EXPECT_FALSE(cache.find("b", context(day_, lifecycles_)));
}

TEST_F(PageCacheTest, ForgetsWhenTheDayOrTheLivesAreOthers) {
  PageCache cache(8000);
  auto reply = page(100);
  cache.put("a", reply, context(day_, lifecycles_));
  EXPECT_FALSE(cache.find("a", context(day_ + std::chrono::days(1), lifecycles_)));
  auto again = page(100);
  cache.put("a", again, context(day_, lifecycles_));
  EXPECT_FALSE(cache.find("a", context(day_, std::make_shared<Lifecycles const>())));
}

TEST_F(PageCacheTest, KeepsOnlyPages) {
  PageCache cache(8000);
  auto wrong = page(100);
  wrong.status = 422;
  cache.put("a", wrong, context(day_, lifecycles_));
  EXPECT_FALSE(cache.find("a", context(day_, lifecycles_)));
  EXPECT_EQ(wrong.body.size(), 100U);
  auto large = page(1001);
  cache.put("b", large, context(day_, lifecycles_));
  EXPECT_FALSE(cache.find("b", context(day_, lifecycles_)));
}

TEST_F(PageCacheTest, WhatIsAskedForStaysAndTheRestMakesRoom) {
  PageCache cache(8000);
  auto const now = context(day_, lifecycles_);
  auto wanted = page(500);
  cache.put("wanted", wanted, now);
  for (int i = 0; i < 100; ++i) {
    auto other = page(500);
    cache.put("other " + std::to_string(i), other, now);
    EXPECT_TRUE(cache.find("wanted", now)) << i;
  }
  EXPECT_FALSE(cache.find("other 0", now));
}

TEST_F(PageCacheTest, NeverTakesOnePageForAnother) {
  wording::Language const swedish(wording::Tongue::swedish);
  auto const key = [&](std::vector<std::pair<std::string, std::string>> query, wording::Language const& say) {
    request_ = {.path = "/x", .query = std::move(query)};
    return page_key({request_, sources_, say, day_, lifecycles_});
  };
  auto const a = key({{"b", "c"}, {"d", ""}}, swedish);
  EXPECT_NE(a, key({{"b", ""}, {"c", "d"}}, swedish));
  EXPECT_NE(a, key({{"b", "c"}, {"d", ""}}, say_));
  EXPECT_NE(a, key({{"b", "c"}}, swedish));
}

TEST_F(PageCacheTest, ACookieThatHoldsNoPlaceMakesNoPageOfItsOwn) {
  auto const without = page_key(context(day_, lifecycles_));
  request_.fields = {{"Cookie", "plats=atlantis"}};
  EXPECT_EQ(page_key(context(day_, lifecycles_)), without);
}

}  // namespace
}  // namespace overens::web
