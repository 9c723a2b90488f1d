#pragma once

#include "obligation/disclosures.hpp"
#include "obligation/timeline.hpp"

namespace overens::obligation {

/// What is asked: how things stood on a day, as known at an instant, to one authority or to all.
struct Question {
  calendar::Moment on = {};
  calendar::Instant as_known = calendar::Instant::max();
  base::Symbol viewer = 0;  ///< 0: everything that anybody recorded (simulation, statistics, scenarios)
};

/// Ids said to be the same, each to the one that stands for both.
using Aliases = boost::unordered_flat_map<std::uint64_t, std::uint64_t>;

/// The acts of one group as known to the viewer: what the disclosures let it know (`Disclosures`), as corrected
/// (`Corrections`), in the order they happened (`Timeline`), of what belongs to the group.
class VisibleEvents {
 public:
  static constexpr std::uint32_t none = Timeline::none;

  explicit VisibleEvents(Facts const& facts);

  /// Fills the view anew. `groups` is one group, or several that are said to be the same; `cases` are asked together
  /// with a subject or a person of its own: the cases that its events stand in.
  void build(std::span<Group const* const> groups, Question const& question, Aliases const* aliases = nullptr,
             std::span<Group const* const> cases = {});

  /// Looks at the same events for a subject of its own, all of whose events stand in the case that the view is of;
  /// nullptr: for the case again.
  void focus(Group const* subject);

  std::vector<Act> const& acts() const { return timeline_.acts(); }
  Act const& act(std::uint32_t i) const { return timeline_.acts()[i]; }
  std::string_view id(Act const& act) const { return facts_.name(act.fact->id); }
  std::string_view subject_id(Act const& act) const {
    return act.subject_id != nullptr ? std::string_view(*act.subject_id) : facts_.name(act.fact->subject_name);
  }
  /// The first act of a type, and the next of the same type; `none` after the last.
  std::uint32_t first(std::uint16_t type) const { return timeline_.first(type); }
  std::uint32_t next(std::uint32_t act) const { return timeline_.next(act); }
  std::span<std::uint16_t const> types() const { return timeline_.types(); }
  /// Who acted, each with its first act, in that order.
  std::span<std::pair<base::Symbol, std::uint32_t> const> participants() const { return timeline_.participants(); }
  Group const& group() const { return *groups_.front(); }
  /// What the group's subject is known by, whichever of its names is used.
  std::uint64_t key() const { return standing_for(group().key); }
  bool has_aliases() const { return aliases_ != nullptr && !aliases_->empty(); }
  std::uint64_t standing_for(std::uint64_t id) const {
    if (!has_aliases()) return id;
    auto const found = aliases_->find(id);
    return found == aliases_->end() ? id : found->second;
  }
  /// True when the event is about the group's own subject or person, or stands in its case.
  bool is_own(Act const& act) const;
  /// As it was first recorded, whatever was corrected since.
  Act original(Act const& act) const;
  /// An event as the viewer knows it now, wherever it belongs; nothing when it does not know of it, or knows that it
  /// was withdrawn.
  std::optional<Act> as_known(Fact const& fact);
  /// The corrections and withdrawals of the event that the viewer knows of, and that stand; in the order recorded.
  Facts::Amendments amendments(Fact const& fact) const;
  /// Events that do not count here on the day asked, as recorded: withdrawn, yet to happen, or moved elsewhere.
  std::vector<Act> const& excluded() const { return excluded_; }
  Question const& question() const { return question_; }
  Facts const& facts() const { return facts_; }
  /// Of corrections, and of events with one id.
  std::vector<Problem> problems() const;

  /// When that authority learnt of the event, or nothing when it has not: its owner when it was recorded, all when it
  /// is shared, others when it was disclosed to them.
  std::optional<calendar::Instant> learnt(base::Symbol authority, Fact const& fact) const;
  /// How the authority came to know the event of another's, whatever has become of it since. Valid until the view is
  /// filled anew.
  std::optional<Receipt> receipt(base::Symbol authority, Fact const& fact) const {
    return disclosures_.receipt(authority, fact);
  }
  /// To whom something in these groups is disclosed, each once.
  std::vector<base::Symbol> receivers() const { return disclosures_.receivers(); }
  /// All that is recorded in the groups, whether the viewer knows of it or not.
  std::span<Fact const* const> members() const { return members_; }
  /// True when the event names the authority as one that should have it.
  bool is_addressed(Act const& act, base::Symbol authority) const {
    return disclosures_.is_addressed(*act.fact, authority);
  }
  /// True when `from` discloses events of the type to `to` in this case as they come, at least through that day.
  bool follows(base::Symbol to, base::Symbol from, std::uint16_t type, calendar::Day through) const {
    return disclosures_.follows(to, from, type, through);
  }
  /// When corrections and withdrawals that the viewer knows of were recorded in this group, and of which type of event.
  struct Revision {
    calendar::Instant at;
    std::uint16_t type;
    Fact const* of;
  };
  std::vector<Revision> const& revisions() const { return revisions_; }

 private:
  bool belongs(Act const& act, Group const& group) const;
  void exclude(Act const& act, Group const* group);
  void take_registrations(Group const& group);
  bool is_of_another(Act const& act) const;
  void leave_out_unlinked();
  /// `group`: whose member it is; nullptr: a registration of somebody that the events name.
  void take(Fact const& fact, Group const* group);
  std::optional<std::int64_t> known_since(Fact const& fact) const;
  void note_revisions(Act const& act, Group const* group);
  bool was_here(Act act, Group const& group);
  std::int64_t limit() const { return question_.as_known.time_since_epoch().count(); }

  Facts const& facts_;
  Aliases const* aliases_ = nullptr;
  std::vector<Group const*> groups_;
  std::size_t cases_ = 0;  // how many of them are cases asked together with the others
  bool unlinked_ = false;  // an event without a case is here because of its subject
  Question question_;
  std::vector<Fact const*> members_;  // of all groups, one after another
  std::vector<std::size_t> ends_;     // how many each has
  Corrections corrections_;
  Disclosures disclosures_;
  Timeline timeline_;
  std::vector<Act> excluded_;
  std::vector<Revision> revisions_;
};

}  // namespace overens::obligation
