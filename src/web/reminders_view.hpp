#pragma once

#include "app/signing_in/sign_in.hpp"
#include "web/page_context.hpp"
#include "web/templates.hpp"

namespace overens::web {

/// How somebody is reminded outside the program, on the page of their account: nothing while they work under no
/// commission.
void show_reminders(TemplateData body, PageContext const& context, app::OwnAccount const& own);

}  // namespace overens::web
