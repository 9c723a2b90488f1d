#pragma once

#include <functional>

#include "obligation/registry.hpp"

namespace overens::obligation {

/// Whose acts count.
struct Actors {
  struct Former {
    base::Symbol name;
    calendar::Moment until;  ///< when the duty was handed on
  };
  bool anyone = false;
  boost::container::small_vector<base::Symbol, 4> authorities;
  boost::container::small_vector<base::Symbol, 2> parties;  ///< any authority of theirs
  boost::container::small_vector<Former, 1> former;         ///< who had the duty before, and did it then
  bool anyone_else = false;                                 ///< a bearer is not known: anybody but `known`
  boost::container::small_vector<base::Symbol, 2> known;
};

/// The period of a recurring duty. An act belongs to the one that it names, or else to the one it happened in.
struct InPeriod {
  std::string_view name;
  calendar::Day from;
  calendar::Day through;
};

/// True of the acts that somebody knows.
using Knows = std::function<bool(Act const&)>;

/// What a condition is asked for: which subject, counted from when, whose acts count.
struct MatchContext {
  std::uint64_t subject = 0;
  calendar::Moment opening = {};
  calendar::Rules const* rules = nullptr;  ///< how the agreement counts windows
  Actors const* actors = nullptr;          ///< nullptr: anyone's acts count
  InPeriod const* period = nullptr;
  bool opens = false;           ///< the condition is the opening itself
  Knows const* only = nullptr;  ///< only these acts count; nullptr: all do
};

/// Finds acts that make a condition true. Acts are numbered as in the view, in the order they happened.
class Matcher {
 public:
  using Number = std::optional<std::uint32_t>;
  using From = std::optional<calendar::Moment>;

  Matcher(VisibleEvents const& view, Registry const& registry) : view_(view), registry_(registry) {}

  /// The act with which the condition becomes true, at or after `from`; not before the act with number `least`. One
  /// that counts from before the opening must stand at it.
  Number first(CompiledCondition const& when, MatchContext const& context, From const& from,
               std::uint32_t least = 0) const;
  /// The latest act by which the condition holds at `at`: it happened by then and has not been ended by then.
  Number standing(CompiledCondition const& when, MatchContext const& context, calendar::Moment const& at) const {
    return standing_since(when, context, std::nullopt, at);
  }
  /// The first act after `after` with which the condition holds, whenever the other acts that it needs happened.
  Number standing_after(CompiledCondition const& when, MatchContext const& context,
                        calendar::Moment const& after) const;
  /// True when the condition holds with this act.
  bool holds_with(CompiledCondition const& when, MatchContext const& context, From const& from,
                  std::uint32_t act) const;
  /// The acts that have made the condition true at or after `from` and through `last`: the one by which it becomes
  /// true, and each further one.
  std::vector<std::uint32_t> each(CompiledCondition const& when, MatchContext const& context, From const& from,
                                  From const& last) const;
  /// Every act that counts for an event condition by `at`, in order.
  std::vector<std::uint32_t> counted(CompiledCondition const& when, MatchContext const& context, From const& from,
                                     calendar::Moment const& at) const;
  /// The type, the fields, the tie and the actor, without regard to time.
  bool fits(CompiledCondition const& when, Act const& act, MatchContext const& context) const;
  /// The subject that the act is about, by the link; nothing when it does not say.
  std::optional<std::uint64_t> carried(SubjectLink const& link, Act const& act) const;
  bool by(Actors const& actors, Act const& act) const;

 private:
  bool test(Test const& test, Act const& act) const;
  bool has_role(std::string const& role, std::uint64_t agreement, std::uint64_t forum) const;
  bool has_value(Test const& test, Act const& act) const;
  bool is_about(SubjectLink const& link, Act const& act, std::uint64_t subject) const;
  bool in_window(CompiledCondition const& when, Act const& act, MatchContext const& context) const;
  bool in_period(InPeriod const& period, Act const& act) const;
  bool counts(CompiledCondition const& when, Act const& act, MatchContext const& context, From const& start) const;
  bool ended(CompiledCondition const& when, std::uint32_t act, calendar::Moment const& at) const;
  bool counts_enough(CompiledCondition const& when, MatchContext const& context, From const& from,
                     calendar::Moment const& at) const;
  bool takes_part(CompiledCondition const& when, MatchContext const& context, From const& from,
                  std::uint32_t act) const;
  bool stands_at_opening(CompiledCondition const& when, MatchContext const& context, From const& from,
                         std::uint32_t act) const;
  Number standing_since(CompiledCondition const& when, MatchContext const& context, From const& from,
                        calendar::Moment const& at) const;
  From lower(CompiledCondition const& when, MatchContext const& context, From const& from,
             calendar::Moment const& at) const;
  MatchContext counted_from_the_others(CompiledCondition const& all, MatchContext context, From const& from,
                                       calendar::Moment const& at) const;

  VisibleEvents const& view_;
  Registry const& registry_;
};

}  // namespace overens::obligation
