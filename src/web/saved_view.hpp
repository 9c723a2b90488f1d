#pragma once

#include "web/names.hpp"
#include "web/templates.hpp"

namespace overens::web {

/// Whether the event was recorded by the command: it has its id, or one of an act of several that were made from it. A
/// way to all of these at once ends with a point where one of them has the command's own id.
bool is_of_command(std::string const& event, std::string_view command);

/// What has just been saved, with a way back, in the include place SAVED: the events, the correction or the withdrawal
/// of the command that the address names.
void show_saved(TemplateData body, app::SubjectPage const& page, SubjectNames const& names, PageContext const& context);

/// Whether it is what that tells of.
bool is_saved_now(app::TimelineEvent const& event, PageContext const& context);

}  // namespace overens::web
