#pragma once

#include "web/page_context.hpp"
#include "web/templates.hpp"

namespace overens::web {

/// Names the stand-in that is ended.
inline constexpr char const* ended_stand_in_field = "vikarie";

/// Puts who stands in for whoever sees their account, and the way to name or end one, in the section AWAY.
void show_stand_ins(TemplateData body, PageContext const& context);

}  // namespace overens::web
