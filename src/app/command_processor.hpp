#pragma once

#include <functional>
#include <memory>
#include <thread>

#include "app/batch_queue.hpp"
#include "app/handle.hpp"
#include "app/refresh.hpp"

namespace overens::app {

/// What has become of a command.
struct CommandResult {
  CommandReceipt receipt = {};  ///< unless it was refused
  bool repeated = false;        ///< had been carried out before: the earlier receipt
  std::optional<CommandRefusal> refused = std::nullopt;
};

/// The one way in: commands → events → views. One thread writes; it takes what is queued, up to `most_in_batch`, and
/// carries it out in one transaction, without waiting for more. Of a command all events are recorded or none. A later
/// command of a batch sees the earlier ones; a refused one leaves the others alone.
///
/// Refuses what handle() does, and `id_unusable` (its id has been used for something else), `busy` (too much is
/// queued), `store_unavailable` (nothing has been recorded), `outcome_unknown` (the database was lost while it wrote:
/// ask again with the same id), `failed` (a fault in the program; nothing has been recorded).
class CommandProcessor {
 public:
  static constexpr std::size_t most_in_batch = 256;
  static constexpr std::size_t most_queued = 20'000;
  static constexpr std::size_t most_kept = 50'000;  ///< entries kept in memory from one batch to the next

  using Clock = std::function<calendar::Instant()>;
  /// Told of what failed, for the log: without anything of what was recorded.
  using Report = std::function<void(std::string const& what)>;

  /// The store must outlive it. Views that were made by another edition of the agreements it makes anew, between the
  /// commands. Begins at once, also when the store does not answer yet.
  CommandProcessor(Store& store, RuleSet basis, Clock clock, Report report);
  /// Carries out what is queued before it ends.
  ~CommandProcessor();
  CommandProcessor(CommandProcessor const&) = delete;
  CommandProcessor& operator=(CommandProcessor const&) = delete;

  /// Why a command may not be recorded any more, when its turn has come, by who has the cases then; nothing: it may.
  /// Asked in the middle of the transaction: it must not write.
  using Objection = std::function<std::optional<base::Refusal>(Command const&, TeamNow const&)>;

  /// Waits until all of them have been answered; durable when it returns. In the order given, for each its outcome.
  std::vector<CommandResult> carry_out(std::vector<Command> const& commands, Objection const& objection = {});

  event::Vocabulary const& vocabulary() const { return known_.vocabulary(); }
  /// Where it records.
  Store& recorded() { return store_; }
  calendar::Instant now() const { return clock_(); }
  calendar::Day today() const { return calendar::day_in_sweden(now()); }

 private:
  struct Work {
    Command const* command;
    Objection const* objection;
    CommandResult outcome;
  };
  using Queue = BatchQueue<Work>;
  using Batch = Queue::Batch;

  struct Written {
    std::vector<journal::Entry> entries;
    CaseWorkspace::Subjects moved_to;
  };

  void run(std::stop_token const& stop);
  bool work(Batch const& batch);
  void ready_workspace();
  void follow_time();
  void discard_workspace();
  CaseWorkspace::Subjects gather_anew(Transaction& transaction, CaseWorkspace::Subjects const& subjects);
  bool attempt(Batch const& batch, bool unsure);
  static Batch not_done(Transaction& transaction, Batch const& batch, bool unsure);
  Written carry_out(Transaction& transaction, Batch const& fresh);
  void carry_out(Transaction& transaction, Work& one, Written& written);
  void read_heads(Transaction& transaction, Batch const& batch);
  void begin();
  calendar::Day today_here() const { return calendar::day_in_sweden(std::max(latest_, clock_())); }
  bool refresh();

  Store& store_;
  Clock clock_;
  Report report_;
  SharedState known_;
  Refresh refresh_;
  std::unique_ptr<CaseWorkspace> workspace_;  ///< what lately was asked for, while only this processor writes
  std::uint64_t position_ = 0;                ///< the journal's last when the workspace was right
  bool begun_ = false;                        ///< it is known whether the views are of this edition
  bool failing_ = false;                      ///< the views could not be brought up to date the last time
  calendar::Instant latest_ = {};             ///< time never goes back in the journal
  Queue queue_{most_in_batch, most_queued};
  std::jthread writer_;  // last: it uses the others
};

}  // namespace overens::app
