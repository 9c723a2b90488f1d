#include "app/ports/views.hpp"

#include <algorithm>
#include <tuple>

namespace overens::app {

namespace {

calendar::Day day_or_last(std::optional<calendar::Day> const& due_on) {
  return due_on.value_or(calendar::Day::max());
}

}  // namespace

std::int64_t place_in_list(std::optional<calendar::Day> const& day, obligation::Pace pace) {
  if (!day) return without_day;
  auto const number = std::int64_t{day->time_since_epoch().count()};
  return pace == obligation::Pace::missed ? -number : number;
}

bool is_before(ObligationKey const& a, ObligationKey const& b) {
  return std::tuple(day_or_last(a.due_on), std::tie(a.in_case, a.id)) <
         std::tuple(day_or_last(b.due_on), std::tie(b.in_case, b.id));
}

bool is_before(CaseKey const& a, CaseKey const& b) {
  return std::tuple(day_or_last(a.next_due_on), std::tie(a.in_case)) <
         std::tuple(day_or_last(b.next_due_on), std::tie(b.in_case));
}

bool is_before(WorkKey const& a, WorkKey const& b) {
  return std::tuple(a.part, a.nearness, a.place, std::tie(a.in_case, a.id)) <
         std::tuple(b.part, b.nearness, b.place, std::tie(b.in_case, b.id));
}

CaseHolder const* CaseTeam::holder(std::string_view staff) const {
  auto const found = std::find_if(holders.begin(), holders.end(), [&](auto const& one) { return one.staff == staff; });
  return found == holders.end() ? nullptr : &*found;
}

std::string_view to_string(Taken taken) {
  switch (taken) {
    case Taken::no_case:
      return "no_case";
    case Taken::by_nobody:
      return "by_nobody";
    case Taken::by_somebody:
      return "by_somebody";
  }
  return {};
}

void sort(SubjectView& view) {
  std::sort(view.obligations.begin(), view.obligations.end(),
            [](auto const& a, auto const& b) { return std::tie(a.authority, a.id) < std::tie(b.authority, b.id); });
  std::sort(view.heads.begin(), view.heads.end(),
            [](auto const& a, auto const& b) { return a.authority < b.authority; });
}

}  // namespace overens::app
