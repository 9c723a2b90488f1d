#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/agreement_status.hpp"
#include "app/commands.hpp"
#include "app/looks/looks.hpp"

namespace overens::app {

/// Whose cases go to whom, of one authority: a member of staff's to another, or a unit's to another.
struct HandOver {
  enum class Of { staff, unit };
  Of of = Of::staff;
  std::string from = {};
  std::string to = {};
};

/// What of it whoever asks may hand over.
struct HandOverPlan {
  struct Case {
    std::string in_case;
    bool is_named = false;  ///< staff: the one who lets it go sees what is kept most closely in it
    bool is_held = false;   ///< staff: the one who takes it over works in it already, and sees as much
  };
  std::vector<Case> cases = {};
  std::size_t of_other_units = 0;  ///< that are left: those units' managers hand them over
};

/// Hands over all of somebody's cases at once, open and closed: each role in a case ends for the one and begins for the
/// other in the same command, all or nothing. Each call takes the actor; decided and kept as Queries and Commands do.
class HandOvers {
 public:
  using Clock = LookKeeper::Clock;

  /// What it is given must outlive it.
  HandOvers(Looks& looks, Commands& commands, AgreementStatus& agreements, event::Vocabulary const& vocabulary,
            Clock clock)
      : looks_(looks),
        commands_(commands),
        agreements_(agreements),
        vocabulary_(vocabulary),
        clock_(std::move(clock)) {}

  /// What would go. Of cases that whoever asks may not know of it tells nothing. `unknown_staff`, `unknown_unit`: it is
  /// none of theirs, the same as the other, or has no commission by which they could work in the cases.
  base::Expected<HandOverPlan> plan(access::Actor const& actor, HandOver const& asked);
  /// Durable when it returns. `version_conflict`: other cases would go than the `seen` ones that they were told of.
  base::Expected<void> carry_out(access::Actor const& actor, HandOver const& asked, std::size_t seen,
                                 std::string const& command);

 private:
  base::Expected<void> can_take_over(Store& store, std::string const& authority, HandOver const& asked) const;
  std::vector<event::Draft> drafts(HandOver const& asked, HandOverPlan const& plan, std::string const& authority) const;

  Looks& looks_;
  Commands& commands_;
  AgreementStatus& agreements_;
  event::Vocabulary const& vocabulary_;
  Clock clock_;
};

}  // namespace overens::app
