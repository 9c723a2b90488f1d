#pragma once

#include "store/connection.hpp"

// The columns of an obligation, as statements name them: those that read_obligation() reads.
#define OVERENS_OBLIGATION                                                                                           \
  "o.authority, o.id, o.in_case, o.norm, o.agreement, o.bearers, o.owed, o.life, o.outcome, o.opened_on, o.due_on, " \
  "o.details, o.verb, o.pace, o.unit, o.taken, o.new_on"
// Where a day stands in a list: those without one last. As the indexes have it.
#define OVERENS_DUE(column) "coalesce(" column ", 2147483647)"

namespace overens::store {

/// So many columns has OVERENS_OBLIGATION: what a statement reads besides comes after them.
inline constexpr std::size_t obligation_columns = 17;
/// Where a list begins.
inline constexpr std::int64_t before_all_days = -1;

calendar::Day day_of(SqlValue const& value);
std::optional<calendar::Day> maybe_day(SqlValue const& value);
app::ObligationRow read_obligation(SqlRow row);

}  // namespace overens::store
