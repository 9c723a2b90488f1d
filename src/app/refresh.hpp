#pragma once

#include <functional>
#include <map>
#include <optional>

#include "app/case_workspace.hpp"

namespace overens::app {

/// As of when views were made: how many entries were known to all, and the day. A new day, and an event that all know
/// (an authority that joins, an agreement that is replaced), can change the view of any case.
struct AsOf {
  calendar::Day day = {};
  std::uint64_t shared = 0;

  bool operator==(AsOf const&) const = default;
};

/// Keeps the views of all cases up to date with the day and with what everybody knows, a few at a time so that commands
/// need not wait. How far it has come stands in the store: a program that is started anew goes on from there, and
/// several programs on one database share the work. Each round is made by one edition of the agreements: programs with
/// another leave it to those until the day is over. For the thread of the writer.
class Refresh {
 public:
  Refresh(Store& store, SharedState& known) : store_(store), known_(known) {}

  /// Begins a round if the last was begun by another edition of the agreements, or of the program. Once for each
  /// process: two that differ do not undo each other's work for ever. Throws StoreFailed.
  void begin(calendar::Day today);
  /// Begins a round, whatever has been done. Throws StoreFailed.
  void begin_again(calendar::Day today);
  /// Makes some views anew in a transaction of its own. False: there is nothing left to do. Throws StoreFailed.
  bool step(calendar::Day today, std::size_t most);

  /// Puts those shared views that are not as they were put before.
  void put_shared(Transaction& transaction, std::vector<journal::Entry const*> const& more, calendar::Day today);
  /// What put_shared() put may not have been kept after all.
  void forget_shared() { shared_.clear(); }

  /// As of when all views were made, as far as that is known.
  static std::optional<AsOf> done(Store& store);

 private:
  void clear(Transaction& transaction, calendar::Day today);

  Store& store_;
  SharedState& known_;
  std::map<journal::SubjectRef, std::vector<ObligationRow>> shared_;  ///< as put by this program
  std::size_t shared_count_ = 0;  ///< entries known to all then: with others between, somebody else may have put since
};

/// Says that entries come into the store without their views: all are made anew when a processor comes to it.
void put_off_views(Transaction& transaction);

/// Makes all views anew, as of today. `progress` is told how many subjects are done.
void rebuild(Store& store, SharedState& known, calendar::Day today, std::function<void(std::uint64_t)> const& progress);

/// The subjects whose views are not what their entries say, as of when they were made or of today.
std::vector<journal::SubjectRef> check(Store& store, SharedState& known, calendar::Day today,
                                  std::function<void(std::uint64_t)> const& progress);

}  // namespace overens::app
