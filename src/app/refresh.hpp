#pragma once

#include <functional>
#include <optional>

#include "app/cases/case_workspace.hpp"

namespace overens::app {

/// Keeps all views up to date with the day and with what everybody knows, a few at a time so that commands need not
/// wait. A round goes over the cases, when their views can have changed, and then over the shared subjects. How far it
/// has come stands in the store: a program that is started anew goes on from there, and several programs on one
/// database share the work. Each round is made by one edition of the agreements: programs with another leave it to
/// those until the day is over. For the thread of the writer.
class Refresh {
 public:
  Refresh(Store& store, SharedState& known) : store_(store), known_(known) {}

  /// Begins a round if the last was begun by another edition of the agreements, or of the program. Called once, when
  /// the process starts: called again, two processes that differ would undo each other's work for ever. Throws
  /// StoreFailed.
  void begin(calendar::Day today);
  enum class Views { kept, forgotten };
  /// Begins a round, whoever made the last. `forgotten`: the views that stand there are taken away at once, since they
  /// may be anything; `kept`: each stands until it is made anew. Throws StoreFailed.
  void begin_again(calendar::Day today, Views before = Views::kept);
  /// Makes some views anew in a transaction of its own. False: there is nothing left to do. Throws StoreFailed.
  bool step(calendar::Day today, std::size_t most);

  /// Puts the shared views that entries which are not in the store yet touch. True when they can change others as well,
  /// which are then made anew in a round.
  bool put_shared(Transaction& transaction, std::vector<journal::Entry const*> const& more, calendar::Day today);

  /// False while views are missing that the journal's entries should have: after an import or a restore, until a round
  /// has ended. Rows that are there may be shown; what is not there may not be taken to be nothing.
  static bool are_complete(Store& store);
  /// As of when all views were made, as far as that is known.
  static std::optional<AsOf> done(Store& store);

 private:
  void clear(Transaction& transaction);

  Store& store_;
  SharedState& known_;
};

/// Says that entries come into the store without their views: all are made anew when a processor comes to it.
void put_off_views(Transaction& transaction);

/// Says that no views are missing, which is so of an empty journal: each command then keeps them so.
void note_views_complete(Transaction& transaction);

/// Makes all views anew, as of today. `progress` is told how many subjects are done.
void rebuild(Store& store, SharedState& known, calendar::Day today, std::function<void(std::uint64_t)> const& progress);

/// The subjects whose views are not what their entries say, as of when they were made or of today.
std::vector<journal::SubjectRef> check(Store& store, SharedState& known, calendar::Day today,
                                       std::function<void(std::uint64_t)> const& progress);

}  // namespace overens::app
