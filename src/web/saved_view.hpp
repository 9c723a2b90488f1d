#pragma once

#include "web/page_context.hpp"
#include "web/templates.hpp"

namespace overens::web {

/// What has just been saved, with a way back, in the include place SAVED: the events, the correction or the withdrawal
/// of the command that the address names.
void show_saved(TemplateData body, app::SubjectPage const& page, PageContext const& context);

/// Whether it is what that tells of.
bool is_saved_now(app::TimelineEvent const& event, PageContext const& context);

}  // namespace overens::web
