#pragma once

#include <optional>
#include <string_view>

#include "web/form.hpp"
#include "web/page.hpp"

namespace overens::web {

// The pages open to everybody: each answers one request, whose form has been read.

http::Reply start_page(PageContext const& context, Form& form);
http::Reply who_page(PageContext const& context, Form& form);
http::Reply agreements_page(PageContext const& context, Form& form);
/// A county's agreement: leads to the version of today.
http::Reply county_page(PageContext const& context, Form& form);
/// A part of a version: {county}, {version} and {part}, the first part when there is none.
http::Reply agreement_page(PageContext const& context, Form& form);
http::Reply compare_page(PageContext const& context, Form& form);
http::Reply deadline_page(PageContext const& context, Form& form);
http::Reply help_page(PageContext const& context, Form& form);
http::Reply accessibility_page(PageContext const& context, Form& form);
/// All components on one page, for those who develop the site.
http::Reply components_page(PageContext const& context, Form& form);
/// Why there is no answer of another kind: 404, 405, 413, 500 … Needs no `lifecycles`.
http::Reply refusal_page(PageContext const& context, int status);

// Their fields.

/// Where and what, as the start page asks.
Fields where_fields(PageContext const& context);
/// The same, and for whom and when.
Fields who_fields(PageContext const& context);
Fields day_field(PageContext const& context);
/// A day, and words to look for.
Fields agreement_fields(PageContext const& context);
Fields compare_fields(PageContext const& context);
Fields deadline_fields(PageContext const& context);
Fields component_fields(PageContext const& context);

// What several of them need.

/// The path of a version's pages.
std::string version_path(agreement::Pack const& pack);

}  // namespace overens::web
