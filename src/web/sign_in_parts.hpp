#pragma once

#include <string>

#include "web/forms/form.hpp"
#include "web/forms/kept_form.hpp"
#include "web/page.hpp"

namespace overens::web {

// What the pages have in common on which somebody shows who they are.

inline constexpr char const* password_name = "losenord";
inline constexpr char const* code_name = "kod";
/// The cookie by which a browser in which an account has been entered is known again.
inline constexpr char const* known_browser_cookie = "__Host-kand";

/// The password and a code, as they are asked of somebody who has an account.
Fields secret_fields(PageContext const& context);
std::string known_browser_of(PageContext const& context);

/// The form of the page sign_in.html, with what it keeps for the way on.
void begin_form(TemplateData body, PageContext const& context, std::string const& action, base::Text const& button,
                Form const& form, KeptForm const* kept = nullptr);

}  // namespace overens::web
