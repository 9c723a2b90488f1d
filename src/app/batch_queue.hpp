#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace overens::app {

/// Many threads hand in work and wait; one takes what is queued, without waiting for more, and answers all of it at
/// once: so they share one commit.
template <class Work>
class BatchQueue {
 public:
  /// Where one caller waits until all of its work has been answered. Not a std::latch, which yields the processor
  /// several times before it sleeps: with many waiting, that is most of what waiting costs.
  class Door {
   public:
    explicit Door(std::size_t left) : left_(left) {}
    void wait() {
      std::unique_lock lock(mutex_);
      opened_.wait(lock, [&] { return left_ == 0; });
    }
    void one_answered() {
      {
        std::lock_guard const lock(mutex_);
        if (--left_ > 0) return;
      }
      opened_.notify_one();
    }

   private:
    std::mutex mutex_;
    std::condition_variable opened_;
    std::size_t left_;
  };
  struct Waiting : Work {
    std::shared_ptr<Door> door;  ///< its caller's; whoever opens it still has it when the caller has gone
  };
  using Batch = std::vector<Waiting*>;

  BatchQueue(std::size_t most_in_batch, std::size_t most_queued)
      : most_in_batch_(most_in_batch), most_queued_(most_queued) {}

  /// Waits until all of it has been answered. False, and nothing of it is done: too much is queued.
  bool hand_in(std::vector<Work>& all) {
    auto const door = std::make_shared<Door>(all.size());
    std::vector<Waiting> waiting;
    waiting.reserve(all.size());
    {
      std::lock_guard const lock(mutex_);
      if (queue_.size() + all.size() > most_queued_) return false;
      for (auto& one : all) {
        waiting.push_back({std::move(one), door});
        queue_.push_back(&waiting.back());
      }
    }
    wake_.notify_one();
    door->wait();
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = std::move(static_cast<Work&>(waiting[i]));
    return true;
  }

  /// What is queued, and nothing when that is so for as long as it may wait. No batch: it is to stop, and nothing is
  /// left.
  std::optional<Batch> take(std::stop_token const& stop, std::chrono::seconds wait) {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, wait, [&] { return !queue_.empty(); });
    if (queue_.empty() && stop.stop_requested()) return std::nullopt;
    auto const count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), most_in_batch_));
    Batch batch(queue_.begin(), queue_.begin() + count);
    queue_.erase(queue_.begin(), queue_.begin() + count);
    return batch;
  }

  /// Wakes those alone whose work is done, each by itself: what they wait at is theirs.
  void answer(Batch const& batch) {
    for (auto* one : batch) {
      auto const door = one->door;  // when it is open the caller may be gone, and the work with it
      door->one_answered();
    }
  }

 private:
  std::size_t most_in_batch_;
  std::size_t most_queued_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::vector<Waiting*> queue_;
};

}  // namespace overens::app
