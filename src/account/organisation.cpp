#include "account/organisation.hpp"

#include <algorithm>

#include "event/known.hpp"

namespace overens::account {
namespace {

namespace known = event::known;
using event::said;

template <class T>
T* by_id(std::vector<T>& all, std::string_view id) {
  auto const found = std::find_if(all.begin(), all.end(), [&](T const& one) { return one.id == id; });
  return found == all.end() ? nullptr : &*found;
}

// The last day on which what it ends still holds. What ends at once does not hold for the rest of that day.
calendar::Day last_day_before(StandingEvent const& end) {
  auto const at_once = said(end.values, "at_once") == "true";
  return at_once ? end.happened - std::chrono::days(1) : end.happened;
}

void end_on(Commission& commission, calendar::Day day) {
  commission.through = std::min(commission.through.value_or(day), day);
}

}  // namespace

// An end may have been recorded before what it ends, and what happened later holds: so in the order that each needs.
Organisation::Organisation(std::vector<StandingEvent> const& events, std::vector<std::string> roles_of_two)
    : roles_of_two_(std::move(roles_of_two)) {
  auto in_order = events;
  std::stable_sort(in_order.begin(), in_order.end(),
                   [](auto const& a, auto const& b) { return a.happened < b.happened; });
  for (auto const& event : in_order) {
    if (event.type == known::staff_registered || event.type == known::staff_described) register_or_describe(event);
    if (event.type == known::commission_given) give(event);
  }
  // Whoever has been named anew after an end stands in again.
  for (auto const& event : events) {
    if (event.type == known::commission_stand_in_set) name_stand_in(event);
    if (event.type == known::commission_stand_in_ended) end_stand_in(event);
  }
  for (auto const& event : in_order) {
    if (event.type == known::commission_confirmed) confirm(event);
    if (event.type == known::commission_ended) end(event);
    auto* who = event.type == known::staff_left ? by_id(staff_, event.subject) : nullptr;
    if (who == nullptr) continue;
    who->left_on = event.happened;
    who->works_through = last_day_before(event);
  }
  end_with_staff();
}

void Organisation::register_or_describe(StandingEvent const& event) {
  auto* who = by_id(staff_, event.subject);
  if (who == nullptr) who = &staff_.emplace_back(Staff{.id = std::string(event.subject)});
  who->name = said(event.values, "name");
  who->email = said(event.values, "email");
}

void Organisation::give(StandingEvent const& event) {
  auto const& values = event.values;
  Commission given{std::string(event.subject), said(values, "staff"), std::string(event.owner),
                   said(values, "unit"),       said(values, "role"),  said(values, "purpose")};
  given.from = calendar::parse_day(said(values, "from")).value_or(event.happened);
  given.through = calendar::parse_day(said(values, "through"));
  given.waits = std::find(roles_of_two_.begin(), roles_of_two_.end(), given.role) != roles_of_two_.end();
  given.said_by = event.said_by;
  commissions_.push_back(std::move(given));
}

// Never before it was recorded, whatever day is said.
void Organisation::confirm(StandingEvent const& event) {
  auto* commission = by_id(commissions_, event.subject);
  if (commission == nullptr || !commission->waits) return;
  commission->waits = false;
  commission->confirmed_on = event.recorded;
}

void Organisation::name_stand_in(StandingEvent const& event) {
  auto const from = calendar::parse_day(said(event.values, "from"));
  auto const through = calendar::parse_day(said(event.values, "through"));
  if (from && through) stand_ins_.push_back({std::string(event.subject), said(event.values, "staff"), *from, *through});
}

// At once: the rest of the day is theirs no longer.
void Organisation::end_stand_in(StandingEvent const& event) {
  auto const last = event.happened - std::chrono::days(1);
  for (auto& one : stand_ins_) {
    if (one.commission == event.subject && one.staff == said(event.values, "staff"))
      one.through = std::min(one.through, last);
  }
}

void Organisation::end(StandingEvent const& event) {
  auto* commission = by_id(commissions_, event.subject);
  if (commission == nullptr) return;
  end_on(*commission, last_day_before(event));
  commission->end_reason = said(event.values, "reason");
}

void Organisation::end_with_staff() {
  for (auto& commission : commissions_) {
    auto const* who = staff(commission.staff);
    if (who != nullptr && who->works_through) end_on(commission, *who->works_through);
  }
}

Staff const* Organisation::staff(std::string_view id) const {
  auto const found = std::find_if(staff_.begin(), staff_.end(), [&](Staff const& one) { return one.id == id; });
  return found == staff_.end() ? nullptr : &*found;
}

std::vector<Commission const*> Organisation::stood_in_for_by(std::string_view staff, calendar::Day day) const {
  std::vector<Commission const*> all;
  for (auto const& one : commissions_) {
    auto const is_by_them = [&](StandIn const& by) {
      return by.commission == one.id && by.staff == staff && by.holds_on(day);
    };
    if (one.staff != staff && one.holds_on(day) && std::any_of(stand_ins_.begin(), stand_ins_.end(), is_by_them))
      all.push_back(&one);
  }
  return all;
}

std::vector<Commission const*> Organisation::held_by(std::string_view staff, calendar::Day day) const {
  std::vector<Commission const*> held;
  for (auto const& one : commissions_) {
    if (one.staff == staff && one.holds_on(day)) held.push_back(&one);
  }
  return held;
}

}  // namespace overens::account
