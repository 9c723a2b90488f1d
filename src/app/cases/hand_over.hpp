#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "account/organisation.hpp"
#include "app/access_check.hpp"
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
  /// A case that they were shown before and that does not go now: where it is, as far as they may know.
  struct Gone {
    std::string in_case;
    std::string unit = {};
    std::vector<std::string> staff = {};  ///< the names of those who work in it
    std::string by = {};        ///< the name of who said last who has it, where that does not tell who works there
    std::string by_unit = {};   ///< for which unit they worked
    calendar::Instant at = {};  ///< when
  };
  std::vector<Case> cases = {};
  std::size_t of_other_units = 0;  ///< that are left: those units' managers hand them over
  std::vector<Gone> gone = {};

  /// The cases and what the new one gets in each, in words by which a form holds what it has shown.
  std::string seen() const;
};

/// Who can be chosen: those whose cases it could be, and those who could work in them.
struct HandOverPeople {
  std::vector<account::Staff> from = {};
  std::vector<account::Staff> to = {};
};

/// What has been handed over by a command.
struct HandOverReceipt {
  HandOver done;               ///< `to` is empty when they worked in all of the cases before
  std::string from_name = {};  ///< of staff
  std::string to_name = {};    ///< the same
  std::vector<std::string> cases = {};
  calendar::Instant at = {};
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

  base::Expected<HandOverPeople> people(access::Actor const& actor);
  /// What would go, and what has become of the rest of what was `seen` (HandOverPlan::seen(), as a form sends it back).
  /// Of cases that whoever asks may not know of it tells nothing. `unknown_staff`, `unknown_unit`: it is none of
  /// theirs, the same as the other, or has no commission by which they could work in the cases.
  base::Expected<HandOverPlan> plan(access::Actor const& actor, HandOver const& asked, std::string_view seen = {});
  /// Durable when it returns. `not_held`: there is nothing to hand over; `version_conflict`: not what was `seen`.
  base::Expected<void> carry_out(access::Actor const& actor, HandOver const& asked, std::string_view seen,
                                 std::string const& command);
  /// For whoever did it. `not_found`: nothing was by a command of theirs.
  base::Expected<HandOverReceipt> receipt(access::Actor const& actor, std::string const& command);

 private:
  base::Expected<void> can_take_over(Store& store, std::string const& authority, HandOver const& asked) const;
  void add_gone(Store& store, AccessCheck& check, std::string const& authority, std::string_view seen,
                HandOverPlan& plan) const;
  std::vector<event::Draft> drafts(HandOver const& asked, HandOverPlan const& plan, std::string const& authority) const;

  Looks& looks_;
  Commands& commands_;
  AgreementStatus& agreements_;
  event::Vocabulary const& vocabulary_;
  Clock clock_;
};

}  // namespace overens::app
