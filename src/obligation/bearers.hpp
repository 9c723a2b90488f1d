#pragma once

#include "obligation/match.hpp"
#include "obligation/obligation.hpp"

namespace overens::obligation {

/// Finds who has a role in a group: the vocabulary says where to look, the pack which roles.
class Bearers {
 public:
  Bearers(View const& view, Registry const& registry) : view_(view), registry_(registry) {}

  /// What a duty is asked about: the subject, the act that opened it (no_act: none), and the day by which a forum
  /// counts.
  struct For {
    std::uint64_t subject = 0;
    std::uint32_t opening = no_act;
    calendar::Day by = {};
  };

  /// All bearers of the rule; a role nobody has gives a bearer without a name. One that a duty was handed over from is
  /// kept beside the one that has it now: what it did while it had the duty counts.
  BearerList of(Rule const& rule, For const& what) const;

 private:
  base::Symbol look(event::RoleSource const& source, event::Role const& role, Rule const& rule, For const& what,
                    boost::container::small_vector<base::Symbol, 1>* earlier) const;
  base::Symbol from_events(event::RoleSource const& source, event::Role const& role, For const& what,
                           boost::container::small_vector<base::Symbol, 1>* earlier) const;
  bool has_left(event::RoleSource const& source, base::Symbol authority) const;
  base::Symbol only_of_party(event::Role const& role, Rule const& rule) const;
  base::Symbol of_municipality(event::Role const& role) const;

  View const& view_;
  Registry const& registry_;
};

}  // namespace overens::obligation
