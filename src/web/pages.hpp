#pragma once

#include <optional>
#include <string_view>

#include "web/form.hpp"
#include "web/page.hpp"

namespace overens::web {

// The pages open to everybody: each answers one request.

http::Reply start_page(Visit const& visit);
http::Reply who_page(Visit const& visit);
http::Reply agreements_page(Visit const& visit);
/// `rest`: what follows "/overenskommelser/" in the path.
http::Reply agreement_page(Visit const& visit, std::string_view rest);
http::Reply compare_page(Visit const& visit);
http::Reply deadline_page(Visit const& visit);
http::Reply help_page(Visit const& visit);
http::Reply accessibility_page(Visit const& visit);
/// All components on one page, for those who develop the site.
http::Reply components_page(Visit const& visit);
/// Why there is no answer of another kind: 404, 405, 413, 500 … Needs no `lives`.
http::Reply refusal_page(Visit const& visit, int status);

// What several of them need.

/// The counties with their municipalities, to choose from.
std::vector<OptionGroup> places(Visit const& visit);
/// The form's question where and what, as on the start page and on Who does what.
void who_fields(Visit const& visit, Form const& form, Fields to, bool all);
/// The path of a version's pages.
std::string version_path(agreement::Pack const& pack);

}  // namespace overens::web
