#pragma once

#include <functional>
#include <map>
#include <string>
#include <thread>

#include "app/batch_queue.hpp"
#include "app/ports/look_store.hpp"

namespace overens::app {

/// Keeps looks: one thread appends what is queued, all of it in one commit. It opens a chain of its own for each
/// authority, so that no server waits for another; and with it one for looks at what is hidden, whether or not there
/// will be any, so that no number tells.
class LookKeeper {
 public:
  static constexpr std::size_t most_in_batch = 256;
  static constexpr std::size_t most_queued = 20'000;

  using Clock = std::function<calendar::Instant()>;
  using Report = std::function<void(std::string const& what)>;

  /// The store must outlive it.
  LookKeeper(LookStore& store, Clock clock, Report report);
  /// Keeps what is queued before it ends.
  ~LookKeeper();
  LookKeeper(LookKeeper const&) = delete;
  LookKeeper& operator=(LookKeeper const&) = delete;

  /// Durable when it returns. Throws StoreFailed when it could not be kept: then nothing may be shown. `is_hidden`: of
  /// what is hidden, kept in a chain of its own that is found with none of the authority's others.
  void keep(std::string const& authority, journal::Look const& look, bool is_hidden = false);

 private:
  struct Work {
    std::string authority;
    journal::Look look;
    bool is_hidden = false;
    bool is_kept = false;
  };
  using Queue = BatchQueue<Work>;
  using Chains = std::map<std::string, journal::LookChain>;

  void run(std::stop_token const& stop);
  void write(Queue::Batch const& batch);
  journal::LookChain& chain_of(Chains& chains, Work const& work);

  LookStore& store_;
  Clock clock_;
  Report report_;
  Chains chains_;  ///< by authority
  calendar::Instant latest_ = {};
  Queue queue_{most_in_batch, most_queued};
  std::jthread writer_;  // last: it uses the others
};

}  // namespace overens::app
