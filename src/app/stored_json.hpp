#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "app/receipt.hpp"
#include "app/views.hpp"

namespace overens::app {

// What the store keeps as JSON text is written and read here and nowhere else; programs are given the same. What can't
// be read is no longer as it was written: std::runtime_error.

/// {"command", "recorded", "events": [{"id", "stream", "version"}]}
nlohmann::ordered_json as_json(CommandReceipt const& receipt);
/// `request` is kept beside it.
CommandReceipt read_receipt(std::string_view json, std::string_view request);

/// [{"id", "part", "unknown"?: […], "own"?, "left_out"?}]
nlohmann::ordered_json as_json(std::vector<Bearer> const& bearers);
std::vector<Bearer> read_bearers(std::string_view json);

/// {"per", "subject", "period"?, "number"?, "due_at"?, "watch_on"?, "watch_at"?, "waits_for_anchor"?, "practice"?,
/// "opened_by"?}
nlohmann::ordered_json as_json(ObligationDetails const& details);
ObligationDetails read_details(std::string_view json);

/// The words that the columns of an obligation hold.
obligation::Life read_life(std::string_view word);
obligation::Outcome read_outcome(std::string_view word);

}  // namespace overens::app
