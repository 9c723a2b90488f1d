#pragma once

#include <string>
#include <string_view>

namespace overens::base {

/// The text as whoever sees it reads it: what shows nothing left out, each kind of dash as "-", each kind of blank as
/// " ".
std::string as_read(std::string_view text);

/// True of a text of which nothing can be seen.
bool shows_nothing(std::string_view text);

}  // namespace overens::base
