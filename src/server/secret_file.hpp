#pragma once

#include <string>

#include "base/findings.hpp"

namespace overens::server {

/// Says when others than its owner can read the file: what stands in it is then no secret.
void check_secret(base::Place const& place, std::string const& file, base::Findings& findings);

}  // namespace overens::server
