#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/store.hpp"
#include "obligation/engine.hpp"

namespace overens::app {

/// Which part of what somebody has to do.
struct WorkListRequest {
  static constexpr std::size_t most = 1000;

  enum class Move { any, ours, others };

  std::string authority = {};  ///< whose; may be left out by an actor that speaks for one only
  std::size_t limit = 50;      ///< at most so many rows
  std::string after = {};      ///< what the page before gave as `next`; empty: from the beginning
  WorkFilter filter = {};
  Move move = Move::any;
  std::string reason = {};  ///< what the list is needed for, when it has been asked
  /// It leaves the program, as a file or as figures: without names, what is kept most closely, and the cases of those
  /// with a protected identity.
  bool is_taken_out = false;
};

/// Where one of it stands: the subject in whose view, and its id there.
struct WorkPlace {
  std::string authority;
  journal::SubjectRef of;
  std::string id;
};

struct WorkItem {
  ObligationRow row;
  journal::SubjectRef of;
  Nearness nearness = Nearness::others;
  obligation::ListPart part = obligation::ListPart::waits;  ///< by how urgent it is now
  std::string stands_in_for = {};                           ///< the colleague whose it is, who is away
  std::string colleague = {};                               ///< what that one is called
  std::string person = {};                                  ///< whom its case is about, for those who may list that
};

struct WorkList {
  calendar::Moment now = {};
  std::string authority = {};
  std::vector<WorkItem> items = {};
  std::string next = {};   ///< for WorkListRequest::after; empty: that was all
  bool is_of_all = false;  ///< of the whole authority, and not of one unit alone
  /// Some of what came of what others have disclosed was left out: its case shows it to whoever says why.
  bool more_with_reason = false;
};

/// What all parties have to do about the agreements themselves, and stands in no case.
struct SharedWork {
  struct Item {
    WorkItem work;
    std::string party;  ///< that owes it, or whose authority does; empty: of none
  };
  calendar::Moment now = {};
  std::vector<Item> items = {};
  bool is_cut = false;  ///< there is more
};

/// Takes an obligation with what it is said by, valid during the call only, and its row.
using TakeExplained =
    std::function<void(obligation::Engine const&, obligation::Registry const&, obligation::VisibleEvents const&,
                       obligation::Obligation const&, ObligationRow const& row)>;

}  // namespace overens::app
