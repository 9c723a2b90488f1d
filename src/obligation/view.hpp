#pragma once

#include <deque>
#include <span>
#include <vector>

#include "obligation/facts.hpp"

namespace overens::obligation {

/// What is asked: how things stood on a day, as known at an instant, to one authority or to all.
struct Question {
  calendar::Moment on = {};
  calendar::Instant as_known = calendar::Instant::max();
  base::Symbol viewer = 0;  ///< 0: everything that anybody recorded (simulation, statistics, scenarios)
};

/// An event as the viewer knew it, corrections applied.
struct Act {
  Fact const* fact = nullptr;
  calendar::Moment when = {};
  std::uint64_t subject = 0;
  std::string const* subject_id = nullptr;  ///< corrected; otherwise as in the fact
  std::span<Datum const> data;
  Group const* in_case = nullptr;  ///< the case, corrected; none: nullptr
  calendar::Instant learnt = {};   ///< when the viewer learnt it
  base::Symbol unit = 0;
  std::uint16_t type = 0;
  bool corrected = false;

  base::Symbol acting() const { return fact->acting; }
  Datum const* datum(base::Symbol field) const {
    for (auto const& d : data) {
      if (d.field == field) return &d;
    }
    return nullptr;
  }
};

/// A disclosure: from its owner to one authority, of single events and of whole types of event in the case.
struct Disclosure {
  Fact const* fact = nullptr;
  base::Symbol owner = 0;
  base::Symbol to = 0;
  std::int64_t from = 0;
  std::int64_t until = INT64_MAX;  ///< ended, or the consent it rested on was withdrawn
  std::vector<std::uint64_t> items;
  std::vector<std::uint16_t> types;
  std::uint32_t in_case = no_case;  ///< of several cases: the one whose events it is about

  bool names(Fact const& fact) const;
  bool covers(Fact const& fact) const;
};

/// Ids said to be the same, each to the one that stands for both.
using Aliases = boost::unordered_flat_map<std::uint64_t, std::uint64_t>;

/// A correction whose data does not fit the corrected event's type, or two different events with one id.
struct Problem {
  std::string event;
  base::Text what;
  bool operator==(Problem const&) const = default;
};

/// The acts of one group as known to the viewer, in the order they happened, with a chain for each type.
class View {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  explicit View(Facts const& facts);

  /// Fills the view anew. `groups` is one group, or several that are said to be the same; `cases` are asked together
  /// with a subject or a person of its own: the cases that its events stand in.
  void build(std::span<Group const* const> groups, Question const& question, Aliases const* aliases = nullptr,
             std::span<Group const* const> cases = {});

  /// Looks at the same events for a subject of its own, all of whose events stand in the case that the view is of;
  /// nullptr: for the case again.
  void focus(Group const* subject);

  std::vector<Act> const& acts() const { return acts_; }
  Act const& act(std::uint32_t i) const { return acts_[i]; }
  std::string_view id(Act const& act) const { return facts_.name(act.fact->id); }
  std::string_view subject_id(Act const& act) const {
    return act.subject_id != nullptr ? std::string_view(*act.subject_id) : facts_.name(act.fact->subject_name);
  }
  /// The first act of a type, and the next of the same type; `none` after the last.
  std::uint32_t first(std::uint16_t type) const { return first_[type]; }
  std::uint32_t next(std::uint32_t act) const { return next_[act]; }
  std::span<std::uint16_t const> types() const { return types_; }
  /// Who acted, each with its first act, in that order.
  std::span<std::pair<base::Symbol, std::uint32_t> const> participants() const { return participants_; }
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
  using Amendments = Facts::Amendments;
  Amendments amendments(Fact const& fact) const;
  /// Events that do not count here on the day asked, as recorded: withdrawn, yet to happen, or moved elsewhere.
  std::vector<Act> const& excluded() const { return excluded_; }
  Question const& question() const { return question_; }
  Facts const& facts() const { return facts_; }
  std::vector<Problem> const& problems() const { return problems_; }

  /// When that authority learnt of the event, or nothing when it has not: its owner when it was recorded, all when it
  /// is shared, others when it was disclosed to them.
  std::optional<calendar::Instant> learnt(base::Symbol authority, Fact const& fact) const;
  /// True when the event names the authority as one that receives it.
  bool is_addressed(Act const& act, base::Symbol authority) const { return is_addressed(*act.fact, authority); }
  /// True when `from` discloses events of the type to `to` in this case as they come, at least through that day.
  bool follows(base::Symbol to, base::Symbol from, std::uint16_t type, calendar::Day through) const;
  /// When corrections and withdrawals that the viewer knows of were recorded in this group, and of which type of event.
  struct Revision {
    calendar::Instant at;
    std::uint16_t type;
    Fact const* of;
  };
  std::vector<Revision> const& revisions() const { return revisions_; }

 private:
  struct Access {
    std::int64_t learnt = 0;
    std::int64_t until = INT64_MAX;  ///< corrections recorded from then on do not reach the viewer
  };
  Act as_recorded(Fact const& fact) const;
  bool belongs(Act const& act, Group const& group) const;
  void exclude(Act const& act, Group const* group);
  void take_registrations(Group const& group);
  bool is_of_another(Act const& act) const;
  void leave_out_unlinked();
  bool is_addressed(Fact const& fact, base::Symbol authority) const;
  void find_disclosures(std::span<Fact const* const> members);
  /// `group`: whose member it is; nullptr: a registration of somebody that the events name.
  void take(Fact const& fact, Group const* group);
  std::optional<Access> known_since(Fact const& fact) const;
  std::int64_t last_correction(Access const& known) const;
  Amendments amendments(Fact const& fact, std::int64_t last) const;
  void note_revisions(Act const& act, Group const* group, std::int64_t last);
  bool was_here(Act act, Group const& group, std::int64_t last);
  bool amend(Act& act, std::int64_t last);
  void apply(Amendment const& amendment, Act& act);
  void patch(Act& act, Amendment const& amendment);
  bool seen_before(Act const& act);
  std::optional<Access> access(base::Symbol authority, Fact const& fact) const;
  bool reaches(Disclosure const& disclosure, Fact const& fact) const;
  std::int64_t limit() const { return question_.as_known.time_since_epoch().count(); }
  void index();

  Facts const& facts_;
  Aliases const* aliases_ = nullptr;
  std::vector<Group const*> groups_;
  std::size_t cases_ = 0;  // how many of them are cases asked together with the others
  bool unlinked_ = false;  // an event without a case is here because of its subject
  Question question_;
  std::vector<Fact const*> members_;  // of all groups, one after another
  std::vector<std::size_t> ends_;     // how many each has
  std::vector<Act> acts_;
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> last_;
  std::vector<std::uint32_t> next_;
  std::vector<std::uint16_t> types_;
  std::vector<std::pair<base::Symbol, std::uint32_t>> participants_;
  std::vector<Disclosure> disclosures_;
  std::deque<std::vector<Datum>> patched_;
  std::vector<Act> excluded_;
  std::vector<Problem> problems_;
  std::vector<Revision> revisions_;
  struct Known {
    std::uint16_t made, ended, withdrawn;
    base::Symbol to, items, types, consent, basis, on_consent;
  } known_;
  std::vector<std::vector<base::Symbol>> receivers_;  // by type: fields that name who receives the event
  std::vector<std::uint32_t> ids_;
};

}  // namespace overens::obligation
