#pragma once

#include "web/page_context.hpp"
#include "web/templates.hpp"

namespace overens::web {

/// Puts how a member of staff signs in, with a link to where that is kept, in the section ACCOUNT; nothing when whoever
/// asks does not keep accounts.
void show_account_link(TemplateData body, app::SubjectPage const& staff, PageContext const& context);

}  // namespace overens::web
