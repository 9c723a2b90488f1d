#pragma once

#include "app/ports/store.hpp"
#include "store/encryption.hpp"
#include "store/kept_keys.hpp"
#include "store/pool.hpp"

namespace overens::store {

/// Begins a transaction on the pool's next connection; on another one should that be lost. `encryption` and `kept_keys`
/// must outlive it.
std::unique_ptr<app::Transaction> begin(Pool& writers, Encryption const& encryption, KeptKeys& kept_keys,
                                        std::shared_ptr<keys::KeyStore> const& keys);

}  // namespace overens::store
