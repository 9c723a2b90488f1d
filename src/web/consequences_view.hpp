#pragma once

#include "web/page_context.hpp"
#include "web/templates.hpp"

namespace overens::web {

/// Says what an act would lead to, in consequences.html: what is seen at once, and the rest folded with their count.
void show_consequences(TemplateData part, ForeseenWords const& foreseen);

}  // namespace overens::web
