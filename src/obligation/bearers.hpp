#pragma once

#include "obligation/obligation.hpp"

namespace overens::obligation {

/// Finds who has a role in a group: the vocabulary says where to look, the pack which roles.
class Bearers {
 public:
  Bearers(VisibleEvents const& view, Registry const& registry) : view_(view), registry_(registry) {}

  /// What a duty is asked about: the subject, the act that opened it (no_act: none), and the day by which a forum
  /// counts.
  struct For {
    std::uint64_t subject = 0;
    std::uint32_t opening = no_act;
    calendar::Day by = {};
  };

  /// All bearers of the rule; a role nobody has gives a bearer without a name. Of a duty that was handed over it is the
  /// one that has it now; those that had it before stand in its `earlier`, since what they did then counts.
  BearerList of(Rule const& rule, For const& what) const;

 private:
  /// Who was found, and when it came if that was after the opening.
  struct Found {
    base::Symbol name = 0;
    std::optional<calendar::Moment> later;  ///< nothing: it was there at the opening
  };
  struct Named {
    base::Symbol name;
    std::uint32_t act;
  };

  BearerOf with_role(event::Role const& role, Rule const& rule, For const& what) const;
  BearerOf held(event::Role const& role, For const& what) const;
  BearerOf fixed(event::Role const& role, Rule const& rule, For const& what) const;
  BearerList of_forum(Rule const& rule, For const& what) const;
  BearerList of_parties(Rule const& rule, For const& what) const;
  std::vector<base::Symbol> convenors(Registry::Forum const& forum, Rule const& rule) const;
  Found look(event::RoleSource const& source, event::Role const& role, Rule const& rule, For const& what) const;
  base::Symbol named_by_opening(event::RoleSource const& source, event::Role const& role, For const& what) const;
  std::vector<Named> named_by_events(event::RoleSource const& source, event::Role const& role, For const& what) const;
  Found latest_at_opening(std::vector<Named> const& all, For const& what) const;
  Found participant(event::RoleSource const& source, event::Role const& role, Rule const& rule, For const& what) const;
  std::optional<std::uint32_t> came_in(event::RoleSource const& source, event::Role const& role,
                                       std::vector<Named> const& named, base::Symbol authority, For const& what) const;
  std::optional<std::uint32_t> last_left(event::RoleSource const& source, base::Symbol authority,
                                         For const& what) const;
  Found only_of_party(event::Role const& role, Rule const& rule, For const& what) const;
  Found of_municipality(event::Role const& role, Rule const& rule, For const& what) const;
  template <class IsWanted>
  Found only_registered(event::Role const& role, For const& what, IsWanted const& is_wanted) const;
  bool is_by_opening(std::uint32_t act, For const& what) const;
  bool is_of_agreement(base::Symbol authority, Rule const& rule, calendar::Day on) const;
  calendar::Day day_of(For const& what) const;

  VisibleEvents const& view_;
  Registry const& registry_;
};

}  // namespace overens::obligation
