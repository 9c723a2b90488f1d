#pragma once

#include <array>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/ports/store.hpp"
#include "obligation/engine.hpp"

namespace overens::app {

/// Which part of what somebody has to do.
struct WorkListRequest {
  static constexpr std::size_t most = 1000;
  static constexpr std::size_t most_counted = 1000;

  enum class Move { any, ours, others };

  std::string authority = {};  ///< whose; may be left out by an actor that speaks for one only
  std::size_t limit = 50;      ///< at most so many rows
  std::string after = {};      ///< what the page before gave as `next`; empty: from the beginning
  WorkFilter filter = {};
  Move move = Move::any;
  bool only_new = false;     ///< what has opened since the last working day
  bool with_counts = false;  ///< how much there is of it, and where the page stands in it
  std::string reason = {};   ///< what the list is needed for, when it has been asked
  /// It leaves the program, as a file or as figures: without names, what is kept most closely, and the cases of those
  /// with a protected identity.
  bool is_taken_out = false;
};

/// From when on what has opened is new: the last working day before it. How days off are counted differs between
/// agreements: for all of them an eve is off.
calendar::Day new_since(calendar::Day today);

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
  bool is_new = false;                                      ///< it has opened since the last working day
  std::set<access::ObjectClass> may_record = {};            ///< in its case, by whoever asks: what is kept so closely
  std::string closed_by = {};  ///< why whoever asks may list it and not open it: the code of that refusal
};

/// How much there is of what has been asked for, on all pages together.
struct WorkCounts {
  std::array<std::size_t, obligation::list_parts> parts = {};  ///< by ListPart
  std::size_t all = 0;
  std::size_t fresh = 0;
  bool is_cut = false;  ///< there is more than has been counted, which comes after it in the list
};

struct WorkList {
  calendar::Moment now = {};
  std::string authority = {};
  std::vector<WorkItem> items = {};
  std::string next = {};                     ///< for WorkListRequest::after; empty: that was all
  calendar::Day new_since = {};              ///< the last working day
  std::optional<WorkCounts> counts = {};     ///< when asked for
  std::optional<std::size_t> before = {};    ///< so many rows stand before the page, when they have been counted
  std::optional<std::string> previous = {};  ///< for `after`, of the page before; nothing: there is none, or not known
  bool is_of_all = false;                    ///< of the whole authority, and not of one unit alone
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
