#pragma once

#include "app/store.hpp"
#include "store/pool.hpp"

namespace overens::store {

/// Begins a transaction on the pool's next connection; on another one should that be lost.
std::unique_ptr<app::Transaction> begin(Pool& writers);

}  // namespace overens::store
