#pragma once

#include <string_view>

#include "web/names.hpp"

namespace overens::web {

/// The part of a case's page that has all that has been recorded; the others are the vocabulary's.
inline constexpr std::string_view all_events_part = "handelser";

/// Its address.
std::string case_part_path(std::string const& in_case, std::string_view part);

/// Puts the links to the parts of a case's page in the include place CASE_PARTS. `here`: the one that is shown; empty:
/// the overview.
void show_case_parts(TemplateData to, std::string const& in_case, std::string_view here, PageContext const& context);

/// Whether the part shows it.
bool is_in_part(event::CasePart const& part, app::TimelineEvent const& event, PageContext const& context);
/// The same of what is owed: by the acts that go on with it.
bool is_in_part(event::CasePart const& part, app::ObligationRow const& row, SubjectNames const& names,
                PageContext const& context);

}  // namespace overens::web
