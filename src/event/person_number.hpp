#pragma once

#include <optional>
#include <string_view>

#include "base/refusal.hpp"
#include "calendar/day.hpp"
#include "event/event.hpp"

namespace overens::event {

/// Whether the words hold what is a personal or coordination number, or a reserve number as the regions make them: a
/// valid day, its length and its check digit. With or without the century, and the mark before the last four.
bool holds_person_number(std::string_view words);

/// Whether the twelve signs, with the century and without a mark, are one of those.
bool is_person_number(std::string_view twelve);

/// The day that eight digits, or what begins with them, tell; of a coordination number without the 60 by which it is
/// raised. Nothing: it tells none, as of a reserve number.
std::optional<calendar::Day> day_of_birth(std::string_view eight);

/// What refuses them.
base::Text no_person_numbers();

/// Refused with `person_number` when one stands in the event's ids or free words; `field` names where. Fields of the
/// vocabulary that hold numbers of another kind (`other_number`) are left alone.
base::Expected<void> without_person_numbers(Event const& event);

}  // namespace overens::event
