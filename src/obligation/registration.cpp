#include "obligation/registration.hpp"

#include "event/known.hpp"

namespace overens::obligation {

Act const* registered(VisibleEvents const& view, std::uint32_t number, char const* field, Registration which) {
  auto const& type = *view.facts().vocabulary().type(event::known::person_registered);
  auto const symbol = type.field(field)->symbol;
  auto const* about = number == no_act ? nullptr : &view.act(number);
  auto const* named = about == nullptr || about->fact->person == 0 ? nullptr : about->fact;
  Act const* own = nullptr;
  Act const* others = nullptr;
  bool several = false;
  for (auto i = view.first(type.number); i != VisibleEvents::none; i = view.next(i)) {
    auto const& act = view.act(i);
    if (act.datum(symbol) == nullptr) continue;
    auto const is_later = about != nullptr && calendar::is_before(about->when, act.when);
    if (which == Registration::at_act && is_later && (own != nullptr || others != nullptr)) break;
    if (named != nullptr && act.fact->owner == named->owner) {
      if (act.fact->person == named->person) own = &act;
      continue;
    }
    several = several ||
              (others != nullptr && others->fact->owner == act.fact->owner && others->fact->person != act.fact->person);
    others = &act;
  }
  return own != nullptr ? own : several ? nullptr : others;
}

std::optional<calendar::Day> born(VisibleEvents const& view, std::uint32_t act) {
  constexpr auto field = "birth_date";
  auto const* registration = registered(view, act, field, Registration::latest);
  if (registration == nullptr) return std::nullopt;
  auto const& type = view.facts().vocabulary().types[registration->type];
  auto const day = registration->datum(type.field(field)->symbol)->value;
  return calendar::Day(std::chrono::days(static_cast<std::int64_t>(day)));
}

}  // namespace overens::obligation
