#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <thread>

#include "app/shared_state.hpp"

namespace overens::app {

/// How the agreements stand, by what everybody knows. One thread asks the store, for any number that ask here: nobody
/// waits longer than `patience`, and nobody at all for a store that does not answer. What others have recorded is seen
/// within `fresh`; while the store does not answer, what was known last is told.
class AgreementStatus {
 public:
  /// Told, once until it is mended, when what has been recorded can't be taken in though the store answers.
  using Report = std::function<void(std::string const& what)>;
  /// The store must outlive it.
  AgreementStatus(Store& store, RuleSet basis, Report report = {},
                  std::chrono::milliseconds fresh = std::chrono::seconds(1),
                  std::chrono::milliseconds patience = std::chrono::seconds(1));

  /// What is known to all, on a day: how the agreements stand, and the units. Stays as it is while it is held.
  class Known {
   public:
    Known(std::shared_ptr<obligation::Registry const> registry, std::shared_ptr<Units const> units, calendar::Day on)
        : registry_(std::move(registry)), units_(std::move(units)), on_(on) {}
    /// One for each agreement: which version holds when, for whom and why.
    std::vector<agreement::Lifecycle> const& lifecycles() const { return registry_->lifecycles(); }
    std::shared_ptr<Units const> const& units() const { return units_; }
    calendar::Day on() const { return on_; }
    bool is_of(std::shared_ptr<obligation::Registry const> const& registry,
               std::shared_ptr<Units const> const& units) const {
      return registry_ == registry && units_ == units;
    }

   private:
    std::shared_ptr<obligation::Registry const> registry_;
    std::shared_ptr<Units const> units_;
    calendar::Day on_;
  };
  /// Waits for the store for a moment. Throws StoreFailed when it has never answered.
  std::shared_ptr<Known const> on(calendar::Day day);
  /// Never waits: nothing when it would have to ask the store.
  std::shared_ptr<Known const> at_hand(calendar::Day day);
  /// The units as they were known last. Never waits.
  std::shared_ptr<Units const> units() const;
  /// The store's last position, when it answers now.
  std::optional<std::uint64_t> position();
  /// Asks of what everybody knows, as it stood when the store was asked last: nothing is taken in meanwhile.
  void ask(std::function<void(SharedState const&)> const& ask) const;
  /// Something may have been recorded: the next to ask asks the store.
  void look_again();

 private:
  using Clock = std::chrono::steady_clock;
  bool is_at_hand(calendar::Day day) const;
  bool wait_for_look(std::unique_lock<std::mutex>& lock);
  void run(std::stop_token const& stop);
  void look(std::unique_lock<std::mutex>& lock);

  Store& store_;
  Report report_;
  bool has_reported_ = false;  ///< of the looking thread
  std::chrono::milliseconds fresh_;
  std::chrono::milliseconds patience_;
  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  std::condition_variable looked_;
  std::uint64_t asked_ = 0;     ///< how often a look has been asked for
  std::uint64_t answered_ = 0;  ///< those up to this have been answered by a look that began later
  bool looking_ = false;
  bool answers_ = false;  ///< the store answered the last look
  Clock::time_point looking_since_ = {};
  Clock::time_point fresh_until_ = {};
  std::optional<calendar::Day> day_;  ///< that was asked for last
  std::exception_ptr failure_;        ///< of the last look
  std::uint64_t position_ = 0;
  mutable std::shared_mutex asking_;  ///< held by whoever asks known_, and alone by whoever adds to it
  SharedState known_;                 ///< of the looking thread
  std::shared_ptr<Known const> lately_;
  std::jthread looker_;  // last: it uses the others
};

}  // namespace overens::app
