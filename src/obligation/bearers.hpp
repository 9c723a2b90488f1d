#pragma once

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
  /// Who was found, and since when as far as an event says.
  struct Holder {
    base::Symbol name = 0;
    std::optional<calendar::Moment> since;
  };
  using Earlier = std::vector<Actors::Former>;

  BearerOf with_role(event::Role const& role, Rule const& rule, For const& what) const;
  BearerList of_forum(Rule const& rule, For const& what) const;
  BearerList of_parties(Rule const& rule, For const& what) const;
  base::Symbol convenor(Registry::Forum const& forum, Rule const& rule) const;
  Holder look(event::RoleSource const& source, event::Role const& role, Rule const& rule, For const& what,
              Earlier* earlier) const;
  Holder from_events(event::RoleSource const& source, event::Role const& role, For const& what, Earlier* earlier) const;
  base::Symbol participant(event::RoleSource const& source, event::Role const& role, For const& what) const;
  bool has_left(event::RoleSource const& source, base::Symbol authority) const;
  base::Symbol only_of_party(event::Role const& role, Rule const& rule) const;
  base::Symbol of_municipality(event::Role const& role, For const& what) const;

  View const& view_;
  Registry const& registry_;
};

/// What a registration of the person that an act is about says in a field, the latest that counts: of the person that
/// the act names, or, when its own authority has registered nobody of that name, of the one person that others have.
/// Nothing when it is not known, or not which of two.
std::optional<std::uint64_t> registered(View const& view, std::uint32_t act, char const* field);

}  // namespace overens::obligation
