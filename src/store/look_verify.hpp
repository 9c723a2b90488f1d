#pragma once

#include <functional>

#include "app/ports/store.hpp"
#include "journal/look_verify.hpp"

namespace overens::store {

/// Checks the whole access journal while it is used. `kept_from`: what was looked at since then may not have been
/// erased. `earlier`: heads that were written earlier. `progress` gets the share that is done.
journal::LookVerifier verify_looks(app::Store& store, calendar::Instant kept_from,
                                   std::vector<journal::Head> const& earlier,
                                   std::function<void(double)> const& progress);

}  // namespace overens::store
