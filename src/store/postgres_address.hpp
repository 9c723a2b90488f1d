#pragma once

#include <string>

namespace overens::store {

/// True when libpq reads the address as it was meant: a password with an @, / or : that is not written as %40 … is cut
/// there, and its rest taken for a host, a port or the database, which messages name.
bool is_clear_address(std::string const& where);

}  // namespace overens::store
