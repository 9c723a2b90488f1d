#include "app/batch_queue.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace overens::app {
namespace {

struct Sum {
  int asked = 0;
  int answer = 0;
};
using Queue = BatchQueue<Sum>;
constexpr std::chrono::hours patience{1};  // whoever is not woken is noticed

std::vector<Sum> sums(int from, int count) {
  std::vector<Sum> all;
  for (int i = 0; i < count; ++i) all.push_back({from + i});
  return all;
}

// Takes rounds and answers them until `expected` has been answered; gives how much each round held.
std::vector<std::size_t> answer(Queue& queue, std::size_t expected) {
  std::vector<std::size_t> rounds;
  for (std::size_t answered = 0; answered < expected; answered += rounds.back()) {
    auto const batch = queue.take({}, patience);
    for (auto* one : *batch) one->answer = one->asked + 1;
    rounds.push_back(batch->size());
    queue.answer();
  }
  return rounds;
}

TEST(BatchQueue, each_of_many_gets_its_own_answer) {
  constexpr int callers = 32;
  constexpr int each = 200;
  Queue queue(16, callers);
  std::atomic<int> wrong = 0;
  std::vector<std::jthread> threads;
  for (int caller = 0; caller < callers; ++caller) {
    threads.emplace_back([&, caller] {
      for (int i = 0; i < each; ++i) {
        auto one = sums(caller * each + i, 1);
        if (!queue.hand_in(one) || one[0].answer != one[0].asked + 1) ++wrong;
      }
    });
  }
  for (auto const size : answer(queue, std::size_t{callers} * each)) EXPECT_LE(size, 16U);
  threads.clear();
  EXPECT_EQ(wrong, 0);
}

TEST(BatchQueue, nobody_is_woken_when_nothing_has_come) {
  Queue queue(2, 10);
  auto const none = queue.take({}, std::chrono::seconds(0));
  ASSERT_TRUE(none);
  EXPECT_TRUE(none->empty());
  queue.answer();
  auto handed_in = sums(1, 1);
  std::jthread const caller([&] { EXPECT_TRUE(queue.hand_in(handed_in)); });
  EXPECT_EQ(answer(queue, 1), std::vector<std::size_t>{1});
  EXPECT_TRUE(queue.take({}, std::chrono::seconds(0))->empty());
  queue.answer();
}

TEST(BatchQueue, what_is_more_than_a_round_is_answered_when_its_last_round_is) {
  Queue queue(2, 10);
  auto handed_in = sums(1, 5);
  {
    std::jthread const caller([&] { EXPECT_TRUE(queue.hand_in(handed_in)); });
    EXPECT_EQ(answer(queue, 5), (std::vector<std::size_t>{2, 2, 1}));
  }
  for (auto const& one : handed_in) EXPECT_EQ(one.answer, one.asked + 1);
}

TEST(BatchQueue, what_comes_while_a_round_is_worked_on_waits_for_the_next) {
  Queue queue(10, 10);
  std::vector<std::jthread> callers;
  auto const hand_in = [&](int asked) {
    callers.emplace_back([&queue, asked] {
      auto one = sums(asked, 1);
      EXPECT_TRUE(queue.hand_in(one));
      EXPECT_EQ(one[0].answer, asked + 1);
    });
  };
  hand_in(1);
  auto const first = queue.take({}, patience);
  hand_in(2);
  EXPECT_EQ(first->size(), 1U);
  (*first)[0]->answer = (*first)[0]->asked + 1;
  queue.answer();
  EXPECT_EQ(answer(queue, 1), std::vector<std::size_t>{1});
}

TEST(BatchQueue, what_is_too_much_is_refused_and_nothing_of_it_done) {
  Queue queue(10, 3);
  auto too_many = sums(1, 4);
  EXPECT_FALSE(queue.hand_in(too_many));
  EXPECT_TRUE(queue.take({}, std::chrono::seconds(0))->empty());
}

TEST(BatchQueue, what_is_queued_is_answered_before_it_stops) {
  Queue queue(2, 10);
  std::stop_source stop;
  auto handed_in = sums(1, 3);
  std::jthread const caller([&] { EXPECT_TRUE(queue.hand_in(handed_in)); });
  auto const first = queue.take(stop.get_token(), patience);
  EXPECT_EQ(first->size(), 2U);
  queue.answer();
  stop.request_stop();
  EXPECT_EQ(queue.take(stop.get_token(), patience)->size(), 1U);
  queue.answer();
  EXPECT_FALSE(queue.take(stop.get_token(), patience).has_value());
}

}  // namespace
}  // namespace overens::app
