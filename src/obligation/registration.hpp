#pragma once

#include "obligation/visible_events.hpp"

namespace overens::obligation {

/// Of several registrations of a person: the latest of all, or the latest at the act, and the first after it when there
/// was none by then.
enum class Registration { latest, at_act };

/// The registration of the person that an act is about which says the field: of the person that the act names, or,
/// when its own authority has registered nobody of that name, of the one person that others have. Nothing when it is
/// not known, or not which of two.
Act const* registered(VisibleEvents const& view, std::uint32_t act, char const* field, Registration which);

/// When the person that an act is about was born, by the latest registration; nothing when that is not known.
std::optional<calendar::Day> born(VisibleEvents const& view, std::uint32_t act);

}  // namespace overens::obligation
