#pragma once

#include <string>

namespace overens::http {

/// Sixteen hexadecimal digits that nobody has had before, by chance.
std::string new_request_id();

}  // namespace overens::http
