#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace overens::app {

/// Many threads hand in work and wait; one takes it in rounds, without waiting for more, and answers a round at once:
/// so they share one commit. What comes while a round is worked on waits for the next.
template <class Work>
class BatchQueue {
 public:
  using Batch = std::vector<Work*>;

  BatchQueue(std::size_t most_in_batch, std::size_t most_queued)
      : most_in_batch_(most_in_batch), most_queued_(most_queued) {}

  /// Waits until all of it has been answered, and then holds the answers. False, and nothing of it is done: too much is
  /// queued.
  bool hand_in(std::vector<Work>& all) {
    if (all.empty()) return true;
    std::unique_lock lock(mutex_);
    if (queued_ + all.size() > most_queued_) return false;
    auto const was_empty = rounds_.empty();
    for (auto& one : all) {
      if (rounds_.empty() || rounds_.back()->work.size() == most_in_batch_)
        rounds_.push_back(std::make_shared<Round>());
      rounds_.back()->work.push_back(&one);
    }
    queued_ += all.size();
    auto const last = rounds_.back();  // those before it are answered before it
    if (was_empty) wake_.notify_one();
    last->answered.wait(lock, [&] { return last->is_answered; });
    return true;
  }

  /// The next round, and an empty one when nothing has come for as long as it may wait. Nothing: it is to stop, and
  /// nothing is left.
  std::optional<Batch> take(std::stop_token const& stop, std::chrono::seconds wait) {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, wait, [&] { return !rounds_.empty(); });
    taken_.reset();
    if (rounds_.empty()) return stop.stop_requested() ? std::nullopt : std::optional(Batch());
    taken_ = std::move(rounds_.front());
    rounds_.pop_front();
    queued_ -= taken_->work.size();
    return taken_->work;
  }

  /// Wakes all at once whose work is in the round that was taken last; nobody, when it was empty.
  void answer() {
    if (!taken_) return;
    {
      std::lock_guard const lock(mutex_);
      taken_->is_answered = true;
    }
    taken_->answered.notify_all();
  }

 private:
  struct Round {
    Batch work = {};
    bool is_answered = false;
    std::condition_variable answered = {};
  };

  std::size_t most_in_batch_;
  std::size_t most_queued_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<std::shared_ptr<Round>> rounds_;  ///< none of them empty
  std::size_t queued_ = 0;                     ///< in all of them
  std::shared_ptr<Round> taken_;               ///< of whoever takes, alone; whoever waits for it may go before it does
};

}  // namespace overens::app
