#pragma once

#include <string_view>

namespace overens::route {

/// The HTTP status of a refusal's code, for pages and for the API. The one table of them; a code that it lacks is a
/// fault in the program: 500.
int status_of(std::string_view code);

}  // namespace overens::route
