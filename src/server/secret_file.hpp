#pragma once

#include <string>

#include "base/findings.hpp"

namespace overens::server {

/// Says when others than its owner can read the file: what stands in it is then no secret. A group may read one that
/// root owns, as Debian's ssl-cert does: nobody but root has let it in, and who is in it is root's to say. PostgreSQL
/// has the same rule.
void check_secret(base::Place const& place, std::string const& file, base::Findings& findings);

}  // namespace overens::server
