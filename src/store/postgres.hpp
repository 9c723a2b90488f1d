#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "store/connection.hpp"
#include "store/sqlite.hpp"

namespace overens::store {

/// Connects to PostgreSQL 15 or later; `where` is a postgresql:// URL, whose words go before the program's own. Rows of
/// one statement go in a pipeline. No answer within `patience`: the connection is given up, whatever the server or the
/// network is doing. Throws app::StoreFailed.
std::unique_ptr<Connection> connect_postgres(std::string const& where, Use use,
                                             std::chrono::milliseconds patience = std::chrono::seconds(8));

}  // namespace overens::store
