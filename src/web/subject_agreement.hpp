#pragma once

#include "web/page_context.hpp"
#include "web/templates.hpp"

namespace overens::web {

/// What the agreements say of a subject that they give, in the place FROM_AGREEMENT: how the agreement stands today and
/// where it is read; what a commitment promises, and in which sections.
void show_agreement(TemplateData body, journal::SubjectRef const& subject, PageContext const& context);

}  // namespace overens::web
