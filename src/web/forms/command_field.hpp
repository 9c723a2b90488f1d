#pragma once

#include <string>

#include "web/page_context.hpp"
#include "web/templates.hpp"

namespace overens::web {

/// The hidden field of a form that has something recorded: the id of the command, by chance, made when the form was
/// shown. A form that is sent twice, or once more after a step back, asks twice for the same command, which is carried
/// out once.
inline constexpr char const* command_field = "kommando";

/// As the form that was sent says; a new one when it says none that can be one.
std::string command_in(PageContext const& context);

}  // namespace overens::web
