#include "outgoing/kept_document.hpp"

#include <gtest/gtest.h>

namespace overens::outgoing {
namespace {

using namespace std::chrono_literals;
using account::SignInFault;

TEST(KeptFor, IsWhatTheProviderSaysWithinBounds) {
  EXPECT_EQ(kept_for(""), 1h);
  EXPECT_EQ(kept_for("private"), 1h);
  EXPECT_EQ(kept_for("max-age=600"), 10min);
  EXPECT_EQ(kept_for(" public, Max-Age=7200,"), 2h);
  EXPECT_EQ(kept_for("max-age=0"), 5min);
  EXPECT_EQ(kept_for("max-age="), 5min);
  EXPECT_EQ(kept_for("max-age=-1"), 5min);
  EXPECT_EQ(kept_for("no-store, max-age=7200"), 5min);
  EXPECT_EQ(kept_for("No-Cache"), 5min);
  EXPECT_EQ(kept_for("max-age=86401"), 24h);
  EXPECT_EQ(kept_for("max-age=99999999999999999999999999999999"), 24h);
}

/// A document that says the number of its fetch, the second of which can't be used, and a clock set by hand.
struct Source {
  calendar::Instant now{1'800'000'000s};
  int fetches = 0;
  account::SignInResult<Received> next = Received{.status = 200, .cache_control = "max-age=600"};
  KeptDocument document{[this] {
                          ++fetches;
                          auto received = next;
                          if (received) received->body = std::to_string(fetches);
                          return received;
                        },
                        [](std::string_view bytes) -> account::SignInResult<void> {
                          if (bytes == "2") return account::refuse_sign_in(SignInFault::keys_unreadable);
                          return {};
                        },
                        [this] { return now; }};
};

TEST(KeptDocument, IsFetchedWhenItIsTooOld) {
  Source source;
  EXPECT_EQ(**source.document.get(), "1");
  source.now += 599s;
  EXPECT_EQ(**source.document.get(), "1");
  source.now += 1s;
  source.fetches = 2;
  EXPECT_EQ(**source.document.get(), "3");
  EXPECT_EQ(source.fetches, 3);
}

TEST(KeptDocument, IsNotKeptWhenItCantBeUsed) {
  Source source;
  EXPECT_EQ(**source.document.get(), "1");
  source.now += 600s;
  EXPECT_EQ(source.document.get().error(), SignInFault::keys_unreadable);
  source.now += 5s;
  EXPECT_EQ(**source.document.get(), "3");
}

TEST(KeptDocument, IsFetchedForWhatItLacksOnceAMinute) {
  Source source;
  auto const first = *source.document.get();
  source.fetches = 2;
  auto const second = *source.document.newer_than(first);
  EXPECT_EQ(*second, "3");
  EXPECT_EQ(*source.document.newer_than(first), second) << "another thread has fetched it";
  EXPECT_EQ(*source.document.newer_than(second), second);
  source.now += 59s;
  EXPECT_EQ(*source.document.newer_than(second), second);
  EXPECT_EQ(source.fetches, 3);
  source.now += 1s;
  EXPECT_EQ(**source.document.newer_than(second), "4");
}

TEST(KeptDocument, IsNotAskedForAgainAtOnceWhenItCouldNotBeHad) {
  Source source;
  source.next = account::refuse_sign_in(SignInFault::provider_too_slow);
  EXPECT_EQ(source.document.get().error(), SignInFault::provider_too_slow);
  source.next = Received{.status = 200};
  source.now += 4s;
  EXPECT_EQ(source.document.get().error(), SignInFault::provider_too_slow);
  EXPECT_EQ(source.fetches, 1);
  source.fetches = 2;
  source.now += 1s;
  EXPECT_EQ(**source.document.get(), "3");
}

TEST(KeptDocument, StaysWhenANewerOneCantBeHad) {
  Source source;
  auto const first = *source.document.get();
  source.next = account::refuse_sign_in(SignInFault::provider_unreachable);
  EXPECT_EQ(source.document.newer_than(first).error(), SignInFault::provider_unreachable);
  EXPECT_EQ(*source.document.get(), first);
}

TEST(KeptDocument, IsNoErrorPage) {
  for (auto const status : {204, 302, 404, 503}) {
    Source source;
    source.next = Received{.status = status};
    EXPECT_EQ(source.document.get().error(), SignInFault::provider_failed) << status;
  }
}

}  // namespace
}  // namespace overens::outgoing
