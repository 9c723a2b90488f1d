#pragma once

#include <optional>
#include <string_view>

#include "web/form.hpp"
#include "web/page.hpp"

namespace overens::web {

// The pages open to everybody: each answers one request.

http::Reply start_page(PageContext const& context);
http::Reply who_page(PageContext const& context);
http::Reply agreements_page(PageContext const& context);
/// `rest`: what follows "/overenskommelser/" in the path.
http::Reply agreement_page(PageContext const& context, std::string_view rest);
http::Reply compare_page(PageContext const& context);
http::Reply deadline_page(PageContext const& context);
http::Reply help_page(PageContext const& context);
http::Reply accessibility_page(PageContext const& context);
/// All components on one page, for those who develop the site.
http::Reply components_page(PageContext const& context);
/// Why there is no answer of another kind: 404, 405, 413, 500 … Needs no `lifecycles`.
http::Reply refusal_page(PageContext const& context, int status);

// What several of them need.

/// The counties with their municipalities, to choose from.
std::vector<OptionGroup> places(PageContext const& context);
/// The form's question where and what, as on the start page and on Who does what.
void who_fields(PageContext const& context, Form const& form, TemplateData to, bool all);
/// The path of a version's pages.
std::string version_path(agreement::Pack const& pack);

}  // namespace overens::web
