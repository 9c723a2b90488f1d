#pragma once

#include "obligation/match.hpp"
#include "obligation/obligation.hpp"

namespace overens::obligation {

/// Finds who has a role in a group: the vocabulary says where to look, the pack which roles.
class Bearers {
 public:
  Bearers(View const& view, Registry const& registry) : view_(view), registry_(registry) {}

  /// The authority that has the role for this subject, 0 when it is not known. `opening` may be no_act.
  base::Symbol holder(event::Role const& role, std::uint16_t pack, std::uint64_t subject, std::uint32_t opening) const;
  /// All bearers of the rule for this subject; a role nobody has gives a bearer without a name.
  BearerList of(Rule const& rule, std::uint64_t subject, std::uint32_t opening) const;

 private:
  base::Symbol look(event::RoleSource const& source, event::Role const& role, std::uint16_t pack, std::uint64_t subject,
                    std::uint32_t opening) const;
  base::Symbol municipality_of_person() const;

  View const& view_;
  Registry const& registry_;
};

}  // namespace overens::obligation
