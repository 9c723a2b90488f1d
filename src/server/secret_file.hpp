#pragma once

#include <string>

#include "base/findings.hpp"

namespace overens::server {

/// Says when others than its owner can read the file: what stands in it is then no secret. A group may read one that
/// root owns, as Debian's ssl-cert does: nobody but root has let it in, and who is in it is root's to say. PostgreSQL
/// has the same rule.
void check_secret(base::Place const& place, std::string const& file, base::Findings& findings);
/// What stands in the file, but for the end of its line; the same is said of it. Empty, which is said as well, when it
/// can't be read or holds nothing.
std::string read_secret(base::Place const& place, std::string const& file, base::Findings& findings);

}  // namespace overens::server
