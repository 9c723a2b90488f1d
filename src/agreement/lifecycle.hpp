#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agreement/pack.hpp"

namespace overens::agreement {

/// Something that happened to an agreement itself: an event of a type agreement.* (see doc/events.md). Words that the
/// event does not have are empty.
struct LifecycleEvent {
  std::string type;
  std::string version;  ///< empty: not said, then it concerns the version that held on the day
  calendar::Day on = {};
  std::string party;  ///< code
  std::string forum;
  std::string office;
  std::string by;  ///< who decided; replaced: by what
  std::string addendum;
  std::string weight;  ///< minor, major
  std::optional<calendar::Day> through;
  std::optional<calendar::Day> from;  ///< approved, signed: the day from which it holds, when it names one
  bool in_part = false;               ///< names sections: only they are concerned
};

/// The life of one agreement through its versions: which version holds when, for whom and why. Days are days in
/// Sweden. Pure: built of the packs and of what has been recorded.
class Lifecycle {
 public:
  /// When a version stops holding.
  struct End {
    enum class Why { none, document, prolonged_by_itself, prolonged, replaced };
    std::optional<calendar::Day> last;  ///< the last day it holds; nothing: until further notice
    Why why = Why::none;
    std::vector<LifecycleEvent const*> because;  ///< what was recorded that moved the day
  };

  /// `versions`: the packs of one agreement. `lifecycle_events`: what was recorded on it, in order of day.
  Lifecycle(std::vector<Pack const*> versions, std::vector<LifecycleEvent> lifecycle_events);

  std::vector<Pack const*> const& versions() const { return versions_; }
  std::vector<LifecycleEvent> const& lifecycle_events() const { return lifecycle_events_; }

  End const& end(Pack const& version) const;
  /// The day from which the version holds for the party: the one that its decision or signature names, else the day of
  /// the decision itself; never before the version's first day. While no party's is recorded: the version's first day,
  /// unless the agreement says that it then binds nobody.
  std::optional<calendar::Day> adopted(Pack const& version, std::string_view party) const;
  /// True when no approval or signature by a party is recorded: what is said then rests on the document.
  bool rests_on_document(Pack const& version) const;
  bool holds(Pack const& version, calendar::Day on) const;
  /// True when it holds on the day and some party has adopted it by then.
  bool binds_anybody(Pack const& version, calendar::Day on) const;
  /// The latest version that holds on the day; for a party, that it has adopted by then. Nothing when there is none.
  Pack const* in_force(calendar::Day on) const;
  Pack const* in_force(calendar::Day on, std::string_view party) const;

  /// What was recorded of a type on the version, up to and including the day.
  std::vector<LifecycleEvent const*> of(Pack const& version, std::string_view type, calendar::Day through) const;

  /// By when the version is to be revised: the earlier of the head's own latest day and the last day of one
  /// interval from the first day. Nothing when the head says neither.
  static std::optional<calendar::Day> revision_due(Pack const& version);

 private:
  bool concerns(LifecycleEvent const& lifecycle_event, Pack const& version) const;
  End end_of(Pack const& version) const;

  std::vector<Pack const*> versions_;
  std::vector<LifecycleEvent> lifecycle_events_;
  std::vector<End> ends_;  ///< by version
};

}  // namespace overens::agreement
