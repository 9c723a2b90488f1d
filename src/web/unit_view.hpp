#pragma once

#include <string>
#include <vector>

#include "app/organisation/units.hpp"
#include "web/page_context.hpp"

namespace overens::web {

/// What a unit is called: its name, or its kind when it has none.
std::string name_of(app::UnitDetails const& unit, PageContext const& context);
/// What the unit with the id is called today; empty: there is none.
std::string unit_name(std::string const& id, PageContext const& context);
std::string kind_of(app::UnitDetails const& unit, PageContext const& context);
/// Whom it receives by their ages; empty: all ages, as far as is known.
std::string ages_of(app::UnitDetails const& unit, PageContext const& context);

/// When somebody went through the details last, and whether that is too long ago.
std::string verified(app::UnitDetails const& unit, PageContext const& context);
bool is_verified_lately(app::UnitDetails const& unit, PageContext const& context);
/// What somebody has said is wrong; empty: nobody has.
std::string doubted(app::UnitDetails const& unit, PageContext const& context);

/// The unit is for people of the municipality, or of any of the county's.
bool serves(app::UnitDetails const& unit, PlacePicked const& place);

/// Its page for everybody.
std::string unit_path(app::UnitDetails const& unit);

/// A member of staff with the unit that they work for, if it is known: "Alva Sundin, Beroendeenheten".
std::string with_unit(std::string const& name, std::string const& unit, PageContext const& context);

}  // namespace overens::web
