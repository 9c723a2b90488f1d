#pragma once

#include <functional>
#include <optional>

#include "app/ports/store.hpp"
#include "journal/verify.hpp"

namespace overens::store {

/// Hands out the entries after a position, to the last, while others may write; then says where the streams end there.
journal::Heads through_heads(app::Store& store, std::uint64_t after,
                             std::function<void(std::uint64_t, journal::Entry const&)> const& take);

/// Where all ends now: the streams of the journal, and the chains of the access journal.
journal::Heads all_heads(app::Store& store);

/// Checks the database and the whole journal while it is used, with the heads of an earlier day when there are any.
/// `progress` gets the share that is done.
journal::Verifier verify(app::Store& store, std::optional<journal::Heads> const& earlier,
                         std::function<void(double)> const& progress);

}  // namespace overens::store
