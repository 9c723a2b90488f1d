#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/day.hpp"
#include "event/plain_values.hpp"

namespace overens::account {

/// Somebody who works at an authority, as it has recorded them last.
struct Staff {
  std::string id;
  std::string name = {};
  std::string email = {};
  std::optional<calendar::Day> left_on = {};        ///< when they left, or are to leave
  std::optional<calendar::Day> works_through = {};  ///< their last day with any right: that, or the day before
};

/// What a member of staff may do: in a role, for a purpose, for a unit, through its last day.
struct Commission {
  std::string id;
  std::string staff;
  std::string authority;
  std::string unit;  ///< empty: the whole authority
  std::string role;
  std::string purpose;
  calendar::Day from = {};
  std::optional<calendar::Day> through = {};  ///< its last day, as given or ended sooner; nothing: until further notice
  std::string end_reason = {};                ///< when it was ended
  bool waits = false;                         ///< for another administrator to confirm it: until then it gives nothing
  std::optional<calendar::Day> confirmed_on = {};
  std::vector<std::string> said_by = {};  ///< the ids of those who gave it, or corrected what it gives

  /// Whoever of the staff it is: another than who gave it, or gets it.
  bool may_be_confirmed_by(std::string_view staff_id) const {
    return waits && staff_id != staff && std::find(said_by.begin(), said_by.end(), staff_id) == said_by.end();
  }
  /// Of a role that two give: another than its holder ends it.
  bool may_be_ended_by(std::string_view staff_id) const {
    return end_reason.empty() && (staff_id != staff || (!waits && !confirmed_on));
  }
  bool holds_on(calendar::Day day) const {
    return !waits && std::max(from, confirmed_on.value_or(from)) <= day && (!through || day <= *through);
  }
};

/// Somebody who does the work of a commission while its holder is away.
struct StandIn {
  std::string commission;
  std::string staff;
  calendar::Day from = {};
  calendar::Day through = {};  ///< the last day, as named or ended sooner

  bool holds_on(calendar::Day day) const { return from <= day && day <= through; }
};

/// One of an authority's own events as it stands: corrected, and not withdrawn.
struct StandingEvent {
  std::string_view type;
  std::string_view subject;
  std::string_view owner;
  calendar::Day happened = {};
  event::PlainValues values = {};
  calendar::Day recorded = {};
  std::vector<std::string> said_by = {};  ///< who recorded it, or corrected it
};

/// An authority's staff and their commissions, by its own events. Who had which right on which day can be asked of any
/// day, since what has ended is kept. Whoever has left holds nothing after that day.
class Organisation {
 public:
  Organisation() = default;
  /// The events in the order recorded. `roles_of_two`: those whose commissions wait for another administrator.
  explicit Organisation(std::vector<StandingEvent> const& events, std::vector<std::string> roles_of_two = {});

  std::vector<Staff> const& staff() const { return staff_; }
  Staff const* staff(std::string_view id) const;
  std::vector<Commission> const& commissions() const { return commissions_; }

  std::vector<StandIn> const& stand_ins() const { return stand_ins_; }
  /// The commissions of others that the member of staff stood in for on the day, each once, as far as they held then.
  std::vector<Commission const*> stood_in_for_by(std::string_view staff, calendar::Day day) const;

  /// The commissions that the member of staff held on the day, in the order given.
  std::vector<Commission const*> held_by(std::string_view staff, calendar::Day day) const;

 private:
  void register_or_describe(StandingEvent const& event);
  void give(StandingEvent const& event);
  void confirm(StandingEvent const& event);
  void name_stand_in(StandingEvent const& event);
  void end_stand_in(StandingEvent const& event);
  void end(StandingEvent const& event);
  void end_with_staff();

  std::vector<Staff> staff_;
  std::vector<Commission> commissions_;
  std::vector<StandIn> stand_ins_;
  std::vector<std::string> roles_of_two_;
};

}  // namespace overens::account
