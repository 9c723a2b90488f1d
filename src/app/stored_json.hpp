#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "app/ports/views.hpp"

namespace overens::app {

// What the store keeps as JSON text is written and read here and nowhere else; programs are given the same. What can't
// be read is no longer as it was written: std::runtime_error.

/// [{"id", "part", "unknown"?: […], "own"?, "left_out"?, "role"?}]
nlohmann::ordered_json as_json(std::vector<BearerRow> const& bearers);
std::vector<BearerRow> read_bearers(std::string_view json);

/// {"per", "subject", "period"?, "number"?, "due_at"?, "watch_on"?, "watch_at"?, "waits_for_anchor"?, "practice"?,
/// "opened_by"?, "secrecy", "done_late_on"?, "broken_on"?, "incomplete_sources"?}
nlohmann::ordered_json as_json(ObligationDetails const& details);
ObligationDetails read_details(std::string_view json);

/// {"secrecy", "unit"?, "holders"?: [{"staff", "named"?}]}: what of a case has no column of its own.
nlohmann::ordered_json details_as_json(CaseHead const& head);
void read_details(std::string_view json, CaseHead& into);

/// The words that the columns of an obligation hold.
obligation::Life read_life(std::string_view word);
obligation::Outcome read_outcome(std::string_view word);
obligation::Pace read_pace(std::string_view word);
Taken read_taken(std::string_view word);
std::string_view word_of(agreement::Verb verb);
agreement::Verb read_verb(std::string_view word);

}  // namespace overens::app
