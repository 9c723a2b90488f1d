#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "web/forms/form.hpp"

namespace overens::web {

/// The name of the buttons of a form that has several: which was pressed is its value.
inline constexpr char const* button_field = "gor";

/// Which of these buttons was pressed. None of them: empty, and the form says so.
std::string pressed(Form& form, PageContext const& context, std::initializer_list<std::string_view> buttons);

}  // namespace overens::web
