#pragma once

#include "app/own_page.hpp"
#include "web/page.hpp"

namespace overens::web {

// What the pages have in common that individuals have for themselves.

inline constexpr char const* own_path = "/min-sida";

/// Puts the button that hides the page at once in the include place HIDE: who is signed in no longer is.
void show_hide_page(TemplateData body, PageContext const& context);

/// What has been recorded that one authority's block shows, newest first.
std::vector<app::TimelineEvent> events_of(app::OwnBlock const& block);

}  // namespace overens::web
