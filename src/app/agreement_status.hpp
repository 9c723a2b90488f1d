#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <shared_mutex>

#include "app/shared_state.hpp"

namespace overens::app {

/// How the agreements stand, by what everybody knows. Asked by many threads. What others have recorded is seen within
/// `fresh`; while the store does not answer, what was known last is told.
class AgreementStatus {
 public:
  /// The store must outlive it.
  AgreementStatus(Store& store, RuleSet basis, std::chrono::milliseconds fresh = std::chrono::seconds(1));

  /// What is known to all, on a day. Stays as it is while it is held.
  class Known {
   public:
    Known(std::shared_ptr<obligation::Registry const> registry, calendar::Day on)
        : registry_(std::move(registry)), on_(on) {}
    /// One for each agreement: which version holds when, for whom and why.
    std::vector<agreement::Lifecycle> const& lifecycles() const { return registry_->lifecycles(); }
    calendar::Day on() const { return on_; }
    bool is_of(std::shared_ptr<obligation::Registry const> const& registry) const { return registry_ == registry; }

   private:
    std::shared_ptr<obligation::Registry const> registry_;
    calendar::Day on_;
  };
  /// May wait for the store. Throws StoreFailed when it has never answered.
  std::shared_ptr<Known const> on(calendar::Day day);
  /// Never waits: nothing when it would have to ask the store.
  std::shared_ptr<Known const> at_hand(calendar::Day day);
  /// Asks of what everybody knows, as it stood when the store was asked last: nothing is taken in meanwhile.
  void ask(std::function<void(SharedState const&)> const& ask) const;
  /// Something may have been recorded: the next to ask asks the store.
  void look_again();

 private:
  using Clock = std::chrono::steady_clock;
  bool is_at_hand(calendar::Day day) const;

  Store& store_;
  std::chrono::milliseconds fresh_;
  std::mutex mutex_;
  std::condition_variable looked_;
  bool looking_ = false;  ///< somebody asks the store; known_ is theirs meanwhile
  Clock::time_point fresh_until_ = {};
  mutable std::shared_mutex asking_;  ///< held by whoever asks known_, and alone by whoever adds to it
  SharedState known_;
  std::shared_ptr<Known const> lately_;
};

}  // namespace overens::app
